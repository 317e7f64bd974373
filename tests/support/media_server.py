"""A real HTTP server on loopback for pictures and clips, which can be made to misbehave."""

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from typing_extensions import override

_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: ``target`` is path and query as they came; header names are lower case."""

    target: str
    headers: Mapping[str, str]


Turn = Callable[["_Handler"], None]
"""How one request is answered."""


class MediaServer:
    """Answers each target by its turns, one for each request, the last one for all that follow.

    A target without turns is answered with 404.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self.released = threading.Event()
        self._turns: dict[str, list[Turn]] = {}
        self._at_once = 0
        self._changed = threading.Condition()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), name="media server"
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    def serve(self, target: str, *turns: Turn) -> str:
        """Answer ``target`` by ``turns`` from now on; returns its URL."""
        with self._changed:
            self._turns[target] = list(turns)
        return self.url + target

    def wait_for(self, requests: int) -> None:
        """Until so many requests have come in all."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.asked) >= requests, _PATIENCE)

    def release(self) -> None:
        """Let go on what hangs or stalls."""
        self.released.set()

    def begin(self, asked: Asked) -> Turn:
        with self._changed:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._changed.notify_all()
            turns = self._turns.get(asked.target) or [refuses(404)]
            return turns.pop(0) if len(turns) > 1 else turns[0]

    def end(self) -> None:
        with self._changed:
            self._at_once -= 1

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for the last answers
    request_queue_size = 64

    def __init__(self, owner: MediaServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    _is_counted = False

    def do_GET(self) -> None:
        owner = self.server.owner
        headers = {name.lower(): value for name, value in self.headers.items()}
        turn = owner.begin(Asked(self.path, headers))
        self._is_counted = True
        try:
            with suppress(ConnectionError):  # the client hung up: cancelled
                turn(self)
        finally:
            self._count_out()

    def head(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Connection", "close")
        self.end_headers()

    def last(self, content: bytes) -> None:
        """The rest of an answer: who has it may ask again before this thread goes on."""
        self._count_out()
        self.wfile.write(content)

    def _count_out(self) -> None:
        if self._is_counted:
            self._is_counted = False
            self.server.owner.end()

    def wait_for_release(self) -> None:
        assert self.server.owner.released.wait(_PATIENCE)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test asks ``asked``."""


def sends(content: bytes, kind: str = "application/octet-stream") -> Turn:
    """``kind`` is the content type, which may well be a lie."""

    def turn(handler: _Handler) -> None:
        handler.head(200, Content_Type=kind, Content_Length=len(content))
        handler.last(content)

    return turn


def sends_json(record: object) -> Turn:
    return sends(json.dumps(record).encode(), "application/json")


def sends_unframed(content: bytes) -> Turn:
    """The end of the connection is the end of the file, so that a cut goes unnoticed."""

    def turn(handler: _Handler) -> None:
        handler.head(200)
        handler.last(content)

    return turn


def refuses(status: int, record: object = None) -> Turn:
    """Without a word, unless there is a ``record`` to send."""
    if record is None:
        return lambda handler: handler.head(status, Content_Length=0)
    content = json.dumps(record).encode()

    def turn(handler: _Handler) -> None:
        handler.head(status, Content_Type="application/json", Content_Length=len(content))
        handler.last(content)

    return turn


def redirects(location: str) -> Turn:
    return lambda handler: handler.head(302, Location=location, Content_Length=0)


def stalls(content: bytes, after: int = 0) -> Turn:
    """Sends ``after`` bytes, and the rest when the server is released."""

    def turn(handler: _Handler) -> None:
        handler.head(200, Content_Length=len(content))
        handler.wfile.write(content[:after])
        handler.wfile.flush()
        handler.wait_for_release()
        handler.last(content[after:])

    return turn


def cuts(content: bytes, after: int) -> Turn:
    """Breaks off after so many bytes of what it said it would send."""

    def turn(handler: _Handler) -> None:
        handler.head(200, Content_Length=len(content))
        handler.last(content[:after])

    return turn


def hangs(then: Turn) -> Turn:
    """Not a byte until the server is released."""

    def turn(handler: _Handler) -> None:
        handler.wait_for_release()
        then(handler)

    return turn
