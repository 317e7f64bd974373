"""New and gone follow from what the syncs met, and from their numbers, not from the clock."""

from datetime import UTC, datetime

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.sightings import Sighting, Sightings
from avatar_browser.domain.standing import Standing


def key(name: str) -> AvatarKey:
    return AvatarKey("one", "looks", name)


def keys(names: str) -> list[AvatarKey]:
    return [key(name) for name in names]


def synced(names: str, at: float = 100.0) -> Sightings:
    """After a first complete sync that met these."""
    sightings = Sightings()
    sightings.begin()
    sightings.meet(keys(names), at)
    sightings.close(at)
    return sightings


def new(sightings: Sightings, names: str) -> str:
    return "".join(name for name in names if sightings.standing(key(name)).is_new)


def gone(sightings: Sightings, names: str) -> str:
    return "".join(n for n in names if sightings.standing(key(n)).gone_since is not None)


def again(sightings: Sightings, complete: int) -> Sightings:
    """As the next start finds them."""
    restored = Sightings(sightings.number, complete)
    for known_key, known in sightings.known.items():
        restored.restore(known_key, known)
    return restored


def test_nothing_is_known_of_an_avatar_that_was_never_met() -> None:
    assert Sightings().standing(key("a")) == Standing()


def test_when_an_avatar_was_first_met_stays() -> None:
    sightings = synced("a", at=100.0)
    sightings.begin()
    sightings.meet(keys("a"), 200.0)
    assert sightings.standing(key("a")).first_seen == datetime.fromtimestamp(100, UTC)


def test_of_a_first_sync_nothing_is_new() -> None:
    assert new(synced("abc"), "abc") == ""
    assert synced("abc").new_count == 0


def test_what_a_later_sync_meets_first_is_new_in_this_session_and_old_in_the_next() -> None:
    sightings = synced("a")
    for number, names in ((2, "ab"), (3, "abc")):
        assert sightings.begin() == number
        sightings.meet(keys(names), 200.0)
        sightings.close(200.0)
    assert (new(sightings, "abc"), sightings.new_count) == ("bc", 2)
    assert again(sightings, complete=3).new_count == 0


def test_what_an_interrupted_sync_met_is_still_new_at_the_next_start() -> None:
    sightings = synced("a")
    sightings.begin()
    sightings.meet(keys("b"), 200.0)
    restored = again(sightings, complete=1)
    assert (new(restored, "ab"), restored.new_count) == ("b", 1)


def test_only_a_complete_sync_tells_that_something_is_gone() -> None:
    sightings = synced("abc")
    sightings.begin()
    sightings.meet(keys("a"), 200.0)
    assert gone(sightings, "abc") == ""
    assert list(sightings.close(300.0)) == keys("bc")
    assert (gone(sightings, "abc"), sightings.gone_count) == ("bc", 2)
    assert sightings.standing(key("b")).gone_since == datetime.fromtimestamp(300, UTC)


def test_what_is_gone_is_told_once_and_keeps_its_time() -> None:
    sightings = synced("ab")
    for at in (200.0, 300.0):
        sightings.begin()
        sightings.meet(keys("a"), at)
        told = sightings.close(at)
    assert list(told) == []
    assert sightings.standing(key("b")).gone_since == datetime.fromtimestamp(200, UTC)


def test_what_comes_back_is_gone_no_more_and_not_new() -> None:
    sightings = synced("ab")
    sightings.begin()
    sightings.meet(keys("a"), 200.0)
    sightings.close(200.0)
    sightings.begin()
    assert sightings.meet(keys("ab"), 300.0) == keys("b")
    assert sightings.meet(keys("ab"), 300.0) == []
    assert (gone(sightings, "ab"), new(sightings, "ab"), sightings.gone_count) == ("", "", 0)


def test_a_sync_that_goes_on_after_a_restart_counts_what_it_met_before() -> None:
    sightings = synced("abc")
    sightings.begin()
    sightings.meet(keys("a"), 200.0)
    restored = again(sightings, complete=1)
    restored.meet(keys("b"), 300.0)
    assert list(restored.close(400.0)) == keys("c")


def test_a_sync_that_listed_nothing_takes_nothing_away() -> None:
    """Fault F04: a list that answers 404 counts as empty at some providers."""
    sightings = synced("ab")
    sightings.begin()
    assert list(sightings.close(200.0)) == []


def test_who_may_be_one_of_the_unreadable_records_is_not_called_gone() -> None:
    sightings = synced("abcd")
    for skipped, told in ((3, ""), (2, "bcd")):
        sightings.begin()
        sightings.meet(keys("a"), 200.0)
        assert list(sightings.close(200.0, skipped)) == keys(told)


def test_a_clock_that_jumps_back_changes_nothing() -> None:
    """Fault F84."""
    sightings = synced("a", at=1e9)
    sightings.begin()
    sightings.meet(keys("b"), 10.0)
    assert list(sightings.close(20.0)) == keys("a")
    assert new(sightings, "ab") == "b"


def test_counts_survive_a_restart() -> None:
    sightings = Sightings(number=5, complete=4)
    sightings.restore(key("a"), Sighting(1.0, 5, 5))
    sightings.restore(key("b"), Sighting(1.0, 1, 3, gone_since=2.0))
    assert (sightings.new_count, sightings.gone_count) == (1, 1)


def denied(sightings: Sightings, names: str) -> str:
    return "".join(n for n in names if sightings.standing(key(n)).denied_since is not None)


def test_what_its_provider_does_not_know_is_denied_until_a_sync_lists_it() -> None:
    """F04, F49."""
    sightings = synced("ab")
    assert sightings.deny(key("a"), 150.0)
    assert sightings.standing(key("a")).denied_since == datetime.fromtimestamp(150, UTC)
    assert (denied(sightings, "ab"), gone(sightings, "ab")) == ("a", "")
    sightings = again(sightings, complete=1)
    assert denied(sightings, "ab") == "a"
    sightings.begin()
    assert denied(sightings, "ab") == "a"
    assert sightings.meet(keys("ab"), 200.0) == [key("a")]
    assert denied(sightings, "ab") == ""


def test_what_a_complete_sync_does_not_list_either_is_gone() -> None:
    """F04: the full sync decides."""
    sightings = synced("ab")
    sightings.deny(key("a"), 150.0)
    sightings.begin()
    sightings.meet(keys("b"), 200.0)
    sightings.close(200.0)
    assert gone(sightings, "ab") == "a"


def test_what_the_list_contradicts_is_not_denied_again() -> None:
    """F04: HeyGen's details answer 404 for avatars that its list has, and that work."""
    sightings = synced("a")
    assert sightings.deny(key("a"), 150.0)
    sightings.begin()
    sightings.meet(keys("a"), 200.0)
    assert not sightings.deny(key("a"), 250.0)
    assert denied(sightings, "a") == ""
    assert not again(sightings, complete=1).deny(key("a"), 300.0)


def test_the_list_has_the_last_word_in_one_sync_too() -> None:
    """F49: denied while the sync was on its way to the page that lists it."""
    sightings = synced("a")
    sightings.begin()
    assert sightings.deny(key("a"), 150.0)
    assert sightings.meet(keys("a"), 160.0) == [key("a")]
    assert denied(sightings, "a") == ""


def test_only_what_is_known_and_not_gone_can_be_denied() -> None:
    """F04."""
    sightings = synced("ab")
    sightings.begin()
    sightings.meet(keys("b"), 200.0)
    sightings.close(200.0)
    assert not sightings.deny(key("a"), 250.0)
    assert not sightings.deny(key("c"), 250.0)
    assert sightings.deny(key("b"), 250.0)
    assert not sightings.deny(key("b"), 260.0)
