"""The composition root: makes every part, and owns the order of start and shutdown."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, SignalInstance, Slot
from PySide6.QtWidgets import QApplication

from avatar_browser import __version__
from avatar_browser.demo.size import USUAL
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.redaction import Redactor
from avatar_browser.providers import anam, heygen
from avatar_browser.services.bugs import BugReporter
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.garbage import GarbageRounds
from avatar_browser.services.instance import Instance, Place
from avatar_browser.services.logbook import Logbook
from avatar_browser.services.signals import Signals
from avatar_browser.services.turns import ShortTurns
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths
from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.screenshot import ScreenshotTaker
from avatar_browser.ui.window_memory import WindowMemory
from avatar_browser.wiring.features import Features
from avatar_browser.wiring.foundation import Foundation
from avatar_browser.wiring.front import Front
from avatar_browser.wiring.media import Media

SPECS = (anam.SPEC, heygen.SPEC)
_SCREEN_AT_MOST_MS = 2_000
"""After which a first screen that does not come holds nothing up any longer."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    demo: bool = False
    demo_size: int = USUAL
    screenshot: Path | None = None


class Application(QObject):
    """Everything that runs, from the first thread to the window.

    What is made of what stands in ``wiring``; here is only in which order, and how it ends.
    """

    def __init__(
        self,
        qt: QApplication,
        paths: Paths,
        environment: Mapping[str, str],
        *,
        demo: bool = False,
        log: Log | None = None,
    ) -> None:
        super().__init__()
        log = log or Log(Redactor())
        self._may_keep = log.redactor.is_clean
        self._qt = qt
        self.bugs = BugReporter(self)
        self._garbage = GarbageRounds(self)
        self._turns = ShortTurns()
        qt.applicationStateChanged.connect(self._on_state_changed)
        base = self._base = Foundation(SPECS, paths, environment, demo=demo, log=log, parent=self)
        media = self._media = Media(base, paths, self)
        appearance = Appearance(qt, base.settings.settings.theme.value)
        front = Front(base, media, appearance, label="Demo" if demo else "", parent=self)
        appearance.put_on()
        self._front = front
        self.features = Features(base, media, front, paths, log, environment, self)
        self.settings, self.dispatcher, self.keys = base.settings, base.dispatcher, base.keys
        self.keeper, self.catalogues = base.keeper, base.catalogues
        self.marks, self._marks_keeper = base.marks, base.marks_keeper
        self.pictures, self.warm_up = media.pictures, media.warm_up
        self.window, self.picture_commands = front.window, front.picture_commands
        self._first_screen = FirstLook(self, at_most_ms=_SCREEN_AT_MOST_MS)
        self._is_shut_down = False
        self.bugs.reported.connect(front.troubles.tell_bug)
        self._memory: WindowMemory | None = None
        self.window.closed.connect(self.shut_down)

    def restore_window(self) -> None:
        """Put the window where it was left, and keep from now on how it is left."""
        self._memory = WindowMemory(self.window, self.settings.settings, may_keep=self._may_keep)
        self._memory.rested.connect(self._keep_window)

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._garbage.collect()

    def start(self) -> None:
        """Show the window, then read keys and catalogues."""
        self.window.show()
        self._base.first_look.begin(self._is_stored_shown)
        self.keeper.hold()
        self._first_screen.over.connect(self.keeper.release)
        self.features.begin(self._first_screen)
        self._first_screen.begin(self._is_first_screen_shown)
        self.keys.load()
        for catalogue in self.catalogues:
            catalogue.load()

    def _is_stored_shown(self) -> bool:
        is_told = not any(catalogue.is_opening for catalogue in self.catalogues)
        return is_told and self.window.page.has_first_screen

    def _is_first_screen_shown(self) -> bool:
        return self._base.first_look.is_over and self.window.is_settled

    def shut_down(self) -> None:
        """In the order of docs/architecture.md; idempotent."""
        if self._is_shut_down:
            return
        self._is_shut_down = True
        self._qt.applicationStateChanged.disconnect(self._on_state_changed)
        self._keep_window()
        self._memory = None
        for look in (self._base.first_look, self._first_screen):
            look.stop()
        self.window.hide()
        self._front.theatre.stop()
        self.features.stop()
        self.picture_commands.warming.stop()
        self._media.colours_keeper.finish()
        self._media.playing_mark.finish(timeout=0.2)
        self._garbage.end()
        self._turns.end()
        self._marks_keeper.finish(timeout=1.0)
        self.pictures.finish(timeout=0.3)
        self.keeper.finish(timeout=0.4)
        self.dispatcher.shut_down(timeout=0.8)
        self.settings.finish(timeout=0.4)

    def _keep_window(self) -> None:
        if self._memory is not None:
            self.settings.put(self._memory.kept(self.settings.settings))

    def tell(self, problem: Problem | None) -> None:
        """A lasting line in the window; nothing for None."""
        self._front.troubles.tell_any(problem)

    def listen(self, source: str, troubled: SignalInstance, recovered: SignalInstance) -> None:
        """As :meth:`tell`, for a part that is not made here."""
        self._front.troubles.listen(source, troubled, recovered)

    @Slot(int)
    def end_by_signal(self, _number: int) -> None:
        """As if the window had been closed: what waits is written, what lies about put away."""
        self.window.close()
        self._qt.exit()


def run(options: Options, log: Log) -> int:
    """Open the window and stay until it is closed. Returns the process's exit code."""
    # A second wall behind our own checks: FFmpeg opens nothing but files (rule R2).
    os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"
    qt = QApplication(["avatar-browser"])
    qt.setApplicationName("avatar-browser")
    qt.setApplicationDisplayName("Avatar Browser")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("avatar-browser")
    paths = _paths(options)
    instance = Instance(paths.data)
    # A picture is made beside a window that is open, which keeps its place.
    place = Place.UNKNOWN if options.screenshot else instance.take()
    if place is Place.SECOND:
        sys.stdout.write("Avatar Browser is running already: its window was called to the front.\n")
        return 0
    logbook = Logbook(log, paths)
    if not options.screenshot:
        logbook.open()
    with ExitStack() as servers:
        environment: Mapping[str, str] = os.environ
        if options.demo:
            from avatar_browser.demo.process import DemoServers

            demo = servers.enter_context(DemoServers(size=options.demo_size))
            environment = {**os.environ, **demo.environment}
        application = Application(qt, paths, environment, demo=options.demo, log=log)
        instance.called.connect(application.window.come_to_front)
        application.window.closed.connect(instance.stop_listening)
        application.tell(instance.trouble)
        application.listen("log", logbook.troubled, logbook.recovered)
        code = _run(application, options)
    logbook.close(timeout=0.3)
    instance.release()
    # Python would look through everything for garbage once more, and the window is closed already.
    gc.freeze()
    return code


def _paths(options: Options) -> Paths:
    if not options.demo:
        return Paths.of_user()
    # Apart by size: else the avatars that a smaller demo lacks would count as gone.
    folder = "demo" if options.demo_size == USUAL else f"demo-{options.demo_size}"
    return Paths.of_user().within(folder)


def _run(application: Application, options: Options) -> int:
    application.bugs.install()
    signals = Signals()
    ended_by: list[int] = []
    signals.heard.connect(ended_by.append)
    signals.heard.connect(application.end_by_signal)
    if options.screenshot is not None:
        taker = ScreenshotTaker(application.window, options.screenshot)
        taker.finished.connect(QApplication.exit)
    else:
        application.restore_window()
    application.start()
    code = QApplication.exec()
    application.shut_down()
    return 128 + ended_by[0] if ended_by else code
