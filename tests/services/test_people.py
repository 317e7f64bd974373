"""People on a real shelf: what is listed on each level, and that the signals tell it."""

import random

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.families import Families
from avatar_browser.domain.ordering import Sort
from avatar_browser.providers.protocol import Page
from avatar_browser.services.people import Level, People
from avatar_browser.services.shelf import Shelf
from tests.services.desk import MakeDesk
from tests.services.scripted import ScriptedStream, avatar


def a_look(name: str, person: str = "") -> Avatar:
    """Its id is its name. "anna-1" is a look of "anna" where nobody else is named."""
    return avatar(name, name=name, person_id=person or name.partition("-")[0])


class Album:
    """People, and a list kept as a model would keep it, by signals alone."""

    def __init__(self, qtbot: QtBot, make_desk: MakeDesk) -> None:
        self._qtbot = qtbot
        self.stream = ScriptedStream("all")
        self.desk = make_desk(self.stream)
        self.shelf = Shelf([self.desk.catalogue], {"one": "One"})
        self.people = People(self.shelf)
        self.levels: list[Level] = []
        self.opened_told = 0
        self._followed: list[Avatar] = []
        self.resets = 0
        self.people.rows_reset.connect(self._on_reset)
        self.people.rows_appended.connect(self._on_appended)
        self.people.rows_changed.connect(self._on_changed)
        self.people.level_changed.connect(lambda: self.levels.append(self.people.level))
        self.people.opened_changed.connect(self._on_opened_changed)
        self.desk.catalogue.load()

    def bring(self, *names: str) -> None:
        self.bring_looks(*map(a_look, names))

    def bring_looks(self, *looks: Avatar) -> None:
        told = len(self.desk.said)
        self.stream.give(Page(avatars=looks))
        self._qtbot.waitUntil(lambda: len(self.desk.said) > told and not self.shelf.is_taking_in)

    @property
    def names(self) -> list[str]:
        shown = [a.name for a in self.people.rows]
        assert [a.name for a in self._followed] == shown, "signals do not tell what rows show"
        return shown

    @property
    def counts(self) -> dict[str, int]:
        families = [self.people.family_at(row) for row in range(len(self.people.rows))]
        return {f.key.person: len(f.looks) for f in families if f}

    def _on_reset(self) -> None:
        self.resets += 1
        self._followed = list(self.people.rows)

    def _on_appended(self, count: int) -> None:
        assert count > 0
        self._followed += self.people.rows[len(self._followed) :][:count]

    def _on_changed(self, rows: list[int]) -> None:
        assert rows
        assert rows == sorted(rows)
        for row in rows:
            self._followed[row] = self.people.rows[row]

    def _on_opened_changed(self) -> None:
        self.opened_told += 1


@pytest.fixture
def album(qtbot: QtBot, make_desk: MakeDesk) -> Album:
    return Album(qtbot, make_desk)


def test_looks_are_listed_as_the_shelf_lists_them_until_people_are_asked_for(album: Album) -> None:
    album.bring("anna-1", "bert-1", "anna-2")
    assert album.names == ["anna-1", "bert-1", "anna-2"]
    assert album.people.rows is album.shelf.rows
    assert (album.people.level, album.people.family_at(0)) == (Level.LOOKS, None)


def test_people_are_listed_once_each_by_their_first_look(album: Album) -> None:
    album.bring("anna-1", "bert-1", "anna-2")
    album.people.show_people()
    assert album.names == ["anna-1", "bert-1"]
    assert album.counts == {"anna": 2, "bert": 1}
    assert album.levels == [Level.PEOPLE]
    assert [a.name for a in album.people.looks] == ["anna-1", "bert-1", "anna-2"]


def test_looks_that_arrive_add_people_at_the_end_and_looks_to_those_that_are_there(
    album: Album,
) -> None:
    album.bring("anna-1", "bert-1")
    album.people.show_people()
    resets = album.resets
    album.bring("anna-2", "carl-1", "carl-2", "bert-2")
    assert album.names == ["anna-1", "bert-1", "carl-1"]
    assert album.counts == {"anna": 2, "bert": 2, "carl": 2}
    assert album.resets == resets


def test_the_query_narrows_people_to_those_with_a_look_that_matches(album: Album) -> None:
    album.bring("anna-red", "bert-blue", "anna-blue")
    album.people.show_people()
    album.shelf.set_query("blue")
    assert album.names == ["bert-blue", "anna-blue"]
    album.shelf.clear()
    assert album.counts == {"anna": 2, "bert": 1}


def test_people_are_in_the_order_of_the_shelf(album: Album) -> None:
    album.bring("bert-1", "anna-2", "anna-1")
    album.people.show_people()
    album.shelf.set_sort(Sort.NAME)
    assert album.names == ["anna-1", "bert-1"]


def test_the_looks_of_one_person_grow_narrow_and_are_left_again(album: Album) -> None:
    album.bring("anna-1", "bert-1", "anna-2")
    album.people.show_people()
    album.people.open(album.people.rows[0])
    assert album.names == ["anna-1", "anna-2"]
    assert album.people.family_at(0) is None
    album.bring("bert-2", "anna-3")
    assert album.names == ["anna-1", "anna-2", "anna-3"]
    assert album.opened_told > 0
    album.shelf.set_query("3")
    assert album.names == ["anna-3"]
    album.people.show_people()
    assert album.names == ["anna-3"]
    assert album.levels == [Level.PEOPLE, Level.PERSON, Level.PEOPLE]


def test_a_person_none_of_whose_looks_matches_stays_open_and_keeps_the_name(album: Album) -> None:
    album.bring("anna-1", "bert-blue")
    album.people.open(album.people.rows[0])
    album.shelf.set_query("blue")
    assert (album.names, album.people.opened) == ([], None)
    assert album.people.opened_name == "anna-1"
    album.shelf.clear()
    assert album.names == ["anna-1"]


def test_a_look_told_anew_is_told_where_it_is_seen(album: Album) -> None:
    album.bring("anna-1", "bert-1", "bert-2")
    album.people.show_people()
    album.bring_looks(avatar("bert-1", name="Bert the first", person_id="bert"))
    assert album.names == ["anna-1", "Bert the first"]
    album.people.open(album.people.rows[1])
    album.bring_looks(avatar("bert-2", name="Bert the second", person_id="bert"))
    assert album.names == ["Bert the first", "Bert the second"]
    album.bring_looks(avatar("anna-1", name="Anna", person_id="anna"))
    album.people.show_looks()
    assert album.names == ["Anna", "Bert the first", "Bert the second"]


def test_a_look_that_becomes_another_persons_is_with_them_after_the_next_reset(
    album: Album,
) -> None:
    album.bring("anna-1", "anna-2", "bert-1")
    album.people.show_people()
    album.bring_looks(a_look("anna-2", "bert"))
    assert album.counts == {"anna": 2, "bert": 1}
    album.shelf.set_query("1")
    album.shelf.clear()
    assert album.counts == {"anna": 1, "bert": 2}


def test_a_person_is_found_by_any_look_also_by_one_no_longer_listed(album: Album) -> None:
    album.bring("anna-red", "bert-blue", "anna-blue")
    red, blue = a_look("anna-red").key, a_look("anna-blue").key
    assert album.people.row_for(red) is None
    album.people.show_people()
    assert [album.people.row_for(red), album.people.row_for(blue)] == [0, 0]
    album.shelf.set_query("blue")
    assert album.people.row_for(red) == 1
    assert album.people.row_for(a_look("zoe-1").key) is None


def test_on_the_level_of_looks_nothing_is_grouped(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Families, "extend", refuse)
    album.bring("anna-1", "anna-2")
    album.shelf.set_query("2")
    assert album.names == ["anna-2"]


def test_whatever_happens_the_signals_tell_what_the_rows_show(album: Album) -> None:
    chance = random.Random(7)
    album.bring("p0-0")
    for number in range(1, 60):
        person = f"p{chance.randrange(8)}"
        choice = chance.randrange(8)
        if choice < 4:
            album.bring(f"{person}-{number}", f"p{chance.randrange(8)}-{number}x")
        elif choice == 4:
            album.people.open(chance.choice(album.shelf.rows or [a_look("p0-0")]))
        elif choice == 5:
            album.people.show_people()
        elif choice == 6:
            chance.choice((album.people.show_looks, album.shelf.show_held_back))()
        else:
            album.shelf.set_query(chance.choice(("", "1", "p3", "x")))
        album.shelf.show_held_back()
        level, rows = album.people.level, album.names
        whole = [a.name for a in album.shelf.rows]
        if level is Level.LOOKS:
            assert rows == whole
        else:
            families = Families.of(album.shelf.rows).all
            assert sum(map(len, (f.looks for f in families))) == len(whole)
        if level is Level.PEOPLE:
            assert rows == [f.cover.name for f in families]
            assert album.counts == {f.key.person: len(f.looks) for f in families}
