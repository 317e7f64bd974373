from datetime import UTC, datetime, timedelta

import pytest

from avatar_browser.domain import errors
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.ui.status_line import age_words, status_words

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CatalogueState(Phase.NO_KEY), "HeyGen no key"),
        (CatalogueState(Phase.LOADING, count=1150), "HeyGen 1,150 so far…"),
        (CatalogueState(Phase.LOADING, count=100, total=200), "HeyGen 100 of 200…"),
        (CatalogueState(Phase.COMPLETE, count=1), "HeyGen 1 avatar"),
        (CatalogueState(Phase.COMPLETE, count=9, skipped=1), "HeyGen 9 avatars (1 item skipped)"),
        (CatalogueState(Phase.EMPTY), "HeyGen no avatars"),
        (CatalogueState(Phase.STOPPED, count=50), "HeyGen stopped, 50 so far"),
        (
            CatalogueState(Phase.PARTIAL, count=650, stream="own looks"),
            "HeyGen 650 so far, own looks failed",
        ),
        (
            CatalogueState(Phase.WAITING, count=50, resume_in=7),
            "HeyGen 50 so far, pausing 7 s",
        ),
        (
            CatalogueState(Phase.FAILED, problem=errors.Offline()),
            "HeyGen cannot be reached",
        ),
    ],
)
def test_what_a_catalogue_does_is_told_in_a_few_words(state: CatalogueState, words: str) -> None:
    assert status_words("HeyGen", state) == words


def test_a_copy_from_before_tells_its_age() -> None:
    then = datetime.now(UTC) - timedelta(minutes=5, seconds=5)
    state = CatalogueState(Phase.LOADING, count=9, is_offline_copy=True, synced_at=then)
    assert status_words("Anam", state) == "Anam 9 avatars, synced 5 min ago, refreshing…"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_ages_are_told_in_the_unit_that_fits(age: timedelta, words: str) -> None:
    """Fault F84: a clock that went back makes nothing younger than now."""
    assert age_words(NOW - age, NOW) == words
