"""A service whose answers are faulty: what the window says, and what it leaves alone."""

import pytest

from avatar_browser.providers import api_client
from avatar_browser.ui.notice import Act
from tests.faults.api_cases import CASES, FIRSTS, Case
from tests.faults.scene import LIST, Scene


def limit(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in case.limits.items():
        monkeypatch.setattr(api_client, name, value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_held_stays_under_a_banner(
    case: Case, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F01, F02, F05 to F07, F09, F10, F14, F15, F19 to F25, F34, F47."""
    scene.open_filled()
    held, heygen = list(scene.anam.avatars), scene.heygen
    asked, heygen_asked = scene.asked(), len(scene.heygen_asked)
    limit(case, monkeypatch)
    scene.service.fail(LIST, case.fault)
    scene.page.load_anew()
    text = scene.await_notice(case.id, case.title, case.text)
    assert scene.asked() - asked == case.asked
    assert tuple(scene.own_time.slept[: len(case.waits)]) == case.waits
    assert list(scene.anam.avatars) == held
    assert scene.anam.state.gone == 0
    assert scene.page.grid.isVisible()
    scene.shows(case.title, text, case.act, on_page=False)
    if case.act is not Act.STOP:  # a pause is no trouble: it ends by itself
        scene.await_all_tab(case.title)
    assert scene.heygen == heygen
    assert len(scene.heygen_asked) == heygen_asked


@pytest.mark.parametrize("case", FIRSTS, ids=lambda case: case.id)
def test_where_nothing_was_seen_before_the_whole_tab_says_it(
    case: Case, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F01, F02, F05 to F07, F09, F10, F14, F15, F19 to F25, F34, F47."""
    limit(case, monkeypatch)
    scene.service.fail(LIST, case.fault)
    scene.open()
    text = scene.await_notice(f"{case.id} at first", case.title, case.text)
    assert scene.asked() == case.asked
    scene.shows(case.title, text, case.act, on_page=True)
