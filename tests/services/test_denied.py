"""An avatar that its provider says it does not know: F04, F49."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import NotFound, NotPermitted, Problem
from avatar_browser.providers.heygen.failures import EndpointGone
from avatar_browser.services.details import Details
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.store import catalogue_schema
from tests.services.scripted import END, Script, ScriptedProvider, ScriptedStream, avatar, page
from tests.services.visits import House, Visit, look


@pytest.fixture
def house(dispatcher: Dispatcher, qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(dispatcher, qtbot, tmp_path / "data")
    yield house
    house.leave()


def stream(*numbers: int) -> ScriptedStream:
    return ScriptedStream("looks", page(*numbers), END)


def visited(house: House, *numbers: int) -> Visit:
    return house.visit(stream(*numbers)).synced()


def ask(visit: Visit, house: House, problem: Problem, name: str = "1") -> Details:
    """Have the details of an avatar asked for, which are ``problem``."""
    adapter = visit.sessions.provider("one")
    assert isinstance(adapter, ScriptedProvider)
    adapter._details = {name: Script(problem)}
    details = Details(visit.sessions, house.dispatcher)
    failed: list[Problem] = []
    details.detail_failed.connect(lambda _key, why: failed.append(why))
    details.show(avatar(name))
    visit.until(lambda: bool(failed))
    return details


def is_denied(visit: Visit, name: str = "1") -> bool:
    return visit.catalogue.facts(look(name)).denied_since is not None


def test_an_avatar_that_is_not_known_any_more_is_marked_as_such_and_stays(house: House) -> None:
    """F04, F49: told by one signal, and kept for the next start."""
    visit = visited(house, 1, 2)
    kept = ask(visit, house, NotFound(code="404"))
    visit.until(lambda: visit.standings == [["1"]])
    assert is_denied(visit)
    assert not is_denied(visit, "2")
    assert visit.ids == ["1", "2"]
    assert kept.asked_for is None

    later = ScriptedStream("looks")
    visit = house.visit(later)
    visit.catalogue.load()
    visit.until(lambda: visit.ids == ["1", "2"])
    assert is_denied(visit)
    later.give(page(1, 2), END)
    visit.until(lambda: visit.standings == [["1"]])
    assert not is_denied(visit)

    visit = house.visit(ScriptedStream("looks"))
    visit.catalogue.load()
    visit.until(lambda: visit.ids == ["1", "2"])
    assert not is_denied(visit)


def test_a_full_sync_without_it_makes_it_gone(house: House) -> None:
    """F04."""
    visit = visited(house, 1, 2)
    kept = ask(visit, house, NotFound())
    visit.until(lambda: is_denied(visit))
    visit = visited(house, 2)
    assert visit.gone == ["1"]
    assert kept.asked_for is None


@pytest.mark.parametrize("problem", [NotPermitted(), EndpointGone()])
def test_what_is_no_word_about_the_avatar_marks_nothing(problem: Problem, house: House) -> None:
    """F02: a refusal; HeyGen's details call itself may be gone as well."""
    visit = visited(house, 1, 2)
    first = ask(visit, house, problem)
    second = ask(visit, house, NotFound(), "2")
    visit.until(lambda: is_denied(visit, "2"))
    assert visit.standings == [["2"]]
    assert first.asked_for is second.asked_for is None


def test_a_catalogue_stored_before_there_were_denials_is_read(house: House) -> None:
    """F04, F75: the file is brought up to date, with all that is in it."""
    first = catalogue_schema.CATALOGUE.migrations[0]
    house.folder.mkdir(mode=0o700)
    with closing(sqlite3.connect(house.path)) as connection:
        for statement in first:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {catalogue_schema.CATALOGUE.application_id}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    visit = visited(house, 1, 2)
    assert visit.troubles == []
    kept = ask(visit, house, NotFound())
    visit.until(lambda: is_denied(visit))
    assert kept.asked_for is None
    house.leave()
    assert house.rows("SELECT denied_sync > 0 FROM avatars ORDER BY position") == [(1,), (0,)]
