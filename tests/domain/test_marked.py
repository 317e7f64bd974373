"""What users say of avatars, as something to find them by."""

import pytest

from avatar_browser.domain.arrangement import Arrangement
from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.narrowing import Narrowing
from avatar_browser.domain.query import Query
from avatar_browser.domain.search import Digests
from avatar_browser.domain.standing import Standing
from tests.support.avatars import an_avatar
from tests.support.crowd import PROVIDER_NAMES

ANN, BEA, CAL = (an_avatar(name.lower(), name=name) for name in ("Ann", "Bea", "Cal"))


class Marked:
    """Three avatars, of which a test says what it likes."""

    def __init__(self) -> None:
        self.standings: dict[AvatarKey, Standing] = {
            ANN.key: Standing(is_favourite=True, shortlists=("Launch", "Winter sale")),
            BEA.key: Standing(shortlists=("Launch",), note="For Zoë: the déjà-vu trailer"),
        }
        self.arrangement = Arrangement(PROVIDER_NAMES, Digests(PROVIDER_NAMES), self.standing)
        self.arrangement.take([ANN, BEA, CAL])

    def standing(self, key: AvatarKey) -> Standing:
        return self.standings.get(key, Standing())

    def left(self, text: str = "", *shortlists: str) -> list[str]:
        choices = {Facet.SHORTLIST: frozenset(shortlists)} if shortlists else {}
        self.arrangement.narrow(Narrowing(Query.parse(text), choices))
        return [self.arrangement.avatars[place].name for place in self.arrangement.arranged()]


@pytest.fixture
def marked() -> Marked:
    return Marked()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is:fav", ["Ann"]),
        ("is:noted", ["Bea"]),
        ("-is:noted", ["Ann", "Cal"]),
        ("list:launch", ["Ann", "Bea"]),
        ('list:"winter sale"', ["Ann"]),
        ("list:launch -is:fav", ["Bea"]),
        ("list:nobody", []),
        ("deja vu", ["Bea"]),
        ("zoe", ["Bea"]),
        ("-trailer", ["Ann", "Cal"]),
    ],
)
def test_stars_shortlists_and_notes_are_found(marked: Marked, text: str, names: list[str]) -> None:
    assert marked.left(text) == names


def test_a_shortlist_is_ticked_by_its_name_and_any_of_several_will_do(marked: Marked) -> None:
    assert marked.left("", "Winter sale") == ["Ann"]
    assert marked.left("", "Launch", "Winter sale") == ["Ann", "Bea"]


def test_a_note_is_found_once_it_is_written_and_not_once_it_is_gone(marked: Marked) -> None:
    assert marked.left("shoestring") == []
    marked.standings[CAL.key] = Standing(note="shoestring budget")
    assert marked.arrangement.stand([2]).altered == [2]
    assert marked.left("shoestring") == ["Cal"]
    marked.standings[CAL.key] = Standing(note="no money at all")
    assert marked.arrangement.stand([2]).altered == [2], "noted before and after, found otherwise"
    assert marked.left("shoestring") == []
    marked.standings[CAL.key] = Standing()
    marked.arrangement.stand([2])
    assert marked.left("money") == []


def test_a_note_is_kept_when_the_avatar_is_told_anew(marked: Marked) -> None:
    marked.arrangement.take([an_avatar("bea", name="Bea", description="A kitchen.")])
    assert marked.left("kitchen trailer") == ["Bea"]


def test_a_note_is_no_part_of_a_name(marked: Marked) -> None:
    marked.standings[ANN.key] = Standing(note="Bea")
    marked.arrangement.stand([0])
    assert marked.left("bea") == ["Bea", "Ann"], "the name before the note"
    assert marked.left('"ann bea"') == []


def test_a_shortlist_in_another_spelling_is_another_line_of_the_sidebar(marked: Marked) -> None:
    def shortlists() -> list[str]:
        counts = marked.arrangement.counts()
        return [f"{c.label} {c.count}" for c in counts if c.facet is Facet.SHORTLIST]

    assert shortlists() == ["Launch 2", "Winter sale 1"]
    for key, standing in list(marked.standings.items()):
        named = tuple(name.replace("Launch", "launch day") for name in standing.shortlists)
        marked.standings[key] = Standing(shortlists=named)
    marked.arrangement.stand([0, 1])
    marked.left()
    assert shortlists() == ["launch day 2", "Winter sale 1"]


def test_shortlists_come_second_in_the_sidebar() -> None:
    assert list(Facet)[:2] == [Facet.PROVIDER, Facet.SHORTLIST]


def test_names_of_shortlists_are_completed(marked: Marked) -> None:
    assert marked.arrangement.completions("list:wi") == ['list:"Winter sale"']
    assert marked.arrangement.completions("li") == ["list:"]
