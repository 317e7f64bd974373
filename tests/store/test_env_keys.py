"""Keys from the environment."""

import pytest

from avatar_browser.domain.errors import KeyRejected
from avatar_browser.store.env_keys import key_from_environment


def test_a_key_is_taken_without_the_white_space_around_it() -> None:
    secret = key_from_environment("ANAM_API_KEY", {"ANAM_API_KEY": " key-12345678\n"})
    assert secret is not None
    assert secret.reveal() == "key-12345678"


@pytest.mark.parametrize("environment", [{}, {"ANAM_API_KEY": ""}, {"ANAM_API_KEY": " \n"}])
def test_unset_and_blank_are_no_key(environment: dict[str, str]) -> None:
    assert key_from_environment("ANAM_API_KEY", environment) is None


@pytest.mark.parametrize("value", ["short", "two words", "schlüssel-123", "x" * 1001, "a\nb" * 9])
def test_what_cannot_be_a_key_is_refused_by_the_name_of_its_variable(value: str) -> None:
    with pytest.raises(KeyRejected, match="ANAM_API_KEY") as caught:
        key_from_environment("ANAM_API_KEY", {"ANAM_API_KEY": value})
    assert value not in str(caught.value)
    assert value not in caught.value.detail


def test_the_process_environment_is_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEYGEN_API_KEY", "key-12345678")
    secret = key_from_environment("HEYGEN_API_KEY")
    assert secret is not None
    assert secret.reveal() == "key-12345678"
