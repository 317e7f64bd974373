"""An HTTP server that misbehaves on purpose, byte by byte, and writes down what it was sent."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self

_PATIENCE = 20.0
TLS_DATA = Path(__file__).parent.parent / "data" / "tls"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came: ``raw`` is every byte of its head, up to the empty line."""

    raw: bytes

    @property
    def method(self) -> str:
        return self.raw.split(b" ", 1)[0].decode("latin-1")

    @property
    def target(self) -> str:
        """The path and query of the request line, untouched."""
        return self.raw.split(b" ", 2)[1].decode("latin-1")

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Names in lower case."""
        lines = self.raw.decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines if line)
        return [(name.lower(), value.strip()) for name, _, value in pairs]

    def header(self, name: str) -> str | None:
        return next((value for known, value in self.headers if known == name), None)


class HungUp(Exception):
    """The other side closed the connection, or the server stops."""


class Connection:
    """One connection as a script sees it."""

    def __init__(self, sock: socket.socket, server: "RawServer") -> None:
        self._socket = sock
        self._server = server
        self._buffer = b""

    def request(self) -> Request:
        """The next request; raises HungUp when there is none."""
        while b"\r\n\r\n" not in self._buffer:
            data = self._socket.recv(65_536)
            if not data:
                raise HungUp
            self._server.note_bytes(data)
            self._buffer += data
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        request = Request(head + b"\r\n\r\n")
        self._server.note(request)
        return request

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def pause(self, seconds: float) -> None:
        """Raises HungUp when the server stops meanwhile."""
        if self._server.stopped.wait(seconds):
            raise HungUp

    def drip(self, data: bytes, every: float) -> None:
        """One byte each ``every`` seconds, until the other side or the server ends it."""
        for byte in data:
            self.send(bytes([byte]))
            self.pause(every)

    def hang(self) -> None:
        """Says nothing until the other side hangs up."""
        while self._socket.recv(65_536):
            pass
        raise HungUp

    def reset(self) -> None:
        """Closes with an RST in place of a FIN."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()

    def start_tls(self, context: ssl.SSLContext) -> None:
        self._socket = context.wrap_socket(self._socket, server_side=True)

    def hang_up(self) -> None:
        """Wakes the script where it waits; what has come before can still be read by it."""
        with contextlib.suppress(OSError):
            # not that of a TLS socket, which takes its session away from whoever reads
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        self.hang_up()
        self._socket.close()


Script = Callable[[Connection], None]


class RawServer:
    """Runs ``scripts`` on loopback, one per connection in order of arrival, the last for all
    that follow; each on its own thread. A script's own failure is raised when the server ends.

    ``requests`` is the log of all requests, ``received`` every byte, ``connections`` the number
    accepted, and ``hang_ups`` is released for each that the other side ended first.
    """

    def __init__(self, *scripts: Script, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.received = b""
        self.connections = 0
        self.stopped = threading.Event()
        self.hang_ups = threading.Semaphore(0)
        self._scripts = scripts
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._open: list[Connection] = []
        self._threads = [threading.Thread(target=self._accept, name="raw server")]
        self._failures: list[Exception] = []
        self._arrival = threading.Condition()
        self._farewell = ("", 0)

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def url(self, path: str = "", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def note_bytes(self, data: bytes) -> None:
        with self._arrival:
            self.received += data

    def note(self, request: Request) -> None:
        with self._arrival:
            self.requests.append(request)
            self._arrival.notify_all()

    def await_requests(self, number: int) -> None:
        """Returns once so many requests have come in all; fails after 20 s."""
        with self._arrival:
            assert self._arrival.wait_for(lambda: len(self.requests) >= number, timeout=_PATIENCE)

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        with socket.socket() as last:
            last.bind(("127.0.0.1", 0))
            self._farewell = last.getsockname()
            last.connect(self._listener.getsockname())
            self._threads[0].join()
        self._listener.close()
        for connection in self._open:
            connection.hang_up()  # its own thread closes it
        for thread in self._threads:
            thread.join()
        if self._failures:
            raise self._failures[0]

    def _accept(self) -> None:
        for number in count():
            sock, address = self._listener.accept()
            if address == self._farewell:  # whoever came before it counts
                sock.close()
                return
            self.connections += 1
            connection = Connection(sock, self)
            self._open.append(connection)
            script = self._scripts[min(number, len(self._scripts) - 1)]
            thread = threading.Thread(target=self._serve, args=(connection, script))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: Connection, script: Script) -> None:
        try:
            if self._tls is not None:
                connection.start_tls(self._tls)
            script(connection)
        except (HungUp, OSError):
            self.hang_ups.release()
        except Exception as failure:  # noqa: BLE001 - raised on the test's thread
            self._failures.append(failure)
        finally:
            connection.close()


def answer(status: int = 200, body: bytes = b"", *headers: str) -> bytes:
    """A proper answer with its length; ``headers`` are whole lines."""
    lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def json_answer(body: bytes | str, status: int = 200, *headers: str) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return answer(status, raw, "Content-Type: application/json", *headers)


def replies(*answers: bytes) -> Script:
    """Answers the n-th request of all connections with the n-th answer, the last repeated."""
    left = list(answers)
    lock = threading.Lock()

    def script(connection: Connection) -> None:
        while True:
            connection.request()
            with lock:
                data = left.pop(0) if len(left) > 1 else left[0]
            connection.send(data)

    return script


class Crowd:
    """A script that holds its answers back until ``size`` requests wait, and 20 ms longer for
    more to come. ``most`` is how many waited at the same time. It serves multiples of ``size``."""

    def __init__(self, data: bytes, size: int) -> None:
        self.most = 0
        self._data = data
        self._now = 0
        self._lock = threading.Lock()
        self._gathering = threading.Barrier(size)

    def __call__(self, connection: Connection) -> None:
        while True:
            connection.request()
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            self._gathering.wait(timeout=_PATIENCE)
            connection.pause(0.02)
            with self._lock:
                self._now -= 1
            connection.send(self._data)


def once(data: bytes) -> Script:
    """Sends ``data`` after the request and hangs up, whatever it promised."""

    def script(connection: Connection) -> None:
        connection.request()
        connection.send(data)

    return script


def hanging(head: bytes = b"") -> Script:
    """Sends ``head`` after the request and then nothing."""

    def script(connection: Connection) -> None:
        connection.request()
        connection.send(head)
        connection.hang()

    return script


def server_tls(name: str = "valid") -> ssl.SSLContext:
    """A server's context for localhost, 127.0.0.1 and media.example.com: ``valid`` until 2120
    but signed by itself, or ``expired``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS_DATA / f"{name}.pem")
    return context
