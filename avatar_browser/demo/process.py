"""The demo's servers in a child process: drawing there never holds up the window here."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import IO, Self

from avatar_browser.demo.endpoints import Endpoints
from avatar_browser.demo.size import USUAL

_START_DEADLINE = 30.0
_STOP_DEADLINE = 5.0


class DemoServers:
    """Starts and stops ``python -m avatar_browser.demo``; a context manager.

    The child ends when its stdin closes, so it does not outlive this process, however that ends.
    ``size``, ``latency_ms``, ``signed_seconds`` and ``draw_ahead`` as on its command line: by
    default the first screen's pictures are drawn while the window is still being built.
    """

    def __init__(
        self,
        *,
        size: int = USUAL,
        latency_ms: float = 0.0,
        signed_seconds: int = 3600,
        draw_ahead: int = 24,
    ) -> None:
        self._command = [
            sys.executable, "-m", "avatar_browser.demo", f"--size={size}",
            f"--latency-ms={latency_ms}", f"--signed-seconds={signed_seconds}",
            f"--draw-ahead={draw_ahead}",
        ]  # fmt: skip
        self._process: subprocess.Popen[str] | None = None
        self._endpoints: Endpoints | None = None

    @property
    def endpoints(self) -> Endpoints:
        """Only while it runs."""
        if self._endpoints is None:
            raise RuntimeError("the demo's servers are not running")
        return self._endpoints

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that make the application use these servers."""
        return self.endpoints.as_environment()

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("the demo's servers are not running")
        return self._process.pid

    def start(self, deadline: float = _START_DEADLINE) -> Endpoints:
        """Blocks until the servers answer. Raises RuntimeError where they do not in time."""
        self._process = subprocess.Popen(  # noqa: S603
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        line = self._first_line(self._process, deadline)
        if not line:
            self.stop()
            raise RuntimeError("The demo's servers did not start.")
        self._endpoints = Endpoints(**json.loads(line))
        return self._endpoints

    def stop(self) -> None:
        """Idempotent."""
        process, self._process, self._endpoints = self._process, None, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_STOP_DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _first_line(self, process: "subprocess.Popen[str]", deadline: float) -> str:
        """Empty where the child ended, or said nothing until the deadline."""
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()

        def read(stdout: IO[str]) -> None:
            lines.put(stdout.readline())

        reader = threading.Thread(target=read, args=(process.stdout,), name="demo start")
        reader.daemon = True
        reader.start()
        try:
            return lines.get(timeout=deadline)
        except queue.Empty:
            return ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
