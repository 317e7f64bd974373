"""Adapters come and go with their keys; base URLs are checked before a key is sent anywhere."""

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyMissing, Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.sessions import Sessions
from tests.services.scripted import Keys, ScriptedProvider, spec_of


def test_a_provider_with_a_key_has_an_adapter_and_one_without_tells_why() -> None:
    adapter = ScriptedProvider()
    sessions = Sessions(
        [spec_of("one", [adapter]), spec_of("two")], LateWire(), Keys(one="a" * 8).read
    )
    assert sessions.provider("one") is adapter
    assert sessions.problem("one") is None
    assert sessions.provider("two") is None
    assert isinstance(sessions.problem("two"), KeyMissing)
    assert [spec.id for spec in sessions.specs] == ["one", "two"]


def test_another_key_makes_another_adapter_and_leaves_other_providers_alone(
    qtbot: QtBot,
) -> None:
    first, second = ScriptedProvider(), ScriptedProvider()
    keys = Keys(one="a" * 8, two="a" * 8)
    sessions = Sessions([spec_of("one", [first, second]), spec_of("two")], LateWire(), keys.read)
    other = sessions.provider("two")
    keys.put("one", "b" * 8)
    with qtbot.waitSignal(sessions.session_changed) as changed:
        sessions.renew("one")
    assert changed.args == ["one"]
    assert sessions.provider("one") is second
    assert sessions.provider("two") is other


def test_the_same_key_again_keeps_the_adapter(qtbot: QtBot) -> None:
    keys = Keys(one="a" * 8)
    sessions = Sessions([spec_of("one")], LateWire(), keys.read)
    before = sessions.provider("one")
    keys.put("one", "a" * 8)
    with qtbot.assertNotEmitted(sessions.session_changed):
        sessions.renew("one")
    assert sessions.provider("one") is before


def test_a_removed_key_takes_its_adapter_with_it(qtbot: QtBot) -> None:
    keys = Keys(one="a" * 8)
    sessions = Sessions([spec_of("one")], LateWire(), keys.read)
    keys.put("one", None)
    with qtbot.waitSignal(sessions.session_changed):
        sessions.renew("one")
    assert sessions.provider("one") is None
    assert isinstance(sessions.problem("one"), KeyMissing)


@pytest.mark.parametrize(
    ("environment", "settings", "loopback"),
    [
        ({}, {}, False),
        ({}, {"one": "http://127.0.0.1:9"}, True),
        ({"ONE_URL": "https://gateway.example"}, {"one": "http://127.0.0.1:9"}, False),
        ({"ONE_URL": "http://localhost:9/api"}, {}, True),
        ({"ONE_URL": ""}, {"one": "http://[::1]:9"}, True),
    ],
    ids=["spec", "settings", "environment first", "environment", "empty is unset"],
)
def test_the_environment_goes_before_the_settings_and_both_before_the_spec(
    environment: dict[str, str], settings: dict[str, str], loopback: bool
) -> None:
    sessions = Sessions(
        [spec_of("one")],
        LateWire(),
        Keys(one="a" * 8).read,
        base_urls=settings,
        environment=environment,
    )
    assert sessions.problem("one") is None
    assert repr(sessions.media("one")) == f"MediaClient(allow_loopback={loopback})"


def test_a_base_url_that_is_not_safe_gives_no_adapter_and_a_sentence() -> None:
    sessions = Sessions(
        [spec_of("one")],
        LateWire(),
        Keys(one="a" * 8).read,
        environment={"ONE_URL": "http://plain.example"},
    )
    problem = sessions.problem("one")
    assert sessions.provider("one") is None
    assert problem is not None
    assert str(problem).startswith("The address set for One cannot be used (Plain http is accepted")
    assert problem.advice == "correct ONE_URL, then start Avatar Browser again"
    assert "plain.example" not in str(problem)
    assert repr(sessions.media("one")) == "MediaClient(allow_loopback=False)"
    with pytest.raises(Problem, match="cannot be used"):
        sessions.adapter_for("one", Secret("b" * 8))


def test_an_adapter_for_a_key_under_test_is_not_kept() -> None:
    kept, candidate = ScriptedProvider(), ScriptedProvider()
    sessions = Sessions([spec_of("one", [kept, candidate])], LateWire(), Keys(one="a" * 8).read)
    assert sessions.adapter_for("one", Secret("b" * 8)) is candidate
    assert sessions.provider("one") is kept
