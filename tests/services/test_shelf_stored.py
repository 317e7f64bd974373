"""What is stored of several providers comes into one list: in one order, and nothing moves."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.ordering import Sort
from avatar_browser.providers.protocol import Page
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.shelf import Shelf
from avatar_browser.services.stored_copy import FIRST_SLICE
from avatar_browser.store.catalogue import open_catalogue
from tests.services.scripted import END, Keys, ScriptedProvider, ScriptedStream, spec_of
from tests.support.avatars import an_avatar

NAMES = {"one": "One", "two": "Two"}
KEYS = {"one": "key-of-the-first", "two": "key-of-the-second"}
EACH, PAGE = 1_000, 40


def pages_of(provider: str) -> list[Page]:
    """By name the avatars are in another order than that of their arrival."""
    avatars = [an_avatar(f"{n}", provider, name=f"{n * 7_919 % EACH}") for n in range(EACH)]
    return [Page(avatars=tuple(avatars[at : at + PAGE])) for at in range(0, EACH, PAGE)]


class Session:
    """A list over the catalogues of all providers, and a note of the rows after each signal.

    ``resets`` holds for each of them whether it was a reset that put in what is stored.
    """

    def __init__(self, dispatcher: Dispatcher, folder: Path, *, fills: bool = False) -> None:
        self.keeper = Keeper(
            partial(open_catalogue, folder / "catalogue.sqlite3", folder / "salt"), dispatcher
        )
        self.streams = {n: ScriptedStream("looks", *pages_of(n), END) for n in NAMES if fills}
        self.keys = Keys()
        specs = [
            spec_of(name, [ScriptedProvider(*filter(None, [self.streams.get(name)]))])
            for name in NAMES
        ]
        self.sessions = Sessions(specs, LateWire(), self.keys.read)
        self.stands = False
        first_look = FirstLook()
        self.catalogues = {
            n: Catalogue(n, self.sessions, dispatcher, keeper=self.keeper, first_look=first_look)
            for n in NAMES
        }
        self.shelf = Shelf(list(self.catalogues.values()), NAMES)
        self.told: list[list[AvatarKey]] = []
        self.resets: list[bool] = []
        self.shelf.rows_reset.connect(self._note)
        self.shelf.rows_appended.connect(self._note)
        first_look.begin(lambda: self.stands)

    @property
    def rows(self) -> list[AvatarKey]:
        return [avatar.key for avatar in self.shelf.rows]

    def _note(self) -> None:
        if self.shelf.rows:
            self.told.append(self.rows)
            self.resets.append(self.shelf.is_filling)

    def begin(self, *names: str) -> None:
        """With the keys of these providers, in this order."""
        for name in names:
            self.keys.put(name, KEYS[name])
            self.sessions.renew(name)

    def read_first(self, keys: list[AvatarKey]) -> None:
        for catalogue in self.catalogues.values():
            catalogue.read_first(keys)

    def end(self) -> None:
        assert self.keeper.finish(timeout=20)
        for catalogue in self.catalogues.values():
            catalogue.stop()


class Sequel:
    """Sessions one after the other; ``order`` is what the first one, without a store, showed."""

    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot, folder: Path) -> None:
        self._dispatcher = dispatcher
        self._folder = folder
        self.until: Callable[[Callable[[], bool]], None] = qtbot.waitUntil
        self._last = first = Session(dispatcher, folder, fills=True)
        first.begin(*NAMES)
        self.until(lambda: all(c.state.phase is Phase.COMPLETE for c in first.catalogues.values()))
        self.until(lambda: not first.shelf.is_taking_in)
        self.order = first.rows
        assert len(self.order) == 2 * EACH

    def next(self) -> Session:
        self._last.end()
        self._last = Session(self._dispatcher, self._folder)
        return self._last

    def shown_first(self) -> list[AvatarKey]:
        """As soon as nothing more comes without the first screen."""
        session = self._last
        self.until(lambda: bool(session.shelf.rows) and self._dispatcher.pending == 0)
        assert all(catalogue.is_restoring for catalogue in session.catalogues.values())
        assert len(session.told) == 1, "in one step"
        return session.rows

    def all_in(self) -> None:
        session = self._last
        session.stands = True
        self.until(lambda: session.shelf.total == 2 * EACH and not session.shelf.is_taking_in)

    def end(self) -> None:
        self._last.end()


@pytest.fixture
def sequel(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> Iterator[Sequel]:
    sequel = Sequel(dispatcher, qtbot, tmp_path)
    yield sequel
    sequel.end()


def has_block(rows: list[AvatarKey], block: list[AvatarKey]) -> bool:
    """All of it in one piece."""
    first = rows.index(block[0])
    return rows[first : first + len(block)] == block


@pytest.mark.parametrize("names", [("one", "two"), ("two", "one")])
def test_the_order_in_which_all_arrived_is_that_of_each_start(
    sequel: Sequel, names: tuple[str, str]
) -> None:
    session = sequel.next()
    session.begin(*names)
    first = sequel.shown_first()
    assert first[:FIRST_SLICE] == sequel.order[:FIRST_SLICE]
    sequel.all_in()
    assert session.rows == sequel.order
    assert all(rows[:FIRST_SLICE] == sequel.order[:FIRST_SLICE] for rows in session.told)


@pytest.mark.parametrize("at", [0, 700])
@pytest.mark.parametrize("sort", [Sort.ARRIVAL, Sort.NAME, Sort.PROVIDER])
def test_what_was_in_view_is_shown_first_and_stays_together(
    sequel: Sequel, sort: Sort, at: int
) -> None:
    session = sequel.next()
    session.shelf.set_sort(sort)
    session.begin(*NAMES)
    sequel.all_in()
    order = session.rows
    in_view = order[at : at + 50]

    session = sequel.next()
    session.shelf.set_sort(sort)
    session.read_first(in_view)
    session.begin(*NAMES)
    assert sequel.shown_first() == in_view
    sequel.all_in()
    assert session.rows == order
    assert all(has_block(rows, in_view) for rows in session.told)


def test_what_is_looked_at_already_is_filled_up_and_nothing_is_held_back(sequel: Sequel) -> None:
    session = sequel.next()
    session.read_first(sequel.order[700:750])
    session.begin(*NAMES)
    sequel.shown_first()
    session.shelf.look()
    sequel.all_in()
    assert (session.rows, session.shelf.held_back) == (sequel.order, 0)
    assert session.resets.count(True) >= 1
    assert not session.shelf.is_filling


def test_what_is_searched_for_meanwhile_is_found_in_all_that_is_stored(sequel: Sequel) -> None:
    session = sequel.next()
    session.begin(*NAMES)
    sequel.shown_first()
    session.shelf.set_query("77")
    assert not session.shelf.is_filling
    sequel.all_in()
    found = {avatar.name for avatar in session.shelf.rows}
    assert {"77", "770", "779"} < found
    assert session.shelf.held_back == 0
    rows = session.rows
    session.shelf.set_query("")
    session.shelf.set_query("77")
    assert session.rows == rows


def test_a_provider_whose_key_comes_late_goes_where_it_belongs(sequel: Sequel) -> None:
    session = sequel.next()
    session.stands = True
    session.begin("one")
    sequel.until(lambda: session.shelf.total == EACH and not session.shelf.is_taking_in)
    session.shelf.look()
    session.begin("two")
    sequel.all_in()
    assert (session.rows, session.shelf.held_back) == (sequel.order, 0)


def test_one_of_whom_nothing_is_stored_keeps_nobody_waiting(sequel: Sequel) -> None:
    session = sequel.next()
    session.keys.put("one", "key-of-nobody-yet")
    session.sessions.renew("one")
    session.begin("two")
    sequel.until(lambda: bool(session.shelf.rows))
    assert session.rows == [key for key in sequel.order if key.provider == "two"][:FIRST_SLICE]


def test_what_a_dropped_account_told_first_is_not_waited_for(sequel: Sequel) -> None:
    session = sequel.next()
    session.begin("one")
    sequel.until(lambda: not session.catalogues["one"].is_opening)
    session.keys.put("one", None)
    session.sessions.renew("one")
    session.begin("two")
    sequel.until(lambda: bool(session.shelf.rows))
    session.stands = True
    sequel.until(lambda: session.shelf.total == EACH and not session.shelf.is_taking_in)
    assert session.rows == [key for key in sequel.order if key.provider == "two"]
