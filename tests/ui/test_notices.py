import pytest

from avatar_browser.domain import errors
from avatar_browser.providers.exchange import AnswerCut
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.services.keys import KeySource, KeyState
from avatar_browser.ui.notice import Act
from avatar_browser.ui.notices import details_text, notice_of

NO_KEY = KeyState("anam")
KEY = KeyState("anam", source=KeySource.KEYRING)


def test_a_catalogue_that_is_complete_needs_no_notice() -> None:
    assert notice_of("Anam", CatalogueState(Phase.COMPLETE, count=3), KEY) is None


def test_pages_that_arrive_need_no_notice() -> None:
    assert notice_of("Anam", CatalogueState(Phase.LOADING, count=100), KEY) is None


@pytest.mark.parametrize(
    ("state", "key", "title", "act"),
    [
        (CatalogueState(Phase.NO_KEY), NO_KEY, "Add a Anam key", Act.ADD_KEY),
        (CatalogueState(Phase.LOADING), KEY, "Loading Anam avatars…", Act.STOP),
        (CatalogueState(Phase.EMPTY), KEY, "No avatars", Act.RETRY),
        (CatalogueState(Phase.STOPPED, count=5), KEY, "Stopped", Act.RETRY),
        (
            CatalogueState(Phase.WAITING, count=5, resume_in=7),
            KEY,
            "Anam needs a moment",
            Act.STOP,
        ),
        (
            CatalogueState(Phase.FAILED, problem=errors.KeyRejected()),
            KEY,
            "Anam refused the key",
            Act.REPLACE_KEY,
        ),
        (
            CatalogueState(Phase.FAILED, problem=errors.NotPermitted()),
            KEY,
            "Anam does not permit this",
            Act.RETRY,
        ),
        (
            CatalogueState(Phase.FAILED, problem=errors.Offline()),
            KEY,
            "Anam cannot be reached",
            Act.RETRY,
        ),
        (
            CatalogueState(Phase.FAILED, problem=errors.ServiceFailed()),
            KEY,
            "Anam has trouble",
            Act.RETRY,
        ),
        (
            CatalogueState(Phase.FAILED, problem=errors.UnexpectedAnswer()),
            KEY,
            "Anam could not be read",
            Act.RETRY,
        ),
    ],
)
def test_each_state_has_a_title_a_sentence_and_one_action(
    state: CatalogueState, key: KeyState, title: str, act: Act
) -> None:
    notice = notice_of("Anam", state, key)
    assert notice is not None
    assert notice.title == title.replace("a Anam", "an Anam")
    assert notice.text.endswith(".")
    assert notice.act is act


@pytest.mark.parametrize(
    ("problem", "title", "act"),
    [
        (errors.KeyringLocked(), "The system keyring is locked", Act.UNLOCK),
        (errors.KeyringMissing(), "Add an Anam key", Act.ADD_KEY),
        (errors.KeyRejected(), "Add an Anam key", Act.ADD_KEY),
        (errors.KeyringRefused(), "No key came from the system keyring", Act.ASK_KEYRING),
    ],
)
def test_keyring_trouble_is_told_apart(problem: errors.Problem, title: str, act: Act) -> None:
    key = KeyState("anam", problem=problem)
    notice = notice_of("Anam", CatalogueState(Phase.NO_KEY), key)
    assert notice is not None
    assert (notice.title, notice.act) == (title, act)


def test_a_pause_counts_down() -> None:
    state = CatalogueState(
        Phase.WAITING, count=650, resume_in=7, problem=errors.RateLimited(retry_after=9)
    )
    notice = notice_of("HeyGen", state, KEY)
    assert notice is not None
    assert notice.text == (
        "There were too many requests: it goes on by itself in 7 s; 650 avatars shown so far."
    )


def test_a_wait_between_two_tries_is_not_put_down_to_too_many_requests() -> None:
    """F07: it may be a 503 as well."""
    notice = notice_of("HeyGen", CatalogueState(Phase.WAITING, resume_in=2), KEY)
    assert notice is not None
    assert (notice.title, notice.text) == ("HeyGen needs a moment", "It goes on by itself in 2 s.")


def test_a_title_that_says_no_more_than_that_it_failed_leaves_the_reason_to_the_sentence() -> None:
    """F21, F25: above avatars, where a sentence that repeats the title is left out."""
    for problem in (AnswerCut(), errors.UnexpectedAnswer()):
        notice = notice_of("Anam", CatalogueState(Phase.PARTIAL, count=5, problem=problem), KEY)
        assert notice is not None
        assert notice.text.startswith(problem.default.removesuffix("."))
    repeated = errors.ServiceFailed()
    notice = notice_of("Anam", CatalogueState(Phase.PARTIAL, count=5, problem=repeated), KEY)
    assert notice is not None
    assert repeated.default.removesuffix(".") not in notice.text


def test_a_part_that_failed_is_named() -> None:
    state = CatalogueState(
        Phase.PARTIAL, count=650, stream="public looks", problem=errors.ServiceFailed()
    )
    notice = notice_of("HeyGen", state, KEY)
    assert notice is not None
    assert notice.text.endswith("; 650 avatars shown so far, some public looks may be missing.")


def test_copied_details_hold_our_sentence_the_code_and_the_other_side_s_words() -> None:
    problem = errors.ServiceFailed("It broke.", code="503", detail="upstream")
    assert details_text("Anam", problem) == "Anam: It broke.\nServiceFailed 503\nupstream"


def test_a_copy_from_before_is_named_as_such() -> None:
    state = CatalogueState(
        Phase.PARTIAL, count=120, is_offline_copy=True, stream="avatars", problem=errors.Offline()
    )
    notice = notice_of("Anam", state, KEY)
    assert notice is not None
    assert notice.title == "Anam cannot be reached"
    assert notice.text == (
        "Check this computer's network, and it is tried again by itself within minutes; what was"
        " seen before is shown."
    )
