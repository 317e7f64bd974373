"""What nobody caught, from wherever it came: logged once a place, told, and nothing ends."""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from avatar_browser.domain.errors import Problem

SENTENCE = (
    "Something went wrong inside the program, which goes on: press “Save diagnostics…” to report"
    " it."
)

_PACKAGE = Path(__file__).parents[1]
_MOST_PLACES = 200
_FRAMES_TOLD = 6

_Place = tuple[type[BaseException], str, int]

_log = logging.getLogger(__name__)


class BugReporter(QObject):
    """Faults F104 and F105: one set of hooks for slots, threads, tasks and destructors.

    A bug in a paint event or a timer comes back many times a second: from each place it is logged
    and told the first time only. Being asked to end is no bug, and goes where it went before.
    """

    reported = Signal(object)
    """A Problem, on the thread of this object. Its detail names places, and no value."""

    _met = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._places: set[_Place] = set()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._met.connect(self._on_met)

    def install(self) -> None:
        """Hear of everything from now on."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.report
        threading.excepthook = self._report_of_thread
        sys.unraisablehook = self._report_unraisable

    def uninstall(self) -> None:
        """The hooks are what they were."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def report(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """For ``sys.excepthook``; on any thread. ``error`` may not have been made yet."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._before[0](kind, error or kind(), trace)
        elif self._is_new(_place(kind, trace)):
            _log.error("A bug", exc_info=(kind, error or kind(), trace))
            if isValid(self):  # at the very end threads outlive what Qt has made
                self._met.emit(Problem(SENTENCE, code=f"bug {kind.__name__}", detail=_told(trace)))

    def _report_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:  # a thread may end like that
            self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def _report_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def _is_new(self, place: _Place) -> bool:
        with self._lock:
            is_new = place not in self._places and len(self._places) < _MOST_PLACES
            self._places.add(place)
        return is_new

    @Slot(object)
    def _on_met(self, problem: Problem) -> None:
        self.reported.emit(problem)


def _place(kind: type[BaseException], trace: TracebackType | None) -> _Place:
    """The last line of ours that was reached; of others' where it was none of ours."""
    steps = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    ours = [step for step in steps if Path(step[0]).is_relative_to(_PACKAGE)]
    file, line = (ours or steps or [("", 0)])[-1]
    return (kind, file, line)


def _told(trace: TracebackType | None) -> str:
    """The last steps, without values and without the folders of this computer."""
    steps = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return "\n".join(steps[-_FRAMES_TOLD:])


def _short(file: str) -> str:
    path = Path(file)
    inside = path.is_relative_to(_PACKAGE)
    return path.relative_to(_PACKAGE.parent).as_posix() if inside else path.name
