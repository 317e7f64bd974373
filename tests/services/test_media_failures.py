import errno

import pytest

from avatar_browser.domain.errors import (
    KeyRejected,
    MediaRefused,
    NotFound,
    Offline,
    Problem,
    RateLimited,
)
from avatar_browser.services.media_failures import (
    LINKS_TRIED,
    REMEMBERED,
    MediaFailures,
    storage_problem,
)
from avatar_browser.store.media_cache import MediaId
from tests.support.clock import Clock

URL = "https://media.example/liv.png?sig=1"
OTHER_HOST = "https://other.example/liv.png"
LIV = MediaId("anam", "avatars", "liv", "", "imageUrl")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failures(clock: Clock) -> MediaFailures:
    return MediaFailures(clock, host_pause=10.0)


@pytest.mark.parametrize("problem", [NotFound(), MediaRefused()])
def test_what_will_not_change_soon_is_remembered_for_ten_minutes(
    failures: MediaFailures, clock: Clock, problem: NotFound | MediaRefused
) -> None:
    failures.note_failure(LIV, URL, problem)
    clock.now += 599
    assert failures.problem(LIV, URL) is problem
    clock.now += 2
    assert failures.problem(LIV, URL) is None


@pytest.mark.parametrize("problem", [Offline(), KeyRejected()])
def test_what_may_pass_is_not_remembered(
    failures: MediaFailures, problem: Offline | KeyRejected
) -> None:
    failures.note_failure(LIV, URL, problem)
    assert failures.problem(LIV, URL) is None


def test_another_place_is_another_chance_and_another_signature_is_none(
    failures: MediaFailures,
) -> None:
    failures.note_failure(LIV, URL, NotFound())
    assert failures.problem(LIV, URL.replace("sig=1", "sig=2")) is not None
    assert failures.problem(LIV, OTHER_HOST) is None


@pytest.mark.parametrize("problem", [NotFound(), Offline()])
def test_a_medium_whose_links_are_ever_new_is_tried_three_times(
    failures: MediaFailures, clock: Clock, problem: Problem
) -> None:
    """Fault F03."""
    links = [f"https://media.example/{number}.png" for number in range(5)]
    tried = 0
    for link in links:
        if failures.problem(LIV, link) is None:
            tried += 1
            failures.note_failure(LIV, link, problem)
    assert tried == LINKS_TRIED
    clock.now += REMEMBERED
    assert failures.problem(LIV, links[-1]) is None


def test_each_five_failures_in_a_row_pause_the_host_and_no_other(
    failures: MediaFailures, clock: Clock
) -> None:
    pauses = []
    for _ in range(10):
        failures.note_failure(LIV, URL, Offline())
        pauses.append(failures.pause(URL))
        clock.now += 10.0
    assert pauses == [0, 0, 0, 0, 10, 0, 0, 0, 0, 10]
    assert failures.pause(OTHER_HOST) == 0


def test_a_success_begins_the_count_anew(failures: MediaFailures) -> None:
    for _ in range(3):
        for _ in range(4):
            failures.note_failure(LIV, URL, Offline())
        failures.note_success(URL)
    assert failures.pause(URL) == 0


def test_trouble_with_the_key_is_not_the_hosts(failures: MediaFailures) -> None:
    for _ in range(9):
        failures.note_failure(LIV, URL, KeyRejected())
    assert failures.pause(URL) == 0


def test_a_host_that_asks_for_a_pause_gets_it_at_once(failures: MediaFailures) -> None:
    failures.note_failure(LIV, URL, RateLimited(retry_after=42))
    assert failures.pause(URL) == 42


def test_an_address_that_cannot_be_read_has_no_host(failures: MediaFailures) -> None:
    failures.note_failure(LIV, "http://[", MediaRefused())
    assert failures.pause("http://[") == 0


def test_everything_can_be_forgotten(failures: MediaFailures) -> None:
    for _ in range(5):
        failures.note_failure(LIV, URL, NotFound())
    failures.forget()
    assert failures.problem(LIV, URL) is None
    assert failures.pause(URL) == 0


@pytest.mark.parametrize(
    ("number", "words", "code"),
    [
        (errno.ENOSPC, "The disk is full", "disk full"),
        (errno.EDQUOT, "The disk is full", "disk full"),
        (errno.EROFS, "cannot be written", "disk"),
    ],
)
def test_a_disk_that_keeps_nothing_is_told_in_our_words(number: int, words: str, code: str) -> None:
    problem = storage_problem(OSError(number, "the system's words"))
    assert words in str(problem)
    assert problem.code == code
