"""The whole program in a process of its own, used by a script, which takes away what it shows."""

import itertools
import os
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from typing_extensions import override

from avatar_browser import app
from avatar_browser.domain.errors import Problem

_PATIENCE = 60.0

Script = Iterator[Callable[[], bool]]
"""Goes on once what it yields is true."""


class ScriptedProgram(app.Application):
    """Begins its script as soon as it has started, and ends with it: by closing the window, or by
    a crash where the second argument is ``abort``.

    The first argument is the folder for what is taken. A script that fails leaves "failed" there.
    """

    @override
    def start(self) -> None:
        super().start()
        self.features.complete()
        self.taken = Path(sys.argv[1])
        self._numbers = itertools.count()
        self._script = self.script()
        self._until: Callable[[], bool] = lambda: True
        self._where = ""
        self._deadline = time.monotonic() + _PATIENCE
        self._clock = QTimer(self, interval=5)
        self._clock.timeout.connect(self._step)
        self._clock.start()

    def _step(self) -> None:
        try:
            if self._until():
                self._until = next(self._script)
                self._where = _innermost(self._script)
                self._deadline = time.monotonic() + _PATIENCE
            elif time.monotonic() > self._deadline:
                self._fail(f"waited in vain: {self._until!r} in {self._where}")
        except StopIteration:
            self._clock.stop()
            self._end()
        except Exception:  # noqa: BLE001 - told to the test
            self._fail(traceback.format_exc())

    def _fail(self, words: str) -> None:
        (self.taken / "failed").write_text(words)
        os._exit(3)

    def _end(self) -> None:
        if sys.argv[2] == "abort":
            os.abort()
        self.window.close()

    def script(self) -> Script:
        raise NotImplementedError

    def button(self, parent: QWidget, text: str) -> QAbstractButton:
        return next(b for b in parent.findChildren(QAbstractButton) if b.text() == text)

    def texts(self) -> str:
        """All that stands in any window, and what shows when the mouse rests on it."""
        found = []
        for widget in QApplication.allWidgets():
            found += [widget.toolTip(), widget.windowTitle(), widget.accessibleName()]
            if isinstance(widget, QLabel | QAbstractButton):
                found.append(widget.text())
            elif isinstance(widget, QLineEdit):
                found.append(widget.displayText())
        return "\n".join(found)

    def take_clipboard(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        for form in data.formats():
            self.take(f"clipboard {form}", bytes(data.data(form).data()).decode("utf-8", "replace"))

    def take_problem(self, problem: Problem) -> None:
        self.take("problem", f"{problem}\n{problem.code}\n{problem.detail}\n{problem!r}")

    def take(self, name: str, text: str) -> None:
        """As something the user could see or pass on."""
        path = self.taken / f"{next(self._numbers)} {name.replace('/', ' ')}.txt"
        path.write_text(text, encoding="utf-8", errors="replace")


def _innermost(script: object) -> str:
    """Where it waits."""
    while isinstance(inner := getattr(script, "gi_yieldfrom", None), Generator):
        script = inner
    frame = getattr(script, "gi_frame", None)
    return f"{frame.f_code.co_name}, line {frame.f_lineno}" if frame else ""
