"""Which of several clips is heard."""

from PySide6.QtCore import QObject, Signal

from avatar_browser.ui.video.player_settings import PlayerSettings


class Hearing(QObject):
    """At most one, as loud as the window's settings say; all go at the settings' speed."""

    changed = Signal()

    def __init__(self, settings: PlayerSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._own: list[PlayerSettings] = []
        self._chosen: int | None = 0
        settings.changed.connect(self._apply)

    @property
    def heard(self) -> int | None:
        """The number of the clip that is heard, None where none is."""
        return None if self._settings.muted else self._chosen

    def add(self) -> PlayerSettings:
        """For the player of one more clip. Each clip rests at its end until all have ended."""
        own = PlayerSettings(loop=False, muted=True, volume=self._settings.volume)
        self._own.append(own)
        self._apply()
        return own

    def begin(self) -> None:
        """The first one, unless the sound is off."""
        self._chosen = 0
        self._apply()

    def toggle(self, number: int) -> None:
        """This one alone; none where it is the one. Whoever chooses one wants to hear it."""
        self._chosen = None if self.heard == number else number
        if self._chosen is not None:
            self._settings.set_muted(False)
        self._apply()

    def _apply(self) -> None:
        settings = self._settings
        for number, own in enumerate(self._own):
            own.set_volume(settings.volume)
            own.set_rate(settings.rate)
            own.set_muted(number != self.heard)
        self.changed.emit()
