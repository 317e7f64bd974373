"""What a failing state says: one sentence, what happened and what to do (issue 5)."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain import errors
from avatar_browser.domain.errors import NEWER, Problem, RateLimited
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.services.keys import KeySource, KeyState
from avatar_browser.ui.keys.words import check_failed_words, keyring_words
from avatar_browser.ui.notice import ACT_TEXT, Act, Notice
from avatar_browser.ui.notices import notice_of, trouble_of
from avatar_browser.ui.telling import picture_told, told
from tests.support.sentences import in_menus, is_one_sentence, mentioned, says_what_to_do
from tests.support.studio import Studio
from tests.test_texts import sources, texts

KEY = KeyState("anam", source=KeySource.KEYRING)
AGAIN = "press “Play” to try again"


def kinds(root: type[Problem] = Problem) -> list[type[Problem]]:
    """But for those that only group others and have no words."""
    here = [root] if root.__module__ == errors.__name__ and "default" in vars(root) else []
    return here + [kind for child in root.__subclasses__() for kind in kinds(child)]


def made(kind: type[Problem]) -> Problem:
    return RateLimited(retry_after=9) if kind is RateLimited else kind()


def named_buttons(notice: Notice) -> set[str]:
    """Those that its sentence names, without what is in a menu."""
    return mentioned(notice.text) - {name for name, _ in in_menus(notice.text)}


def buttons(notice: Notice) -> set[str]:
    return {ACT_TEXT[act] for act in (notice.act, notice.second_act) if act is not None}


every_kind = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)


@every_kind
def test_where_something_can_be_asked_again_the_sentence_says_how(kind: type[Problem]) -> None:
    text = told(made(kind), AGAIN)
    assert is_one_sentence(text)
    assert says_what_to_do(text)
    assert (AGAIN in text) is kind.asking_again_helps


@every_kind
def test_over_a_picture(kind: type[Problem]) -> None:
    text = picture_told(made(kind))
    assert is_one_sentence(text)
    assert says_what_to_do(text)
    assert ("tried again by itself within minutes" in text) is kind.passes_by_itself


@every_kind
@pytest.mark.parametrize("count", [0, 12])
def test_in_a_tab_the_sentence_names_only_buttons_that_are_there(
    kind: type[Problem], count: int
) -> None:
    """Over the page, and in the banner above what is held."""
    phase = Phase.PARTIAL if count else Phase.FAILED
    state = CatalogueState(phase, count=count, problem=made(kind), stream="own looks")
    notice = notice_of("HeyGen", state, KEY)
    assert notice is not None
    assert is_one_sentence(notice.text)
    assert says_what_to_do(f"{notice.title}: {notice.text[:1].lower()}{notice.text[1:]}")
    assert named_buttons(notice) <= buttons(notice) | {"Unlock"}
    assert ("12 avatars shown so far, some own looks may be missing" in notice.text) is bool(count)


@every_kind
def test_a_look_up_that_failed_says_how_to_ask_again(kind: type[Problem]) -> None:
    notice = trouble_of("HeyGen", made(kind))
    assert is_one_sentence(notice.text)
    assert says_what_to_do(notice.text)


@every_kind
def test_a_key_that_could_not_be_checked(kind: type[Problem]) -> None:
    text = check_failed_words("Anam", made(kind)).removeprefix("The key could not be checked. ")
    assert is_one_sentence(text)
    assert says_what_to_do(text)


@pytest.mark.parametrize("kind", [errors.KeyringLocked, errors.KeyringRefused])
def test_what_the_keyring_says_names_the_button_of_the_tab(kind: type[Problem]) -> None:
    key = KeyState("anam", problem=kind())
    notice = notice_of("Anam", CatalogueState(Phase.NO_KEY), key)
    assert notice is not None
    assert named_buttons(notice)
    assert named_buttons(notice) <= buttons(notice)
    assert says_what_to_do(keyring_words(key))


@pytest.mark.parametrize(
    "state",
    [
        CatalogueState(Phase.EMPTY),
        CatalogueState(Phase.STOPPED, count=5),
        CatalogueState(Phase.WAITING, resume_in=7, problem=RateLimited(retry_after=9)),
        CatalogueState(Phase.WAITING, resume_in=7),
    ],
    ids=lambda state: state.phase.name,
)
def test_states_that_are_no_failure_say_what_to_do_as_well(state: CatalogueState) -> None:
    notice = notice_of("Anam", state, KEY)
    assert notice is not None
    assert is_one_sentence(notice.text)
    assert named_buttons(notice) <= buttons(notice)
    goes_on = "by itself in 7 s" in notice.text
    assert goes_on or ACT_TEXT[Act.RETRY] in named_buttons(notice)


def test_what_only_a_newer_version_may_understand_can_be_tried_first() -> None:
    assert told(errors.UnexpectedAnswer(), AGAIN).endswith(f": {AGAIN}, or {NEWER}.")


def test_an_entry_that_a_text_names_is_in_that_menu(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open()
    qtbot.waitUntil(lambda: studio.is_at_rest)
    menus = window.menu_actions.menus
    there = {
        (action.text().replace("&", ""), name.capitalize())
        for name, menu in menus.items()
        for action in menu.actions()
    }
    named = {entry for _, tree in sources() for text in texts(tree) for entry in in_menus(text)}
    assert ("Refresh", "View") in named
    assert named <= there
