"""How clips are played: one for all players of the window."""

from PySide6.QtCore import QObject, Signal

RATES = (0.5, 1.0, 1.5, 2.0)
VOLUME_STEP = 5


class PlayerSettings(QObject):
    """Loop, mute and volume are kept over a restart, the speed is not.

    ``volume`` is a percentage.
    """

    changed = Signal()

    def __init__(self, *, loop: bool = True, muted: bool = False, volume: int = 100) -> None:
        super().__init__()
        self._loop = loop
        self._muted = muted
        self._volume = min(100, max(0, volume))
        self._rate = 1.0

    @property
    def loop(self) -> bool:
        return self._loop

    @property
    def muted(self) -> bool:
        return self._muted

    @property
    def volume(self) -> int:
        return self._volume

    @property
    def rate(self) -> float:
        return self._rate

    def set_loop(self, on: bool) -> None:
        if on != self._loop:
            self._loop = on
            self.changed.emit()

    def set_muted(self, on: bool) -> None:
        if on != self._muted:
            self._muted = on
            self.changed.emit()

    def set_volume(self, percent: int) -> None:
        """What was muted is heard again: whoever turns the sound up wants to hear it."""
        percent = min(100, max(0, percent))
        if percent != self._volume:
            self._muted = self._muted and percent < self._volume
            self._volume = percent
            self.changed.emit()

    def set_rate(self, rate: float) -> None:
        if rate != self._rate:
            self._rate = rate
            self.changed.emit()
