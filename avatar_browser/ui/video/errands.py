"""What can be done with a clip besides watching it here."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QToolButton

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.file_names import file_name
from avatar_browser.domain.text import isolated
from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.ui.look.icons import icon
from avatar_browser.ui.look.theme import Theme
from avatar_browser.ui.video.controls import Controls
from avatar_browser.ui.video.full_screen import FullScreen
from avatar_browser.ui.video.playback import Playback

_FILTERS = {"mp4": "MP4 video (*.mp4)", "webm": "WebM video (*.webm)"}


class Errands(QObject):
    """Full screen, the system's own player, and a copy under a name of the user's.

    ``copies`` is its own: what another player saves is told there.
    """

    told = Signal(str)
    """A sentence for the toast."""

    def __init__(
        self, playback: Playback, controls: Controls, copies: ClipCopies, theme: Theme
    ) -> None:
        super().__init__(controls)
        self._playback = playback
        self._controls = controls
        self._copies = copies
        self._theme = theme
        self._screen: FullScreen | None = None
        movies = QStandardPaths.StandardLocation.MoviesLocation
        self._folder = QStandardPaths.writableLocation(movies)
        self._button = QToolButton()
        self._button.setAccessibleName("Full Screen")
        self._button.setToolTip("Full screen (F)")
        self._button.clicked.connect(self.show_full_screen)
        controls.add_button(self._button)
        menu = controls.menu
        menu.addSeparator()
        self.open = menu.addAction("&Open in the System's Player")
        self.open.triggered.connect(self._on_open_wanted)
        self.save = menu.addAction("&Save Preview As…")
        self.save.triggered.connect(self._on_save_wanted)
        copies.written.connect(self._on_written)
        copies.failed.connect(self._on_failed)
        self.set_theme(theme)

    @property
    def full_screen(self) -> FullScreen | None:
        """While it is shown."""
        return self._screen

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._button.setIcon(icon("full-screen", theme.text))

    def show_full_screen(self) -> None:
        if self._controls.reason:
            self.told.emit(self._controls.reason)
            return
        if self._screen is None:
            self._screen = FullScreen(self._playback, self._theme, self._controls.window())
            self._screen.destroyed.connect(self._on_screen_gone)
        self._screen.showFullScreen()
        self._playback.play()

    def _on_screen_gone(self) -> None:
        self._screen = None

    def _on_open_wanted(self) -> None:
        self._playback.with_file(self._lend)

    def _lend(self, clip: Path) -> None:
        """A file that was fetched and checked by us; never an address of the provider's."""
        avatar = self._playback.avatar
        if avatar is not None:
            self._copies.lend(clip, partial(proposed_name, avatar), self._open)

    def _open(self, copy: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self._playback.pause()  # else both would be heard
        else:
            self.told.emit(
                "No player could be opened: choose “Save Preview As…” under “More” and open that."
            )

    def _on_save_wanted(self) -> None:
        self._playback.with_file(self._propose)

    def _propose(self, clip: Path) -> None:
        avatar = self._playback.avatar
        if avatar is not None:
            self._copies.with_ending(clip, partial(self._ask, clip, avatar))

    def _ask(self, clip: Path, avatar: Avatar, ending: str) -> None:
        """The dialog asks before it gives the name of a file that is there."""
        dialog = QFileDialog(self._controls.window(), "Save Preview As", self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(_FILTERS[ending])
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(proposed_name(avatar, ending))
        dialog.fileSelected.connect(partial(self._on_file_selected, clip))
        dialog.open()

    def _on_file_selected(self, clip: Path, name: str) -> None:
        target = Path(name)
        self._folder = str(target.parent)
        self._copies.copy(clip, target)

    def _on_written(self, target: Path) -> None:
        self.told.emit(f"Saved the preview as {isolated(target.name)}")

    def _on_failed(self, problem: Problem) -> None:
        self.told.emit(str(problem))


def proposed_name(avatar: Avatar, ending: str) -> str:
    title = f"{avatar.display_name} {avatar.display_variant}"
    return file_name(title, f"{avatar.key.provider} {avatar.key.id}", ending)
