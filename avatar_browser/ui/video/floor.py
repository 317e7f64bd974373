"""Who plays: at most one player of the window decodes at any moment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Floor(QObject):
    """Whoever begins to play takes the floor; whoever had it is told to stop first."""

    taken = Signal(object)
    """Somebody else plays from now on: the new owner."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner: QObject | None = None
        self._stop: Callable[[], None] | None = None

    @property
    def owner(self) -> QObject | None:
        return self._owner

    @property
    def is_free(self) -> bool:
        """What plays by itself begins only then: it never ends what the user asked for."""
        return self._owner is None

    def take(self, owner: QObject, stop: Callable[[], None]) -> None:
        """Give the floor to ``owner``. ``stop`` is called once, when another one takes it."""
        before, self._owner = self._owner, owner
        stop_before, self._stop = self._stop, stop
        if before is owner:
            return
        if stop_before is not None:
            stop_before()
        self.taken.emit(owner)

    def leave(self, owner: QObject) -> None:
        """Nothing happens unless ``owner`` has the floor: it may stop because it lost it."""
        if self._owner is owner:
            self._owner = None
            self._stop = None
