"""Trouble with the stored catalogue is told once, costs no avatar on screen, and passes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import (
    Problem,
    StoreBusy,
    StoreFull,
    StoreNewer,
    StoreRebuilt,
    StoreUnwritable,
)
from avatar_browser.domain.secret import Secret
from avatar_browser.services import writing
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.writing import PAUSE
from avatar_browser.store.catalogue import CatalogueStore, OpenedStore, open_catalogue
from avatar_browser.store.stored import KeptPage, StreamMark
from tests.services.outcome import Outcome
from tests.services.scripted import END, ScriptedStream, avatar, page
from tests.services.visits import House
from tests.support.avatars import an_avatar
from tests.support.clock import Clock

KEY = Secret("key-of-the-test")


class KeeperBench:
    """A keeper on a real file; ``stores`` are those that it opened."""

    def __init__(self, dispatcher: Dispatcher, qtbot: QtBot, folder: Path) -> None:
        self.path = folder / "catalogue.sqlite3"
        self.salt = folder / "salt"
        self.clock = Clock()
        self.stores: list[OpenedStore] = []
        self.keeper = Keeper(self._open, dispatcher, clock=self.clock)
        self.troubles: list[Problem] = []
        self.keeper.troubled.connect(self.troubles.append)
        self.recoveries = 0
        self.keeper.recovered.connect(self._on_recovered)
        self.dispatcher = dispatcher
        self._qtbot = qtbot

    def _on_recovered(self) -> None:
        self.recoveries += 1

    def _open(self) -> OpenedStore:
        opened = open_catalogue(self.path, self.salt)
        if opened.store is not None:
            opened.store._database._connection.execute("PRAGMA busy_timeout = 50")
        self.stores.append(opened)
        return opened

    def limit_pages(self, more: int | None) -> None:
        """Room for so many pages of the file more; None for as many as there may be."""

        def limit(store: CatalogueStore) -> None:
            (count,) = store._database.rows("PRAGMA page_count")[0]
            most = 1_000_000 if more is None else count + more
            store._database.rows(f"PRAGMA max_page_count = {most}")

        self.look(limit)

    def look(self, function: Callable[[CatalogueStore], object]) -> object:
        outcome = Outcome()
        self.keeper.read(function, owner=self.keeper, done=outcome.done, failed=outcome.failed)
        self.settle()
        return outcome

    def write(self, name: str, text: str = "") -> None:
        made = an_avatar(name, description=text)

        def change(store: CatalogueStore) -> None:
            account = store.account("heygen", KEY)
            store.keep_page(account, KeptPage(1, StreamMark("looks"), [made]), 1.0)

        self.keeper.write(change)

    def hold(self, release: Event) -> None:
        """The disk does not answer until ``release`` is set."""

        def wait(_: CatalogueStore) -> None:
            release.wait(10)

        self.keeper.write(wait)

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.dispatcher.pending == 0)

    @property
    def stored(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute("SELECT id FROM avatars ORDER BY position").fetchall()
        return [name for (name,) in rows]


@pytest.fixture
def bench(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> Iterator[KeeperBench]:
    bench = KeeperBench(dispatcher, qtbot, tmp_path / "data")
    yield bench
    assert bench.keeper.finish(timeout=20)


def test_changes_are_made_in_order_on_one_thread(bench: KeeperBench) -> None:
    for number in range(50):
        bench.write(str(number))
    bench.settle()
    assert bench.stored == [str(number) for number in range(50)]
    assert (len(bench.stores), bench.troubles) == (1, [])


def test_what_is_held_waits_for_its_release_and_keeps_its_order(
    bench: KeeperBench, qtbot: QtBot
) -> None:
    bench.write("before")
    bench.keeper.hold()
    for number in range(3):
        bench.write(str(number))
    bench.settle()
    assert bench.stored == ["before"]
    bench.keeper.release()
    bench.write("after")
    qtbot.waitUntil(lambda: len(bench.stored) == 5)
    assert bench.stored == ["before", "0", "1", "2", "after"]
    bench.write("at last")
    qtbot.waitUntil(lambda: bench.stored[-1] == "at last")


def test_what_is_read_has_what_was_held_before(bench: KeeperBench) -> None:
    bench.keeper.hold()
    bench.write("1")
    bench.look(lambda _: None)
    assert bench.stored == ["1"]
    bench.write("2")
    bench.settle()
    assert bench.stored == ["1"]


def test_what_is_held_when_the_program_ends_is_written(bench: KeeperBench) -> None:
    bench.keeper.hold()
    bench.write("1")
    assert bench.keeper.finish(timeout=20)
    assert bench.stored == ["1"]


def test_what_waits_when_the_program_ends_is_still_written(bench: KeeperBench) -> None:
    release = Event()
    bench.hold(release)
    for number in range(10):
        bench.write(str(number))
    release.set()
    assert bench.keeper.finish(timeout=20)
    assert bench.stored == [str(number) for number in range(10)]


@pytest.mark.leaves_threads
def test_a_disk_that_hangs_does_not_hold_up_the_end(bench: KeeperBench) -> None:
    release = Event()
    bench.hold(release)
    assert not bench.keeper.finish(timeout=0.05)
    release.set()


def test_a_full_disk_is_told_once_and_what_waits_is_written_later(bench: KeeperBench) -> None:
    """Fault F68."""
    bench.write("first")
    bench.limit_pages(1)
    for number in range(5):
        bench.write(str(number), "long " * 2_000)
    bench.settle()
    assert [type(trouble) for trouble in bench.troubles] == [StoreFull]
    assert bench.stored[0] == "first"
    assert len(bench.stored) < 6
    bench.limit_pages(None)
    bench.write("too early")
    bench.settle()
    assert "too early" not in bench.stored
    assert bench.recoveries == 0
    bench.clock.now += PAUSE
    bench.write("last")
    bench.settle()
    assert bench.stored == ["first", "0", "1", "2", "3", "4", "too early", "last"]
    assert bench.recoveries == 1


def test_the_same_trouble_is_told_again_after_it_had_passed(bench: KeeperBench) -> None:
    for number in (1, 2):
        bench.limit_pages(0)
        bench.write(f"large {number}", "long " * 3_000)
        bench.settle()
        bench.limit_pages(None)
        bench.clock.now += PAUSE
        bench.write(f"small {number}")
        bench.settle()
    assert [type(trouble) for trouble in bench.troubles] == [StoreFull, StoreFull]
    assert bench.stored == ["large 1", "small 1", "large 2", "small 2"]


def test_reading_goes_on_while_nothing_can_be_written(bench: KeeperBench) -> None:
    bench.write("first")
    bench.limit_pages(0)
    bench.write("large", "long " * 3_000)
    bench.settle()
    found: list[int] = []
    bench.look(lambda store: found.append(len(store._database.rows("SELECT id FROM avatars"))))
    assert found == [1]


def test_another_program_that_holds_the_file_is_waited_out(bench: KeeperBench) -> None:
    """Fault F76."""
    bench.write("first")
    bench.settle()
    with closing(sqlite3.connect(bench.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        bench.write("second")
        bench.settle()
        assert [type(trouble) for trouble in bench.troubles] == [StoreBusy]
        other.execute("ROLLBACK")
    bench.clock.now += PAUSE
    bench.write("third")
    bench.settle()
    assert bench.stored == ["first", "second", "third"]


def test_what_cannot_be_written_for_long_is_given_up_as_a_whole(
    bench: KeeperBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_WAITING", 3)
    bench.write("first")
    bench.limit_pages(0)
    for number in range(5):
        bench.write(str(number), "long " * 3_000)
    bench.settle()
    bench.limit_pages(None)
    bench.clock.now += PAUSE
    bench.write("last")
    bench.settle()
    assert bench.stored == ["first"], "nothing later without what came before it"


@pytest.mark.expects_log("cannot be read|cannot be written")
def test_without_a_folder_the_program_works_in_memory_and_says_so_once(
    bench: KeeperBench,
) -> None:
    """Fault F70."""
    bench.path.parent.write_text("a file in place of the folder")
    bench.write("lost")
    bench.write("lost too")
    outcome = Outcome()
    bench.keeper.read(
        lambda store: store, owner=bench.keeper, done=outcome.done, failed=outcome.failed
    )
    bench.settle()
    assert [type(trouble) for trouble in bench.troubles] == [StoreUnwritable]
    assert len(bench.stores) == 1
    bench.path.parent.unlink()


def test_a_bug_in_a_change_is_reported_and_stops_no_other(bench: KeeperBench, qtbot: QtBot) -> None:
    bench.write("first")
    with qtbot.captureExceptions() as bugs:
        bench.keeper.write(lambda store: store.account("heygen", None))  # type: ignore[arg-type]
        bench.write("second")
        bench.settle()
    assert [kind for kind, _, _ in bugs] == [AttributeError]
    assert bench.stored == ["first", "second"]


@pytest.mark.expects_log("of no use")
def test_a_damaged_file_is_told_and_the_catalogue_read_anew(house: House) -> None:
    """Fault F71."""
    house.visit(ScriptedStream("looks", page(1, 2), END)).synced()
    house.leave()
    house.path.write_bytes(b"\0" * 5_000)
    visit = house.visit(ScriptedStream("looks", page(1, 2), END)).synced()
    assert [type(trouble) for trouble in visit.troubles] == [StoreRebuilt]
    assert (visit.ids, visit.new) == (["1", "2"], [])
    visit = house.visit(ScriptedStream("looks"))
    visit.catalogue.load()
    visit.until(lambda: visit.ids == ["1", "2"])


def test_a_file_of_a_newer_version_is_shown_and_not_touched(house: House) -> None:
    """Fault F75."""
    house.visit(ScriptedStream("looks", page(1), END)).synced()
    house.leave()
    with closing(sqlite3.connect(house.path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = house.path.read_bytes()
    visit = house.visit(ScriptedStream("looks", page(2), END)).synced()
    assert [type(trouble) for trouble in visit.troubles] == [StoreNewer]
    assert (visit.ids, visit.gone, visit.new) == (["1", "2"], ["1"], ["2"])
    visit.catalogue.update(avatar(1, name="Renamed"))
    house.leave()
    assert house.path.read_bytes() == before


def test_a_full_disk_costs_nothing_on_screen(house: House) -> None:
    source = ScriptedStream("looks", page(1, cursor="b"))
    visit = house.visit(source)
    visit.catalogue.load()
    visit.until(lambda: visit.ids == ["1"])
    visit.keeper.write(partial(_shut, 0))
    source.give(page(*(f"{n}" * 200 for n in range(2, 9))), END)
    visit.wait_for(Phase.COMPLETE)
    visit.until(lambda: [type(t) for t in visit.troubles] == [StoreFull])
    assert visit.state.count == 8


def _shut(more: int, store: CatalogueStore) -> None:
    (count,) = store._database.rows("PRAGMA page_count")[0]
    store._database.rows(f"PRAGMA max_page_count = {count + more}")
