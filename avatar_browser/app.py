"""The composition root: makes every part, and owns the order of start and shutdown."""

import gc
import logging
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from avatar_browser import __version__
from avatar_browser.demo.process import DemoServers
from avatar_browser.demo.size import USUAL
from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.secret import Secret
from avatar_browser.providers import anam, heygen
from avatar_browser.services import thumbnails
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.colours import Colours
from avatar_browser.services.colours_keeper import ColoursKeeper
from avatar_browser.services.details import Details
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.exports import Exports
from avatar_browser.services.fresh_links import FreshLinks
from avatar_browser.services.garbage import GarbageRounds
from avatar_browser.services.imports import Imports
from avatar_browser.services.instance import Instance, Place
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.keys import KeyService
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.lookup import Lookup
from avatar_browser.services.marks import Marks
from avatar_browser.services.marks_keeper import MarksKeeper
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.pictures import Pictures
from avatar_browser.services.playing_mark import PlayingMark
from avatar_browser.services.previews import Previews
from avatar_browser.services.renewal import Renewal
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.services.strays import Strays
from avatar_browser.services.turns import ShortTurns
from avatar_browser.services.voice_samples import VoiceSamples
from avatar_browser.services.voices import Voices
from avatar_browser.services.warm_up import WarmUp
from avatar_browser.services.workers import WorkerPool
from avatar_browser.store.catalogue import open_catalogue
from avatar_browser.store.colours import ColoursFile
from avatar_browser.store.credentials import SERVICE, Credentials
from avatar_browser.store.kept_keys import KeptKeys
from avatar_browser.store.key_notes import KeyNotes
from avatar_browser.store.marks import open_marks
from avatar_browser.store.media_cache import MediaCache
from avatar_browser.store.paths import Paths
from avatar_browser.store.settings import SettingsFile
from avatar_browser.ui.commands import Commands
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.jumping.jumps import Jumps
from avatar_browser.ui.look.scripts import ScriptFonts
from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.marking.marking import Marking
from avatar_browser.ui.people_commands import PeopleCommands
from avatar_browser.ui.picture_commands import PictureCommands
from avatar_browser.ui.preview.hover_previews import HoverPreviews
from avatar_browser.ui.quicklook.quick_look import QuickLook
from avatar_browser.ui.screenshot import ScreenshotTaker
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.video.theatre import Theatre
from avatar_browser.ui.view_commands import ViewCommands
from avatar_browser.ui.voices.voicing import Voicing
from avatar_browser.ui.window import MainWindow, Parts
from avatar_browser.ui.window_memory import WindowMemory

SPECS = (anam.SPEC, heygen.SPEC)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    demo: bool = False
    demo_size: int = USUAL
    screenshot: Path | None = None


class Application(QObject):
    """Everything that runs, from the first thread to the window."""

    def __init__(
        self, qt: QApplication, paths: Paths, environment: Mapping[str, str], *, demo: bool = False
    ) -> None:
        super().__init__()
        self._demo = demo
        self._qt = qt
        self._garbage = GarbageRounds(self)
        self._turns = ShortTurns()
        qt.applicationStateChanged.connect(self._on_state_changed)
        self.settings = SettingsKeeper(SettingsFile(paths.settings_file))
        self._network = NetworkThread()
        self._network.start()
        self.dispatcher = Dispatcher(self._network, WorkerPool(threads=2, name="decode"), self)
        wire = LateWire()
        self._network.close_at_stop(wire.aclose)
        self._network.submit(wire.open())
        kept = KeptKeys(
            Credentials(f"{SERVICE}-demo" if demo else SERVICE), KeyNotes(paths.key_notes_file)
        )
        self.keys = KeyService(SPECS, kept, self.dispatcher, environment=environment, parent=self)
        self.sessions = Sessions(
            SPECS,
            wire,
            self.keys.secret,
            base_urls=self.settings.settings.base_urls,
            environment=environment,
            parent=self,
        )
        self.keys.key_changed.connect(self.sessions.renew)
        self.keeper = Keeper(
            partial(open_catalogue, paths.catalogue_file, paths.salt_file),
            self.dispatcher,
            parent=self,
        )
        self.keeper.open()
        self.keys.key_removed.connect(self._on_key_removed)
        self.catalogues = [
            Catalogue(spec.id, self.sessions, self.dispatcher, keeper=self.keeper, parent=self)
            for spec in SPECS
        ]
        self._marks_keeper = MarksKeeper(
            partial(open_marks, paths.marks_file), self.dispatcher, parent=self
        )
        self.marks = Marks(self._marks_keeper, parent=self)
        self._strays = Strays(self.marks, self.catalogues, self)
        self.marks.open()
        cache = MediaCache(paths.media)
        thumbnails.initialise()
        server_clock = self.sessions.server_clock
        self._renewal = Renewal(
            self.dispatcher, self.sessions, self._find_avatar, clock=server_clock, parent=self
        )
        failures, colours = MediaFailures(), Colours()
        self._colours = ColoursKeeper(
            colours, ColoursFile(paths.colours_file), self.dispatcher, self
        )
        self.pictures = Pictures(
            self.dispatcher,
            cache,
            self._renewal,
            failures=failures,
            colours=colours,
            fresh_links=FreshLinks(self.catalogues, server_clock, parent=self),
            parent=self,
        )
        self.warm_up = WarmUp(
            self.dispatcher,
            cache,
            self.sessions,
            failures,
            colours,
            server_clock=server_clock,
            parent=self,
        )
        self.previews = Previews(self.dispatcher, cache, self._renewal, parent=self)
        self._look_previews = Previews(self.dispatcher, cache, self._renewal, parent=self)
        self._card_previews = Previews(self.dispatcher, cache, self._renewal, parent=self)
        self._mark = PlayingMark(paths.playing_file, self.dispatcher, self)
        self.voices = Voices(self.sessions, self.dispatcher, parent=self)
        self.voice_samples = VoiceSamples(self.sessions, self.dispatcher, cache, self)
        self.window = self._made_window(qt)
        self._is_shut_down = False
        self._memory: WindowMemory | None = None
        self.window.closed.connect(self.shut_down)

    def _made_window(self, qt: QApplication) -> MainWindow:
        settings = self.settings.settings
        appearance = Appearance(qt, settings.theme.value)
        details = Details(self.sessions, self.dispatcher, parent=self)
        pixmaps = PixmapStore(self.pictures)
        self._floor = Floor(self)
        self._playing = PlayerSettings(
            loop=settings.loop, muted=settings.muted, volume=settings.volume
        )
        self._playing.changed.connect(self._on_playing_changed)
        copies = ClipCopies(self.dispatcher, self)
        theatre = Theatre(self.previews, self._floor, self._playing, copies, appearance.theme)
        parts = Parts(
            specs=SPECS,
            catalogues=self.catalogues,
            keys=self.keys,
            key_check=KeyCheck(self.sessions, self.dispatcher),
            details=details,
            lookup=Lookup(self.sessions, self.dispatcher, parent=self),
            marks=self.marks,
            exports=Exports(
                self.dispatcher,
                {spec.id: spec.name for spec in SPECS},
                self,
                mark_of=self.marks.mark,
            ),
            imports=Imports(self.dispatcher, self.marks, self.catalogues, self),
            pixmaps=pixmaps,
            theatre=theatre,
            appearance=appearance,
            label="Demo" if self._demo else "",
        )
        window = MainWindow(parts)
        commands = Commands(window)
        Marking(window, commands.exporter)
        PeopleCommands(window)
        ViewCommands(window)
        self.picture_commands = PictureCommands(window, self.settings, self.warm_up)
        self.hover = HoverPreviews(
            window, self._card_previews, self._mark, self._floor, self.settings
        )
        Jumps(window)
        self.quick_look = QuickLook(
            window,
            self._look_previews,
            self._floor,
            self._playing,
            ClipCopies(self.dispatcher, self),
        )
        self._voicing = Voicing(window, self.voices, self.voice_samples, self._floor, self._playing)
        ScriptFonts(self.catalogues, window)
        self._theatre = theatre
        theatre.told.connect(window.toast.show_text)
        self._renewal.avatar_renewed.connect(window.follower.take_renewed)
        self.keeper.troubled.connect(lambda trouble: window.toast.show_text(str(trouble)))
        self.marks.troubled.connect(lambda trouble: window.toast.show_text(str(trouble)))
        self.pictures.storing_failed.connect(lambda problem: window.toast.show_text(str(problem)))
        return window

    def restore_window(self) -> None:
        """Put the window where it was left, and keep from now on how it is left."""
        self._memory = WindowMemory(self.window, self.settings.settings)
        self._memory.rested.connect(self._keep_window)

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._garbage.collect()

    def _on_key_removed(self, provider: str, removed: Secret | None) -> None:
        self.keeper.forget(provider, removed, in_use=self.keys.secret(provider))

    def _find_avatar(self, key: AvatarKey) -> Avatar | None:
        found = (c.avatar(key) for c in self.catalogues if c.provider_id == key.provider)
        return next(found, None)

    def start(self) -> None:
        """Show the window, then read keys and catalogues."""
        self.window.show()
        self.keys.load()
        for catalogue in self.catalogues:
            catalogue.load()

    def shut_down(self) -> None:
        """In the order of docs/architecture.md; idempotent."""
        if self._is_shut_down:
            return
        self._is_shut_down = True
        self._qt.applicationStateChanged.disconnect(self._on_state_changed)
        self._keep_window()
        self._memory = None
        self.window.hide()
        self._theatre.stop()
        self._voicing.stop()
        self.quick_look.close()
        self.picture_commands.warming.stop()
        self._colours.finish()
        self.hover.stop()
        self._mark.finish(timeout=0.2)
        self._garbage.end()
        self._turns.end()
        self._marks_keeper.finish(timeout=1.0)
        self.keeper.finish(timeout=0.4)
        self.dispatcher.shut_down(timeout=0.8)
        self.settings.finish(timeout=0.4)

    def _keep_window(self) -> None:
        if self._memory is not None:
            self.settings.put(self._memory.kept(self.settings.settings))

    def _on_playing_changed(self) -> None:
        settings, playing = self.settings.settings, self._playing
        self.settings.put(
            replace(settings, loop=playing.loop, muted=playing.muted, volume=playing.volume)
        )

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """For ``sys.excepthook``: logged once, told once, nothing ends."""
        _log.error("A bug", exc_info=(kind, error, trace))
        self.window.toast.show_text("Something went wrong inside the program. The log has more.")


def run(options: Options) -> int:
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
    with ExitStack() as servers:
        environment: Mapping[str, str] = os.environ
        if options.demo:
            demo = servers.enter_context(DemoServers(size=options.demo_size))
            environment = {**os.environ, **demo.environment}
        application = Application(qt, paths, environment, demo=options.demo)
        instance.called.connect(application.window.come_to_front)
        application.window.closed.connect(instance.stop_listening)
        code = _run(application, options)
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
    sys.excepthook = application.report_bug
    if options.screenshot is not None:
        taker = ScreenshotTaker(application.window, options.screenshot)
        taker.finished.connect(QApplication.exit)
    else:
        application.restore_window()
    application.start()
    code = QApplication.exec()
    application.shut_down()
    return code
