"""A shelf on real catalogues: what it shows, in which order, and that it holds still."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.ordering import Sort
from avatar_browser.domain.search import Digests
from avatar_browser.domain.standing import Standing
from avatar_browser.providers.protocol import Page
from avatar_browser.services.shelf import Shelf
from tests.services.desk import Desk, MakeDesk
from tests.services.scripted import END, ScriptedStream, avatar
from tests.support.crowd import PROVIDER_NAMES, crowd

NAMES = {"one": "One"}


class Bench:
    """A shelf on a catalogue, and a list kept as a model would keep it, by signals alone."""

    def __init__(self, desk: Desk, stream: ScriptedStream, qtbot: QtBot) -> None:
        self.desk = desk
        self.stream = stream
        self.standings: dict[AvatarKey, Standing] = {}
        self.shelf = Shelf([desk.catalogue], NAMES, standing_of=self._standing_of)
        self.followed: list[Avatar] = []
        self.resets = 0
        self.held: list[int] = []
        self._qtbot = qtbot
        self.shelf.rows_reset.connect(self._on_reset)
        self.shelf.rows_appended.connect(self._on_appended)
        self.shelf.rows_changed.connect(self._on_changed)
        self.shelf.held_back_changed.connect(self.held.append)
        desk.catalogue.load()

    def bring(self, *names: str) -> None:
        """One page of avatars whose id is their name; returns when the shelf has taken it in."""
        self.bring_avatars(*(avatar(name, name=name) for name in names))

    def bring_avatars(self, *avatars: Avatar) -> None:
        fresh = {a.key for a in avatars} - {a.key for a in self.desk.catalogue.avatars}
        total = self.shelf.total + len(fresh)
        told = len(self.desk.said)
        self.stream.give(Page(avatars=avatars))
        self._qtbot.waitUntil(lambda: len(self.desk.said) > told and self.shelf.total == total)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.shelf.is_taking_in)

    @property
    def names(self) -> list[str]:
        shown = [a.name for a in self.shelf.rows]
        assert [a.name for a in self.followed] == shown, "signals do not tell what rows show"
        return shown

    def _standing_of(self, key: AvatarKey) -> Standing:
        return self.standings.get(key, Standing())

    def _on_reset(self) -> None:
        self.resets += 1
        self.followed = list(self.shelf.rows)

    def _on_appended(self, count: int) -> None:
        self.followed += self.shelf.rows[len(self.followed) :][:count]

    def _on_changed(self, rows: list[int]) -> None:
        assert rows == sorted(rows)
        for row in rows:
            self.followed[row] = self.shelf.rows[row]


@pytest.fixture
def bench(make_desk: MakeDesk, qtbot: QtBot) -> Bench:
    stream = ScriptedStream("looks")
    return Bench(make_desk(stream), stream, qtbot)


def test_without_a_query_avatars_are_appended_as_they_arrive(bench: Bench) -> None:
    bench.bring("c", "a")
    bench.shelf.look()
    bench.bring("b")
    assert bench.names == ["c", "a", "b"]
    assert (bench.resets, bench.held) == (0, [])
    assert bench.shelf.total == 3


def test_what_a_catalogue_held_before_is_shown(bench: Bench, qtbot: QtBot) -> None:
    bench.bring("a", "b")
    late = Shelf([bench.desk.catalogue], NAMES)
    qtbot.waitUntil(lambda: len(late.rows) == 2)
    assert list(late.rows) == list(bench.shelf.rows)


def test_a_query_acts_at_once(bench: Bench) -> None:
    bench.bring("anna", "joann", "bea", "mary ann")
    bench.shelf.set_query("ann")
    assert bench.names == ["anna", "mary ann", "joann"]
    assert bench.shelf.query_text == "ann"
    assert bench.shelf.is_narrowed
    bench.shelf.set_query("")
    assert bench.names == ["anna", "joann", "bea", "mary ann"]
    assert not bench.shelf.is_narrowed


def test_text_that_asks_for_the_same_resets_nothing(bench: Bench) -> None:
    bench.bring("anna", "bea")
    bench.shelf.set_query("ann")
    resets = bench.resets
    for text in ("ann ", "ann  gender:", "ann -"):
        bench.shelf.set_query(text)
        assert bench.shelf.query_text == text
    bench.shelf.set_query("anna")
    assert bench.resets == resets


def test_under_a_query_what_belongs_higher_up_is_held_back(bench: Bench) -> None:
    bench.bring("mary ann", "joann")
    bench.shelf.set_query("ann")
    bench.bring("anna", "bea", "deann")
    assert bench.names == ["mary ann", "joann", "deann"]
    assert (bench.shelf.held_back, bench.held) == (1, [1])
    bench.bring("annabel")
    assert (bench.shelf.held_back, bench.held) == (2, [1, 2])
    bench.shelf.show_held_back()
    assert bench.names == ["anna", "annabel", "mary ann", "joann", "deann"]
    assert (bench.shelf.held_back, bench.held) == (0, [1, 2, 0])


def test_another_query_shows_what_was_held_back(bench: Bench) -> None:
    bench.bring("mary ann")
    bench.shelf.set_query("ann")
    bench.bring("anna")
    bench.shelf.set_query("an")
    assert bench.names == ["anna", "mary ann"]
    assert bench.held == [1, 0]


def test_nothing_is_held_back_while_nothing_is_shown(bench: Bench) -> None:
    bench.bring("bea")
    bench.shelf.set_query("ann")
    assert bench.names == []
    bench.bring("joann", "anna")
    assert bench.names == ["anna", "joann"]
    assert bench.held == []


def test_a_first_load_is_put_in_order_until_it_is_looked_at(bench: Bench) -> None:
    bench.shelf.set_sort(Sort.NAME)
    bench.bring("d", "b")
    bench.bring("c", "a")
    assert bench.names == ["a", "b", "c", "d"]
    bench.shelf.look()
    bench.bring("aa", "e")
    assert bench.names == ["a", "b", "c", "d", "e"]
    assert bench.held == [1]


def test_an_order_is_turned_round(bench: Bench) -> None:
    bench.bring("b", "c", "a")
    bench.shelf.set_sort(Sort.NAME, descending=True)
    assert bench.names == ["c", "b", "a"]
    assert bench.shelf.descending
    bench.bring("bb", "A")
    assert bench.names == ["c", "b", "a", "A"]
    assert bench.shelf.held_back == 1
    bench.shelf.set_sort(Sort.NAME)
    assert bench.names == ["a", "A", "b", "bb", "c"]
    assert not bench.shelf.descending


def test_what_was_copied_moves_when_the_order_is_asked_for_again(bench: Bench) -> None:
    bench.bring("a", "b", "c")
    bench.shelf.set_sort(Sort.RECENT)
    assert bench.names == ["a", "b", "c"]
    key = bench.shelf.rows[1].key
    bench.standings[key] = Standing(copied_at=datetime(2026, 1, 1, tzinfo=UTC))
    bench.shelf.refresh_standings([key])
    bench.settle()
    assert bench.names == ["a", "b", "c"], "rows that are looked at keep their places"
    bench.shelf.set_sort(Sort.RECENT)
    assert bench.names == ["b", "a", "c"]


def test_copies_known_before_anything_was_looked_at_are_put_in_order(bench: Bench) -> None:
    bench.shelf.set_sort(Sort.RECENT)
    bench.bring("a", "b", "c")
    key = bench.shelf.rows[2].key
    bench.standings[key] = Standing(copied_at=datetime(2026, 1, 1, tzinfo=UTC))
    bench.shelf.refresh_standings([key])
    bench.settle()
    assert bench.names == ["c", "a", "b"]


def test_a_session_restored_before_anything_arrived_counts_as_a_first_load(bench: Bench) -> None:
    bench.shelf.set_query("nn")
    bench.shelf.set_choices({Facet.PROVIDER: ["one"]})
    bench.bring("sunny")
    bench.bring("nnamdi", "bea")
    assert bench.names == ["nnamdi", "sunny"]
    assert bench.held == []


def test_what_was_told_before_a_query_is_part_of_its_answer(bench: Bench) -> None:
    bench.bring("ann")
    told = [avatar(str(n), name=f"anna {n}") for n in range(900)]
    bench.desk.catalogue.avatars_added.emit(told)
    assert bench.shelf.is_taking_in
    bench.shelf.set_query("a")
    bench.shelf.set_sort(Sort.NAME)
    bench.settle()
    assert len(bench.names) == 901
    assert bench.held == []
    bench.bring("aaa")
    assert bench.held == [1]


def test_changed_avatars_are_told_in_place(bench: Bench) -> None:
    bench.bring("a", "b", "c")
    bench.shelf.look()
    bench.bring_avatars(avatar("c", name="c2"), avatar("a", name="a2"))
    assert bench.names == ["a2", "b", "c2"]
    assert bench.resets == 0


def test_a_changed_avatar_that_matches_no_longer_stays_until_the_next_command(
    bench: Bench,
) -> None:
    bench.bring("ann", "annabel", "zoe")
    bench.shelf.set_query("ann")
    bench.bring_avatars(avatar("ann", name="bea"), avatar("zoe", name="ann-marie"))
    assert bench.names == ["bea", "annabel", "ann-marie"]
    bench.shelf.set_query("ann-marie")
    assert bench.names == ["ann-marie"]


def test_what_is_held_back_and_matches_no_longer_is_not_counted(bench: Bench) -> None:
    bench.bring("mary ann")
    bench.shelf.set_query("ann")
    bench.bring_avatars(avatar("x", name="anna"))
    bench.bring_avatars(avatar("x", name="bea"))
    assert bench.held == [1, 0]
    assert bench.names == ["mary ann"]


def test_rows_of_avatars_are_known(bench: Bench) -> None:
    bench.bring("b", "a")
    keys = [a.key for a in bench.shelf.rows]
    assert [bench.shelf.row_of(key) for key in keys] == [0, 1]
    bench.shelf.set_sort(Sort.NAME)
    assert [bench.shelf.row_of(key) for key in keys] == [1, 0]
    bench.shelf.set_query("a")
    assert [bench.shelf.row_of(key) for key in keys] == [None, 0]
    bench.bring("aa")
    assert bench.shelf.row_of(bench.shelf.rows[-1].key) == len(bench.shelf.rows) - 1
    assert bench.shelf.row_of(AvatarKey("one", "looks", "nobody")) is None


def test_choices_chips_and_counts_go_together(bench: Bench) -> None:
    bench.bring("ann", "bea")
    told: list[str] = []
    bench.shelf.facets_changed.connect(lambda: told.append("facets"))
    bench.shelf.arrangement_changed.connect(lambda: told.append("arrangement"))
    bench.shelf.toggle(Facet.PROVIDER, "one")
    assert told == ["facets", "arrangement"]
    assert bench.shelf.choices == {Facet.PROVIDER: frozenset({"one"})}
    bench.shelf.set_query("ann gender:female")
    assert [c.label for c in bench.shelf.chips()] == ["ann", "Gender: female", "One"]
    assert bench.names == []
    suggestion = bench.shelf.suggestion()
    assert suggestion == bench.shelf.chips()[1]
    assert suggestion is not None
    bench.shelf.drop(suggestion)
    assert (bench.names, bench.shelf.query_text) == (["ann"], "ann")
    assert bench.shelf.suggestion() is None
    [provider] = [c for c in bench.shelf.facet_counts() if c.facet is Facet.PROVIDER]
    assert (provider.label, provider.count, provider.chosen) == ("One", 1, True)
    bench.shelf.clear()
    assert (bench.names, bench.shelf.chips()) == (["ann", "bea"], [])
    assert bench.shelf.completions("prov") == ["provider:"]


def test_standings_are_read_anew_when_told(bench: Bench) -> None:
    bench.bring("ann", "bea", "cal")
    bench.shelf.set_query("is:fav")
    assert bench.names == []
    keys = [a.key for a in bench.desk.catalogue.avatars]
    bench.standings = {keys[0]: Standing(is_favourite=True), keys[2]: Standing(is_favourite=True)}
    bench.shelf.refresh_standings([keys[2], AvatarKey("one", "looks", "nobody")])
    bench.settle()
    assert bench.names == ["cal"]
    bench.shelf.refresh_standings()
    bench.settle()
    assert (bench.names, bench.held) == (["cal"], [1])
    bench.standings.clear()
    bench.desk.catalogue.standings_changed.emit(keys)
    bench.settle()
    assert (bench.names, bench.held) == (["cal"], [1, 0])
    bench.shelf.show_held_back()
    bench.shelf.set_query("is:fav ")
    bench.shelf.set_query("")
    assert bench.names == ["ann", "bea", "cal"]


def test_a_catalogue_that_is_cleared_leaves_those_of_others(
    bench: Bench, make_desk: MakeDesk, qtbot: QtBot
) -> None:
    bench.bring("a", "b")
    other = make_desk(ScriptedStream("looks", END))
    other.catalogue.provider_id = "two"
    both = Shelf([bench.desk.catalogue, other.catalogue], {"one": "One", "two": "Two"})
    other.catalogue.avatars_added.emit([avatar("x", provider="two"), avatar("y", provider="two")])
    qtbot.waitUntil(lambda: both.total == 4)
    both.set_query("a")
    shown: list[int] = []
    both.rows_reset.connect(lambda: shown.append(len(both.rows)))
    both.set_query("")
    bench.desk.keys.put("one", "b" * 8)
    bench.desk.sessions.renew("one")
    assert [a.key.id for a in both.rows] == ["x", "y"]
    assert shown == [4, 2]
    assert (bench.names, bench.shelf.total) == ([], 0)


def test_rows_are_others_even_where_they_take_the_places_of_those_before(
    bench: Bench, make_desk: MakeDesk, qtbot: QtBot
) -> None:
    bench.bring("mary q")
    other = make_desk(ScriptedStream("looks", END))
    other.catalogue.provider_id = "two"
    both = Shelf([bench.desk.catalogue, other.catalogue], {})
    qtbot.waitUntil(lambda: both.total == 1)
    both.set_query("q")
    other.catalogue.avatars_added.emit([avatar("q x", name="q x", provider="two")])
    qtbot.waitUntil(lambda: both.held_back == 1)
    with qtbot.waitSignals([both.rows_reset, both.held_back_changed]):
        bench.desk.keys.put("one", "b" * 8)
        bench.desk.sessions.renew("one")
    qtbot.waitUntil(lambda: [a.key.id for a in both.rows] == ["q x"])


def test_looking_at_a_list_settles_its_order_first(bench: Bench) -> None:
    bench.shelf.set_sort(Sort.NAME)
    bench.bring("b")
    bench.desk.catalogue.avatars_added.emit([avatar("a", name="a")])
    bench.shelf.rows_appended.connect(bench.shelf.look)
    bench.settle()
    assert bench.names == ["a", "b"]
    bench.shelf.look()
    bench.bring("0")
    assert bench.names == ["a", "b"]
    assert bench.held == [1]


def test_shelves_can_share_their_digests(bench: Bench, qtbot: QtBot) -> None:
    bench.bring("a", "b")
    digests = Digests(NAMES)
    shelves = [Shelf([bench.desk.catalogue], NAMES, digests=digests) for _ in range(2)]
    qtbot.waitUntil(lambda: all(len(shelf.rows) == 2 for shelf in shelves))
    first = bench.shelf.rows[0]
    assert digests.of(first) is digests.of(first)
    shelves[1].set_query("b")
    assert [len(shelf.rows) for shelf in shelves] == [2, 1]


@pytest.mark.parametrize(
    "command",
    [
        lambda shelf: shelf.set_query("office"),
        lambda shelf: shelf.set_sort(Sort.NAME),
        lambda shelf: shelf.toggle(Facet.GENDER, "female"),
    ],
)
def test_ten_thousand_at_once_are_taken_in_on_many_turns(
    make_desk: MakeDesk, qtbot: QtBot, command: Callable[[Shelf], None]
) -> None:
    desk = make_desk(ScriptedStream("looks", END))
    shelf = Shelf([desk.catalogue], PROVIDER_NAMES)
    turns: list[int] = []
    ticker = QTimer(interval=0)
    ticker.timeout.connect(lambda: turns.append(shelf.total))
    desk.catalogue.avatars_added.emit(crowd(10_000))
    ticker.start()
    qtbot.waitUntil(lambda: shelf.total >= 100)
    command(shelf)
    qtbot.waitUntil(lambda: not shelf.is_taking_in, timeout=20_000)
    ticker.stop()
    steps = [after - before for before, after in pairwise(turns)]
    assert shelf.total == 10_000
    assert max(steps) <= 5_000
    assert len(set(turns)) > 3
    assert shelf.held_back == 0
