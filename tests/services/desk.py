"""A catalogue as a test uses it."""

from collections.abc import Sequence
from typing import Protocol

from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from tests.services.scripted import Keys, ScriptedProvider, ScriptedStream, spec_of
from tests.support.clock import Clock


class Desk:
    """A catalogue of provider "one" with what it stands on, and a note of all that it said.

    ``adapters`` are the streams of each adapter that is made in turn.
    """

    def __init__(
        self, dispatcher: Dispatcher, qtbot: QtBot, *adapters: Sequence[ScriptedStream]
    ) -> None:
        self.keys = Keys(one="a" * 8)
        self.clock = Clock()
        providers = [ScriptedProvider(*streams) for streams in adapters]
        self.sessions = Sessions([spec_of("one", providers)], LateWire(), self.keys.read)
        self.catalogue = Catalogue("one", self.sessions, dispatcher, clock=self.clock)
        self.said: list[tuple[str, list[str]]] = []
        self._qtbot = qtbot
        self.catalogue.avatars_added.connect(lambda batch: self._note("added", batch))
        self.catalogue.avatars_changed.connect(lambda batch: self._note("changed", batch))
        self.catalogue.cleared.connect(lambda: self._note("cleared", []))

    @property
    def ids(self) -> list[str]:
        return [a.key.id for a in self.catalogue.avatars]

    def phase(self) -> Phase:
        return self.catalogue.state.phase

    def load_until(self, phase: Phase) -> None:
        self.catalogue.load()
        self.wait_for(phase)

    def wait_for(self, phase: Phase) -> None:
        self._qtbot.waitUntil(lambda: self.phase() is phase)

    def wait_for_count(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: self.catalogue.state.count == count)

    def wait_for_tries(self, stream: ScriptedStream, number: int) -> None:
        self._qtbot.waitUntil(lambda: len(stream.cursors) == number)

    def _note(self, what: str, batch: list[Avatar]) -> None:
        self.said.append((what, [a.key.id for a in batch]))


class MakeDesk(Protocol):
    def __call__(self, *streams: ScriptedStream, then: Sequence[ScriptedStream] = ()) -> Desk:
        """A desk whose adapter has ``streams``, and whose next one, for another key, ``then``."""
