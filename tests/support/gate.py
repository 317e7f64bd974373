"""An address that is shut at first, and leads to a server of the test once it is opened."""

import selectors
import socket
import threading
from contextlib import suppress
from typing import Self

_CHUNK = 65_536


class Gate:
    """While shut a connection is refused at once, as where there is no network."""

    def __init__(self, to: str) -> None:
        """``to`` is ``http://127.0.0.1:port``."""
        host, _, port = to.removeprefix("http://").partition(":")
        self._to = host, int(port)
        self._door = socket.socket()
        self._door.bind(("127.0.0.1", 0))
        self._ends = threading.Event()
        self._threads: list[threading.Thread] = []
        self._is_open = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def open(self) -> None:
        self._is_open = True
        self._door.listen(64)
        self._begin(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        if self._is_open:
            with suppress(OSError), socket.create_connection(self._door.getsockname()):
                pass  # wakes who accepts
        for thread in self._threads:
            thread.join()
        self._door.close()

    def _begin(self, work: object, *given: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=given, name="gate")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            came, _ = self._door.accept()
            if self._ends.is_set():
                came.close()
                return
            self._begin(self._carry, came)

    def _carry(self, came: socket.socket) -> None:
        with came, socket.create_connection(self._to) as there, suppress(OSError):
            other = {came: there, there: came}
            with selectors.DefaultSelector() as ready:
                for end in other:
                    ready.register(end, selectors.EVENT_READ)
                while not self._ends.is_set():
                    for key, _ in ready.select(timeout=0.05):
                        source = key.fileobj
                        assert isinstance(source, socket.socket)
                        data = source.recv(_CHUNK)
                        if not data:
                            return
                        other[source].sendall(data)
