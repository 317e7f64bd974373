"""A small HTTP/1.1 server on loopback: GET and HEAD, keep-alive, bodies whole in memory."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableSequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote

_HEAD_LIMIT = 64 * 1024
_BODY_LIMIT = 1024 * 1024
_IDLE = 120.0
_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Request:
    """``target`` is as it came; ``segments`` are decoded one by one, so an id may hold a slash."""

    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case."""
    segments: tuple[str, ...]
    query: Mapping[str, str]

    @property
    def path(self) -> str:
        """Still percent-encoded."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Response:
    """``Content-Length``, ``Date`` and ``Connection`` are added when it is sent."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request that was answered. ``server`` is the name of the server it came to."""

    server: str
    method: str
    target: str
    headers: Mapping[str, str]
    status: int


Handler = Callable[[Request], Awaitable[Response]]


class _BadRequestError(Exception):
    """What came is no HTTP request that this server takes."""


class HttpServer:
    """Answers on a free port of 127.0.0.1 from :meth:`start` to :meth:`stop`, on one loop.

    ``log`` gets every answered request, in the order of their answers.
    """

    def __init__(self, name: str, handler: Handler, log: MutableSequence[LoggedRequest]) -> None:
        self._name = name
        self._handler = handler
        self._log = log
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def origin(self) -> str:
        """Such as ``http://127.0.0.1:40123``. Only while it runs."""
        if self._server is None:
            raise RuntimeError("the server is not running")
        port: int = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", 0, limit=_HEAD_LIMIT, backlog=256
        )

    async def stop(self) -> None:
        """Ends all connections, those in the middle of an answer too."""
        if self._server is not None:
            await _stop_accepting(self._server)
            self._server = None
        connections = dict(self._connections)
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        for writer in connections.values():  # a task that never ran has not closed its own
            writer.transport.abort()
        await _let_callbacks_run()  # which close the sockets

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._connections[task] = writer
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        del self._connections[task]
        if not task.cancelled() and (error := task.exception()) is not None:
            task.get_loop().call_exception_handler(
                {"message": f"a bug in the demo's {self._name} server", "exception": error}
            )

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer_one(reader, writer):
                pass
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError):
            pass  # the other side has gone, or has nothing more to ask
        finally:
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection stays open for more."""
        try:
            async with asyncio.timeout(_IDLE):
                request, keep = await _read_request(reader)
        except (_BadRequestError, asyncio.LimitOverrunError):
            writer.write(_encoded(Response(400), "GET", keep=False))
            await writer.drain()
            return False
        if request.method in _METHODS:
            response = await self._handler(request)
        else:
            response = Response(405, {"Allow": "GET, HEAD"})
        self._log.append(
            LoggedRequest(
                self._name, request.method, request.target, request.headers, response.status
            )
        )
        writer.write(_encoded(response, request.method, keep=keep))
        await writer.drain()
        return keep


async def _stop_accepting(server: asyncio.Server) -> None:
    """Python 3.11 loses a connection that it is accepting while the server closes."""
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # the usual loop of Windows watches in another way
        for listening in server.sockets:
            loop.remove_reader(listening.fileno())
    await _let_callbacks_run()
    server.close()


async def _let_callbacks_run() -> None:
    """Asyncio takes up to three turns of its loop to make or to close a connection."""
    for _ in range(4):
        await asyncio.sleep(0)


async def _read_request(reader: asyncio.StreamReader) -> tuple[Request, bool]:
    """The request, and whether its sender wants to keep the connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head[:-4].split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[1].startswith("/") or not parts[2].startswith("HTTP/1."):
        raise _BadRequestError(first)
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise _BadRequestError(line)
        headers[name.strip().lower()] = value.strip()
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > _BODY_LIMIT or "transfer-encoding" in headers:
        raise _BadRequestError("body")
    await reader.readexactly(int(length))
    path, _, query = parts[1].partition("?")
    keep = parts[2] != "HTTP/1.0" and headers.get("connection", "").lower() != "close"
    segments = tuple(unquote(segment) for segment in path.split("/")[1:])
    asked = dict(parse_qsl(query, keep_blank_values=True))
    return Request(parts[0], parts[1], headers, segments, asked), keep


def _encoded(response: Response, method: str, *, keep: bool) -> bytes:
    """Head and body in one piece, so that neither waits for the other on the way."""
    lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    if response.status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Length: {len(response.body)}")
    lines += [
        f"Date: {formatdate(usegmt=True)}",
        f"Connection: {'keep-alive' if keep else 'close'}",
    ]
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return head if method == "HEAD" else head + response.body
