"""The faults of a service, one for each row of the catalogue of faults: B1 and B2.

A :data:`Fault` is what a server does once it has read a request; :class:`Service` answers
properly until it is given one.
"""

import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.support.raw_server import Connection, answer, json_answer

Fault = Callable[[Connection], None]
MIB = 2**20

_UNFRAMED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
_CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
)
_PORTAL = b"<!doctype html><title>Welcome</title><p>Please log in to use the network of this hotel."


def _framed(length: int, kind: str = "application/json") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


HALF = _framed(99) + b'{"data": ['


class Service:
    """A script that answers each target as told, by a fault where one was put in its place.

    What it was not told of is a 404. Faults of a target go by turns, the last for all that follow.
    """

    def __init__(self) -> None:
        self._answers: dict[str, bytes] = {}
        self._faults: dict[str, list[Fault]] = {}
        self._lock = threading.Lock()

    def serve(self, target: str, data: bytes) -> None:
        """From now on ``target`` is answered with ``data``, without a fault."""
        with self._lock:
            self._answers[target] = data
            self._faults.pop(target, None)

    def fail(self, target: str, *faults: Fault) -> None:
        with self._lock:
            self._faults[target] = list(faults)

    def mend(self, target: str) -> None:
        """Answer properly again."""
        with self._lock:
            self._faults.pop(target, None)

    def __call__(self, connection: Connection) -> None:
        while True:
            self._turn(connection.request().target)(connection)

    def _turn(self, target: str) -> Fault:
        with self._lock:
            faults = self._faults.get(target)
            if faults:
                return faults.pop(0) if len(faults) > 1 else faults[0]
            return sends(self._answers.get(target, answer(404)))


def sends(data: bytes) -> Fault:
    """Exactly that, and waits for the next request."""
    return lambda connection: connection.send(data)


def refuses(status: int, *headers: str, body: bytes | str = b"") -> Fault:
    """F01, F02, F04, F07, F09: a status, perhaps with words."""
    return sends(json_answer(body, status, *headers))


def pauses(*retry_after: str) -> Fault:
    """F05, F06: 429, with whatever a service may take for a time to wait."""
    values = [value.encode().decode("latin-1") for value in retry_after]
    return refuses(429, *[f"Retry-After: {value}" for value in values])


def redirects(location: str, status: int = 302) -> Fault:
    """F10 to F13."""
    return sends(answer(status, b"", f"Location: {location}"))


def log_in_page() -> Fault:
    """F15: the page of a network that wants a log-in first."""
    return sends(answer(200, _PORTAL, "Content-Type: text/html; charset=utf-8"))


def breaks_off(data: bytes) -> Fault:
    """Sends and hangs up, whatever it promised."""

    def fault(connection: Connection) -> None:
        connection.send(data)
        connection.hang_up()

    return fault


def resets(data: bytes = b"") -> Fault:
    """F23: sends and closes with an RST."""

    def fault(connection: Connection) -> None:
        connection.send(data)
        connection.reset()

    return fault


def no_status_line() -> Fault:
    """F14."""
    return breaks_off(b"\x16\x03\x01 this is no status line\r\n\r\n")


def giant_header(size: int = 2**20) -> Fault:
    """F14."""
    return breaks_off(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * size + b"\r\n\r\n{}")


def says_nothing(start: bytes = b"") -> Fault:
    """F19: sends ``start`` and is silent until the other side hangs up."""

    def fault(connection: Connection) -> None:
        connection.send(start)
        connection.hang()

    return fault


def drips_a_head() -> Fault:
    """F20: a header a byte at a time, without end."""
    return lambda c: c.drip(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1_000, every=0.02)


def drips_a_body(kind: str = "application/json") -> Fault:
    """F20: a body a byte at a time, without end."""

    def fault(connection: Connection) -> None:
        connection.send(_framed(9_999, kind))
        connection.drip(b" " * 9_999, every=0.02)

    return fault


def cut_by_length(content: bytes = b'{"data": [') -> Fault:
    """F21: less than the length that the head tells of."""
    return breaks_off(_framed(len(content) + 90) + content)


def cut_in_chunks(content: bytes = b'{"data": [') -> Fault:
    """F21: the last chunk never comes."""
    return breaks_off(_CHUNKED + b"%x\r\n%s\r\n" % (len(content), content))


def cut_unseen(content: bytes = b'{"data": [') -> Fault:
    """F22: neither a length nor chunks, so that the end of the connection is that of the body."""
    return breaks_off(_UNFRAMED + content)


def reset_in_body() -> Fault:
    """F23."""
    return resets(HALF)


def claims(length: int, content: bytes = b"") -> Fault:
    """F24: a length too large to be read, or smaller than what comes."""
    return breaks_off(_framed(length) + content)


def gzip_bomb(size: int) -> Fault:
    """F25: so many bytes, all alike, in a thousandth of them."""

    def fault(connection: Connection) -> None:
        connection.send(json_answer(_bomb(size), 200, "Content-Encoding: gzip"))

    return fault


def _bomb(size: int) -> bytes:
    """The same MiB again and again: nobody has to pack them all. It has no end."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    first, other = (packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + other * (size // MIB - 1)


def claims_encoding(name: str) -> Fault:
    """F25: packed in a way that was not asked for."""
    return sends(json_answer(b"\x28\xb5\x2f\xfd", 200, f"Content-Encoding: {name}"))


def nests(depth: int) -> Fault:
    """F34: so many lists, each in the one before."""
    return sends(json_answer(b'{"data":' + b"[" * depth + b"]" * depth + b"}"))


def lists(count: int) -> Fault:
    """F47: so many empty lists, four lists deep."""
    return sends(json_answer(b'{"data":[[[[[]' + b",[]" * (count - 1) + b"]]]]}"))


@contextmanager
def closed_port() -> Iterator[int]:
    """Where nobody listens, nor can meanwhile."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        yield deaf.getsockname()[1]


@contextmanager
def paused_port() -> Iterator[int]:
    """F18: a port whose owner accepts nobody, with its queue full: a connection never comes."""
    with socket.socket() as owner:
        owner.bind(("127.0.0.1", 0))
        owner.listen(0)
        queue = []
        try:
            for _ in range(8):
                waiting = socket.socket()
                queue.append(waiting)
                waiting.settimeout(0.05)
                waiting.connect(owner.getsockname())
        except TimeoutError:
            pass
        yield owner.getsockname()[1]
        for waiting in queue:
            waiting.close()
