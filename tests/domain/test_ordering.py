from dataclasses import replace
from datetime import UTC, datetime
from math import inf
from typing import Any

import pytest

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Engine,
    Gender,
    Media,
    MediaKind,
    Orientation,
    Person,
)
from avatar_browser.domain.ordering import SORT_LABEL, Order, Sort
from avatar_browser.domain.search import Digests
from tests.support.avatars import an_avatar

NAMES = {"heygen": "HeyGen", "anam": "Anam"}
DIGESTS = Digests(NAMES)


def order_of(sort: Sort, *avatars: Avatar, descending: bool = False) -> Order:
    order = Order(sort, NAMES, descending=descending)
    add(order, *avatars)
    return order


def add(order: Order, *avatars: Avatar) -> None:
    order.extend(avatars, [DIGESTS.of(avatar).text for avatar in avatars])


def test_names_are_ordered_as_people_read_them() -> None:
    names = ["look 10", "élan", "Zoe", "Look 9", "elan b"]
    order = order_of(Sort.NAME, *(an_avatar(name, name=name) for name in names))
    assert [names[place] for place in order.places()] == [
        "élan",
        "elan b",
        "Look 9",
        "look 10",
        "Zoe",
    ]


def test_variants_of_a_name_stay_together() -> None:
    pairs = [("Ann", "sofa"), ("Ann Lee", "bed"), ("Ann", "bed"), ("Ann", "sofa")]
    avatars = [an_avatar(str(n), name=a, variant=b) for n, (a, b) in enumerate(pairs)]
    assert order_of(Sort.NAME, *avatars).places() == [2, 0, 3, 1]


def test_the_newest_come_first_and_what_tells_no_date_last() -> None:
    person = Person("heygen", "p", "Ann", created_at=datetime(2025, 6, 1, tzinfo=UTC))
    avatars = [
        an_avatar("none"),
        an_avatar("old", created_at=datetime(2024, 1, 1, tzinfo=UTC)),
        an_avatar("new", created_at=datetime(2026, 1, 1, tzinfo=UTC)),
        an_avatar("of person", person=person),
        an_avatar("none either"),
    ]
    assert order_of(Sort.NEWEST, *avatars).places() == [2, 3, 1, 0, 4]


def test_providers_are_ordered_by_name() -> None:
    avatars = [an_avatar("1", "heygen"), an_avatar("2", "anam"), an_avatar("3", "heygen")]
    assert order_of(Sort.PROVIDER, *avatars).places() == [1, 0, 2]


def test_arrival_is_the_order_of_places() -> None:
    order = order_of(Sort.ARRIVAL, an_avatar("b"), an_avatar("a"))
    assert list(order.places()) == [0, 1]


def test_later_and_changed_avatars_go_to_their_place() -> None:
    order = order_of(Sort.NAME, an_avatar("1", name="B"), an_avatar("2", name="D"))
    assert order.places() == [0, 1]
    add(order, an_avatar("3", name="A"), an_avatar("4", name="C"))
    assert order.places() == [2, 0, 3, 1]
    changed = an_avatar("2", name="AA")
    order.replace(1, changed, DIGESTS.of(changed).text)
    assert order.places() == [2, 1, 0, 3]
    assert sorted(range(4), key=order.key) == order.places()


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


COLUMNS: dict[Sort, list[dict[str, Any]]] = {
    Sort.LOOK: [{"variant": "sofa 2"}, {}, {"variant": "Sofa 10"}, {"variant": "bed"}],
    Sort.TYPE: [{"kind": "photo"}, {}, {"kind": "Studio"}, {"kind_raw": "odd"}],
    Sort.GENDER: [
        {"gender": Gender.FEMALE},
        {},
        {"gender": Gender.NEUTRAL},
        {"person": Person("heygen", "p", "Ann", gender=Gender.MALE)},
    ],
    Sort.ENGINE: [
        {"engines": (Engine("Avatar III", "iii"),)},
        {},
        {"engines": (Engine("Avatar V", "v"),)},
        {"engines": (Engine("Avatar IV", "iv"),)},
    ],
    Sort.ORIENTATION: [
        {"orientation": Orientation.LANDSCAPE},
        {},
        {"orientation": Orientation.SQUARE},
        {"media": (Media("u", "U", MediaKind.STILL, "https://x/u", Orientation.PORTRAIT),)},
    ],
    Sort.SIZE: [{"width": 100, "height": 90}, {}, {"width": 9, "height": 9}, {"width": 50}],
    Sort.UPDATED: [{"updated_at": day(1)}, {}, {"updated_at": day(3)}, {"updated_at": day(2)}],
}
FORWARDS = {
    Sort.LOOK: [3, 0, 2, 1],
    Sort.TYPE: [3, 0, 2, 1],
    Sort.GENDER: [0, 3, 2, 1],
    Sort.ENGINE: [0, 3, 2, 1],
    Sort.ORIENTATION: [0, 3, 2, 1],
    Sort.SIZE: [2, 0, 1, 3],
    Sort.UPDATED: [2, 3, 0, 1],
}
BACKWARDS = {
    Sort.LOOK: [2, 0, 3, 1],
    Sort.TYPE: [2, 0, 3, 1],
    Sort.GENDER: [2, 3, 0, 1],
    Sort.ENGINE: [2, 3, 0, 1],
    Sort.ORIENTATION: [2, 3, 0, 1],
    Sort.SIZE: [0, 2, 1, 3],
    Sort.UPDATED: [0, 3, 2, 1],
}


@pytest.mark.parametrize("sort", FORWARDS)
@pytest.mark.parametrize("descending", [False, True])
def test_what_tells_nothing_is_last_either_way_round(sort: Sort, descending: bool) -> None:
    avatars = [replace(an_avatar(str(n)), **fields) for n, fields in enumerate(COLUMNS[sort])]
    order = order_of(sort, *avatars, descending=descending)
    assert order.places() == (BACKWARDS if descending else FORWARDS)[sort]
    assert sorted(range(4), key=order.key) == order.places()


def test_ids_are_ordered_whatever_their_case() -> None:
    avatars = [an_avatar("b"), an_avatar("A2"), an_avatar("a3")]
    assert order_of(Sort.ID, *avatars).places() == [1, 2, 0]
    assert order_of(Sort.ID, *avatars, descending=True).places() == [0, 2, 1]


@pytest.mark.parametrize("sort", set(Sort) - {Sort.ARRIVAL})
def test_ties_keep_the_order_of_arrival_either_way_round(sort: Sort) -> None:
    same = [an_avatar("1", name="Ann"), an_avatar("1", name="Ann")]
    for descending in (False, True):
        order = order_of(sort, *same, descending=descending)
        add(order, an_avatar("1", name="Ann"))
        assert order.places() == [0, 1, 2]
        assert sorted(range(3), key=order.key) == [0, 1, 2]


def test_what_was_taken_in_late_goes_where_it_arrived() -> None:
    positions = {"c": 3.0, "a": 1.0, "b": 2.0}
    order = Order(Sort.ARRIVAL, NAMES, position_of=lambda key: positions.get(key.id, inf))
    add(order, an_avatar("c"))
    add(order, an_avatar("new"), an_avatar("a"))
    assert order.places() == [2, 0, 1]
    add(order, an_avatar("newer"), an_avatar("b"))
    assert order.places() == [2, 4, 0, 1, 3]
    assert sorted(range(5), key=order.key) == order.places()


@pytest.mark.parametrize("sort", set(Sort) - {Sort.ARRIVAL})
def test_ties_keep_the_order_of_arrival_whenever_they_were_taken_in(sort: Sort) -> None:
    positions = {"b": 2.0, "c": 3.0, "a": 1.0}
    same = [replace(an_avatar("1", name="Ann"), key=an_avatar(i).key) for i in ("b", "c", "d", "a")]

    def position_of(key: AvatarKey) -> float:
        return positions.get(key.id, inf)

    for descending in (False, True):
        order = Order(sort, NAMES, descending=descending, position_of=position_of)
        add(order, *same[:2])
        assert order.places() == [0, 1]
        add(order, *same[2:])
        assert order.places() == [3, 0, 1, 2]
        assert sorted(range(4), key=order.key) == [3, 0, 1, 2]


def test_the_order_of_arrival_cannot_be_turned_round() -> None:
    order = order_of(Sort.ARRIVAL, an_avatar("b"), an_avatar("a"), descending=True)
    assert list(order.places()) == [0, 1]
    assert not order.descending


def test_what_was_copied_last_comes_first_and_the_rest_as_it_arrived() -> None:
    copied = {"b": day(1), "d": day(2)}
    order = Order(Sort.RECENT, NAMES, copied_at=lambda key: copied.get(key.id))
    add(order, *(an_avatar(name) for name in "abcd"))
    assert order.places() == [3, 1, 0, 2]
    copied["c"] = day(3)
    assert order.replace(2, an_avatar("c"), "")
    assert order.places() == [2, 3, 1, 0]
    assert not order.replace(0, an_avatar("a"), "")


def test_the_sorts_of_the_menu_are_sorts() -> None:
    assert set(SORT_LABEL) < set(Sort)
