"""Sessions of the program, one after the other, over the same stored catalogue."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from avatar_browser.store.catalogue import open_catalogue
from tests.services.scripted import Keys, ScriptedProvider, ScriptedStream, spec_of
from tests.support.clock import Clock

FIRST_KEY, OTHER_KEY = "first-key-of-the-test", "other-key-of-the-test"


class Visit:
    """The catalogue of provider "one" on what is stored; ``adapters`` as a Desk's.

    ``seen`` holds the ids of all that was added, and "|" for each time that all was cleared.
    """

    def __init__(
        self, house: "House", adapters: Sequence[Sequence[ScriptedStream]], key: str | None
    ) -> None:
        self._house = house
        self.keys = Keys(**({"one": key} if key else {}))
        self.keeper = Keeper(
            partial(open_catalogue, house.path, house.folder / "salt"),
            house.dispatcher,
            clock=house.clock,
        )
        self.troubles: list[Problem] = []
        self.keeper.troubled.connect(self.troubles.append)
        providers = [ScriptedProvider(*streams) for streams in adapters]
        self.sessions = Sessions([spec_of("one", providers)], LateWire(), self.keys.read)
        self.first_look = FirstLook()
        self.catalogue = Catalogue(
            "one",
            self.sessions,
            house.dispatcher,
            keeper=self.keeper,
            first_look=self.first_look,
            clock=house.clock,
            wall_clock=lambda: house.now,
        )
        self.seen: list[str] = []
        self.changed: list[str] = []
        self.standings: list[list[str]] = []
        self.catalogue.avatars_added.connect(lambda b: self.seen.extend(a.key.id for a in b))
        self.catalogue.avatars_changed.connect(lambda b: self.changed.extend(a.key.id for a in b))
        self.catalogue.standings_changed.connect(
            lambda keys: self.standings.append([key.id for key in keys])
        )
        self.catalogue.cleared.connect(lambda: self.seen.append("|"))

    @property
    def state(self) -> CatalogueState:
        return self.catalogue.state

    @property
    def ids(self) -> list[str]:
        return [a.key.id for a in self.catalogue.avatars]

    @property
    def new(self) -> list[str]:
        return [i for i in self.ids if self.catalogue.facts(look(i)).is_new]

    @property
    def gone(self) -> list[str]:
        return [i for i in self.ids if self.catalogue.facts(look(i)).gone_since is not None]

    def wait_for(self, phase: Phase) -> None:
        self.until(lambda: self.state.phase is phase)

    def until(self, condition: Callable[[], bool]) -> None:
        self._house.qtbot.waitUntil(condition)

    def synced(self) -> "Visit":
        self.catalogue.load()
        self.wait_for(Phase.COMPLETE)
        return self

    def use_key(self, key: str | None) -> None:
        self.keys.put("one", key)
        self.sessions.renew("one")

    def end(self) -> None:
        assert self.keeper.finish(timeout=20)
        self.sessions.deleteLater()
        self.catalogue.stop()


class House:
    """Where visits take place, one at a time. ``now`` is the time of day, unix seconds."""

    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot, folder: Path) -> None:
        self.dispatcher = dispatcher
        self.qtbot = qtbot
        self.folder = folder
        self.clock = Clock()
        self.now = 1_750_000_000.0
        self._visit: Visit | None = None

    @property
    def path(self) -> Path:
        return self.folder / "catalogue.sqlite3"

    def visit(
        self,
        *streams: ScriptedStream,
        then: Sequence[ScriptedStream] = (),
        key: str | None = FIRST_KEY,
    ) -> Visit:
        """The next visit, after the end of the one before."""
        self.leave()
        self._visit = Visit(self, [streams, then], key)
        return self._visit

    def leave(self) -> None:
        if self._visit is not None:
            self._visit.end()
            self._visit = None

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """What the file holds, seen by another program."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(statement).fetchall()

    def bytes_on_disk(self) -> Iterator[bytes]:
        return (path.read_bytes() for path in self.folder.iterdir())


def look(identifier: str) -> AvatarKey:
    return AvatarKey("one", "looks", identifier)
