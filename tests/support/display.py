"""A real X display without a screen, and a hand on its keyboard, mouse and clipboard."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

PROGRAMS = ("Xvfb", "xdotool", "xclip")


def require_display_programs() -> None:
    """Skip where they are not installed; on a build server that is a failure."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing and os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    assert not missing, f"CI must have {', '.join(missing)}"


@dataclass(frozen=True)
class Display:
    """``name`` is what DISPLAY is set to."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *words: str) -> str:
        """Run xdotool; returns what it printed, empty where it failed."""
        return self._output("xdotool", *words)

    @property
    def clipboard(self) -> str:
        """What another program gets when it pastes."""
        return self._output("xclip", "-o", "-selection", "clipboard")

    def _output(self, *command: str) -> str:
        result = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=10, check=False
        )
        return result.stdout


@contextmanager
def virtual_display() -> Iterator[Display]:
    """An Xvfb of its own, of 1400 by 900 pixels."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-noreset",
            "-r",  # a key that a busy machine releases late is still pressed once
            "-displayfd",
            str(write_end),
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        yield Display(f":{number}")
    finally:
        server.terminate()
        server.wait(10)
