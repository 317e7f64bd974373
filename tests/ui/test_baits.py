"""T11, T12, F44: texts that would read files or take for ever, shown in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes to bait with")

SECONDS = 2.0
"""Of the processor, for one text in all the places where it may be shown."""
MEMORY = 100 * 2**20
_ROOT = Path(__file__).parents[2]
_PATIENCE = 120.0
_TICK = 0.02


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.png")
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("magenta"))
    assert picture.save(str(tmp_path / "magenta.png"))
    return tmp_path


def shown_in_a_child(folder: Path, *arguments: str) -> tuple[dict[str, Any], bool]:
    """What it told, and whether it opened the pipe: who does hangs until somebody writes."""
    pipe, picture = folder / "pipe.png", folder / "magenta.png"
    command = [sys.executable, "-m", "tests.support.baits", str(pipe), str(picture), *arguments]
    taken = False
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as child:
        try:
            for _ in range(round(_PATIENCE / _TICK)):
                taken |= is_read(pipe)
                try:
                    child.wait(_TICK)
                    break
                except subprocess.TimeoutExpired:
                    continue
        finally:
            child.kill()
        assert child.stdout is not None
        told = child.stdout.read()
    assert child.returncode == 0
    return json.loads(told), taken


def is_read(pipe: Path) -> bool:
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:  # nobody has it open for reading
        return False
    return True


def test_no_text_and_no_drawing_opens_a_file_or_takes_for_ever(folder: Path) -> None:
    """T11, T12, F44."""
    told, taken = shown_in_a_child(folder)
    assert not taken
    assert told["shown"] == 0
    assert told["refused"] == 3
    assert told["seconds"] < SECONDS
    assert told["memory"] < MEMORY


def test_the_baits_are_taken_by_labels_and_decoders_that_guess(folder: Path) -> None:
    """Else the test above could not fail."""
    told, taken = shown_in_a_child(folder, "bare")
    assert taken
    assert told["shown"] > 0
