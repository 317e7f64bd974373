"""At most one plays."""

from PySide6.QtCore import QObject

from avatar_browser.ui.video.floor import Floor


def test_whoever_takes_the_floor_ends_the_one_before() -> None:
    floor, one, other = Floor(), QObject(), QObject()
    ended: list[str] = []
    floor.take(one, lambda: ended.append("one"))
    assert ended == []
    floor.take(other, lambda: ended.append("other"))
    assert ended == ["one"]
    assert floor.owner is other


def test_taking_it_again_ends_nothing_and_the_last_way_to_stop_counts() -> None:
    floor, one, other = Floor(), QObject(), QObject()
    ended: list[str] = []
    floor.take(one, lambda: ended.append("first"))
    floor.take(one, lambda: ended.append("second"))
    floor.take(other, lambda: ended.append("other"))
    assert ended == ["second"]


def test_leaving_what_one_has_not_changes_nothing() -> None:
    floor, one, other = Floor(), QObject(), QObject()
    floor.take(one, lambda: floor.leave(one))
    floor.take(other, lambda: None)
    assert floor.owner is other, "the one that was ended leaves what it no longer has"
    floor.leave(one)
    assert not floor.is_free
    floor.leave(other)
    assert floor.is_free


def test_a_new_owner_is_told() -> None:
    floor, one = Floor(), QObject()
    told: list[object] = []
    floor.taken.connect(told.append)
    floor.take(one, lambda: None)
    floor.take(one, lambda: None)
    assert told == [one]
