"""What a log may hold: nothing that opens anything."""

import base64
import json
import threading
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.redaction import Redactor
from avatar_browser.domain.secret import Secret

KEY = "kEy/0+1%2=\"3\\4'5-CANARY"


@pytest.fixture
def redactor() -> Redactor:
    redactor = Redactor("/home/ann")
    redactor.add(Secret(KEY))
    return redactor


@pytest.mark.parametrize(
    "form",
    [
        KEY,
        repr(KEY),
        repr(KEY.encode()),
        json.dumps({"k": KEY}),
        quote(KEY),
        quote(KEY, safe=""),
        KEY.encode().hex(),
        base64.b64encode(KEY.encode()).decode(),
        base64.urlsafe_b64encode(KEY.encode()).decode(),
    ],
)
def test_a_key_in_use_is_struck_in_every_form(redactor: Redactor, form: str) -> None:
    """T07."""
    text = redactor.redacted(f"before<{form}>after")
    assert "CANARY" not in text
    assert form.strip("'\"")[:-2] not in text
    assert text.startswith("before<")
    assert text.endswith(">after")


@given(key=st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=8, max_size=80))
def test_no_key_that_can_be_set_survives(key: str) -> None:
    """T07. A key may be any printable ASCII, so also one that means something in a pattern."""
    redactor = Redactor()
    redactor.add(Secret(key))
    for form in (key, json.dumps(key), repr(key), quote(key)):
        text = redactor.redacted(f"« {form} »")
        assert key not in text
        assert form not in text


def test_a_key_that_is_part_of_another_leaves_nothing_of_it() -> None:
    redactor = Redactor()
    redactor.add(Secret("abcdefgh"))
    redactor.add(Secret("abcdefgh-and-more"))
    assert redactor.redacted("[abcdefgh-and-more] [abcdefgh]") == "[•••] [•••]"


def test_a_key_that_was_replaced_is_still_struck(redactor: Redactor) -> None:
    redactor.add(Secret("the-second-key"))
    assert redactor.redacted(f"{KEY} the-second-key") == "••• •••"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer CANARYCANARY",
        "Authorization: Basic CANARY CANARY",
        "{'x-api-key': 'CANARY/1', 'accept': '*/*'}",
        "[(b'X-Api-Key', b'CANARY 2'), (b'Accept', b'*/*')]",
        "ANAM_API_KEY=CANARY",
        "Cookie: session=CANARY; other=CANARY",
        "set-cookie: a=CANARY",
        "https://files.test/a.mp4?X-Amz-Signature=CANARY&X-Amz-Date=1",
        "GET /a.mp4?response=1&X-Amz-Signature=CANARY HTTP/1.1",
        "X-Amz-Security-Token%3DCANARY",
        "x-goog-signature=CANARY",
        "/clip.mp4?Expires=1&Signature=CANARY~x&Key-Pair-Id=CANARY",
        "/clip.mp4?sig=CANARY",
        "proxy http://ann:CANARY@proxy.test:3128 refused",
        "eyJhbGciOiJIUzI1NiJ9.eyJDQU5BUlkiOjF9CANARY.c2lnbmF0dXJl",
        "sk-CANARYCANARY",
        "sk_CANARY_CANARY",
        "bearer CANARY.CANARY",
    ],
)
def test_what_looks_like_a_credential_is_struck_without_being_known(text: str) -> None:
    """T23, T07."""
    told = Redactor().redacted(text)
    assert "CANARY" not in told
    assert "•••" in told


@pytest.mark.parametrize(
    "text",
    [
        "WARNING avatar_browser.store.settings The settings could not be saved: No space left",
        "https://api.heygen.com/v3/avatars/looks answered 429 after 2 tries",
        'File "/usr/lib/python3/x.py", line 12, in signed',
        "the signature of the function",
        "task-force risk-free desk_lamps",
        "/home/annabel/x and /home/ann-b",
        "",
    ],
)
def test_what_helps_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redacted(text) == text


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "part",
    [
        *("http://", "x-amz-", "eyJ-", "a.", "sk-", "api_key", "api-key ", "cookie='", "Bearer "),
        *("a://", "authorization", "x://a", "key-pair-id=", "eyJaaaaaaaaa.", "apikey:", "\\x", "_"),
    ],
)
def test_no_text_takes_long(redactor: Redactor, part: str) -> None:
    """T11. A hostile answer of 40,000 letters, which is more than the log takes of one line."""
    redactor.redacted(part * (40_000 // len(part)))


@pytest.mark.parametrize(
    ("text", "is_clean"),
    [
        *(
            ("Liv", True),
            ("/home/ann", True),
            ("https://app.test/avatars/anam-1", True),
            ("", True),
        ),
        *((f"a {KEY}", False), ("https://files.test/a.mp4?X-Amz-Signature=1", False)),
    ],
)
def test_a_text_may_be_asked_before_it_is_kept(
    redactor: Redactor, text: str, is_clean: bool
) -> None:
    """T23, T07."""
    assert redactor.is_clean(text) == is_clean


def test_the_home_folder_does_not_tell_who_the_user_is(redactor: Redactor) -> None:
    text = "'/home/ann/.local/state/log.txt' in /home/ann: file:///home/ann/a"
    assert redactor.redacted(text) == "'~/.local/state/log.txt' in ~: file://~/a"


def test_keys_come_while_other_threads_log(redactor: Redactor) -> None:
    """What was known when a line began is struck from it; nothing raises."""
    failures: list[str] = []

    def log() -> None:
        for _ in range(300):
            text = redactor.redacted(f"a {KEY} b")
            if text != "a ••• b":
                failures.append(text)

    threads = [threading.Thread(target=log) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(100):
        redactor.add(Secret(f"one-more-key-{number}"))
    for thread in threads:
        thread.join()
    assert failures == []
