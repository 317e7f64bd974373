import copy
import json
import pickle

import pytest

from avatar_browser.domain.errors import KeyRejected
from avatar_browser.domain.secret import Secret

KEY = "canary-key-0123456789"


@pytest.mark.parametrize(
    "typed", [KEY, f"  {KEY}\n", f"\ufeff{KEY}\u200b", f"\u200b {KEY} \r\n", f"{KEY}\t"]
)
def test_a_pasted_key_loses_what_is_around_it(typed: str) -> None:
    assert Secret.parse(typed).reveal() == KEY


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "short",
        "with a space",
        "line\nbreak-in-it",
        "schlüssel-1",
        "in\u200bside-key",
        "x" * 1001,
    ],
)
def test_what_cannot_be_a_key_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(KeyRejected) as caught:
        Secret.parse(typed)
    assert not typed or typed not in str(caught.value) + caught.value.detail


@pytest.mark.parametrize("length", [8, 1000])
def test_the_shortest_and_the_longest_key_pass(length: int) -> None:
    assert len(Secret.parse("k" * length).reveal()) == length


def test_a_secret_shows_nowhere() -> None:
    secret = Secret(KEY)
    shown = f"{secret} {secret!r} {[secret]}"
    assert KEY not in shown


def test_a_secret_is_neither_pickled_nor_copied_nor_put_into_json() -> None:
    secret = Secret(KEY)
    for leak in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            leak(secret)


def test_the_mask_shows_the_end_of_a_long_key_and_nothing_of_a_short_one() -> None:
    assert Secret(KEY).masked == "••••6789"
    assert Secret("k" * 15).masked == "••••"


def test_equal_keys_are_equal_secrets() -> None:
    assert Secret(KEY) == Secret(KEY)
    assert len({Secret(KEY), Secret(KEY), Secret(KEY + "x")}) == 2
    assert Secret(KEY) != KEY
