"""What can be done in the window beyond looking and choosing: made once there is time for it."""

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from avatar_browser.services.clip_copies import ClipCopies
from avatar_browser.services.details import Details
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.slices import SliceTimer
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths
from avatar_browser.ui.first_act import FirstAct
from avatar_browser.ui.video.support import why_missing
from avatar_browser.wiring.foundation import Foundation
from avatar_browser.wiring.front import Front
from avatar_browser.wiring.media import Media

if TYPE_CHECKING:
    from avatar_browser.services.exports import Exports
    from avatar_browser.services.key_check import KeyCheck
    from avatar_browser.services.lookup import Lookup
    from avatar_browser.ui.commands import Commands
    from avatar_browser.ui.compare.compare import Compare
    from avatar_browser.ui.marking.marking import Marking
    from avatar_browser.ui.network.network_commands import NetworkCommands
    from avatar_browser.ui.preview.hover_previews import HoverPreviews
    from avatar_browser.ui.quicklook.quick_look import QuickLook
    from avatar_browser.ui.voices.voicing import Voicing
    from avatar_browser.wiring.helping import Helping

_REST_MS = 10
"""Between two steps, each of which takes the GUI thread about as long."""


class Features(QObject):
    """Makes every controller that the first screen can do without: a new feature is one step here.

    To import and make all of them takes as long as to paint that screen. So they are made when it
    stands, a step a slice; when the user acts before, all that is left is made first. In menus
    they stand in the order of the steps.
    """

    commands: "Commands"
    key_check: "KeyCheck"
    exports: "Exports"
    marking: "Marking"
    hover: "HoverPreviews"
    lookup: "Lookup"
    quick_look: "QuickLook"
    compare: "Compare"
    voicing: "Voicing"
    network: "NetworkCommands"
    helping: "Helping"

    def __init__(
        self,
        base: Foundation,
        media: Media,
        front: Front,
        paths: Paths,
        log: Log,
        environment: Mapping[str, str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._base, self._media, self._front = base, media, front
        self._paths, self._log, self._environment = paths, log, environment
        self._window = front.window
        self._steps = deque[Callable[[], object]]()
        for module, make in (
            ("ui.commands", self._make_commands),
            ("ui.marking.marking", self._make_marking),
            ("ui.preview.hover_previews", self._make_hover),
            ("ui.jumping.jumps", self._make_jumps),
            ("ui.quicklook.quick_look", self._make_quick_look),
            ("ui.compare.compare", self._make_compare),
            ("ui.voices.voicing", self._make_voicing),
            ("ui.network.network_commands", self._make_network),
            ("wiring.helping", self._make_helping),
        ):
            # Two slices: to import what a feature needs takes as long as to make it.
            self._steps += (partial(import_module, f"avatar_browser.{module}"), make)
        self._steps.appendleft(why_missing)  # imports QtMultimedia, as long as two others
        self._stops: list[Callable[[], object]] = []
        self._timer = SliceTimer(self._make_next, self, interval_ms=_REST_MS)

    @property
    def is_complete(self) -> bool:
        return not self._steps

    def begin(self, first_screen: FirstLook) -> None:
        """The window is shown: make them once that is over, or the user acts."""
        FirstAct(self._window).begun.connect(self.complete)
        first_screen.over.connect(self._timer.start)

    @Slot()
    def complete(self) -> None:
        """Make all that is left, now."""
        self._timer.stop()
        while self._steps:
            self._steps.popleft()()

    def stop(self) -> None:
        """The program ends: nothing plays or is fetched any more, and nothing more is made."""
        self._timer.stop()
        self._steps.clear()
        while self._stops:
            self._stops.pop()()

    def _make_next(self) -> None:
        if self._steps:
            self._steps.popleft()()
            self._timer.start()

    def _make_commands(self) -> None:
        from avatar_browser.services.exports import Exports
        from avatar_browser.services.key_check import KeyCheck
        from avatar_browser.ui.commands import Commands

        base = self._base
        names = {spec.id: spec.name for spec in base.specs}
        self.exports = Exports(base.dispatcher, names, self, mark_of=base.marks.mark)
        self.key_check = KeyCheck(base.sessions, base.dispatcher)
        self.commands = Commands(self._window, self.exports, self.key_check)

    def _make_marking(self) -> None:
        from avatar_browser.services.imports import Imports
        from avatar_browser.ui.marking.marking import Marking

        base = self._base
        imports = Imports(base.dispatcher, base.marks, base.catalogues, self)
        self.marking = Marking(self._window, self.commands.exporter, imports)

    def _make_hover(self) -> None:
        from avatar_browser.ui.preview.hover_previews import HoverPreviews

        media = self._media
        self.hover = HoverPreviews(
            self._window,
            media.card_previews,
            media.playing_mark,
            self._front.floor,
            self._base.settings,
        )
        self._stops.append(self.hover.stop)

    def _make_jumps(self) -> None:
        from avatar_browser.services.lookup import Lookup
        from avatar_browser.ui.jumping.jumps import Jumps

        self.lookup = Lookup(self._base.sessions, self._base.dispatcher, parent=self)
        Jumps(self._window, self.lookup)

    def _make_quick_look(self) -> None:
        from avatar_browser.ui.quicklook.quick_look import QuickLook

        media, front = self._media, self._front
        copies = ClipCopies(self._base.dispatcher, media.lent, self)
        self.quick_look = QuickLook(
            self._window, media.look_previews, front.floor, front.playing, copies
        )
        self._stops.append(self.quick_look.close)

    def _make_compare(self) -> None:
        from avatar_browser.ui.compare.compare import Compare

        base, front = self._base, self._front
        details = Details(base.sessions, base.dispatcher, parent=self)
        self.compare = Compare(
            self._window, self._media.made_previews, details, front.floor, front.playing
        )
        self._stops.append(self.compare.close)

    def _make_voicing(self) -> None:
        from avatar_browser.services.voice_samples import VoiceSamples
        from avatar_browser.services.voices import Voices
        from avatar_browser.ui.voices.voicing import Voicing

        base, front = self._base, self._front
        voices = Voices(base.sessions, base.dispatcher, parent=self)
        samples = VoiceSamples(base.sessions, base.dispatcher, self._media.cache, self)
        self.voicing = Voicing(self._window, voices, samples, front.floor, front.playing)
        self._stops.append(self.voicing.stop)

    def _make_network(self) -> None:
        from avatar_browser.ui.network.network_commands import NetworkCommands

        healing = self._front.healing
        self.network = NetworkCommands(self._window, healing.proxy, healing.recovery)

    def _make_helping(self) -> None:
        from avatar_browser.wiring.helping import Helping

        self.helping = Helping(
            self._base, self._window, self._paths, self._log, self._environment, self
        )
        self._front.troubles.offer_for_bugs(
            "Save diagnostics…", self.helping.command.action.trigger
        )
