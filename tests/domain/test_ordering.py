from datetime import UTC, datetime

from avatar_browser.domain.avatar import Avatar, Person
from avatar_browser.domain.ordering import SORT_LABEL, Order, Sort
from avatar_browser.domain.search import Digests
from tests.support.avatars import an_avatar

NAMES = {"heygen": "HeyGen", "anam": "Anam"}
DIGESTS = Digests(NAMES)


def order_of(sort: Sort, *avatars: Avatar) -> Order:
    order = Order(sort, NAMES)
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


def test_every_sort_has_a_label() -> None:
    assert set(SORT_LABEL) == set(Sort)
