"""Being asked to end from outside: by ``kill``, by Ctrl+C, by a terminal that is closed."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENDING = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Signals(QObject):
    """Hears of the signals that ask a process to end, and tells of the first.

    What a signal interrupts is finished first: it is told in the event loop, on the thread of this
    object. A signal that is ignored, as by ``nohup``, stays so. Once one was heard, another ends
    the process at once.
    """

    heard = Signal(int)
    """The number of the signal, once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _do_nothing) for number in _numbers()}
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def stop(self) -> None:
        """Everything is as it was; idempotent."""
        if self._mouth.fileno() == -1:
            return
        self._notifier.setEnabled(False)
        for number, before in self._before.items():
            signal.signal(number, before)
        signal.set_wakeup_fd(self._wakeup_before)
        self._ear.close()
        self._mouth.close()

    def _on_woken(self) -> None:
        known = [number for number in self._ear.recv(64) if number in self._before]
        if known:
            for number in self._before:
                signal.signal(number, signal.SIG_DFL)
            self._notifier.setEnabled(False)
            self.heard.emit(known[0])


def _numbers() -> list[signal.Signals]:
    """Those that this system has, and that nobody set aside."""
    there = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    return [n for n in there if signal.getsignal(n) not in (signal.SIG_IGN, None)]


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """The byte in the socket says it all; a handler has to be there for it to be written."""
