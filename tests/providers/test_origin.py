"""The origin an API key belongs to: T02, T03, F42."""

import pytest

from avatar_browser.providers.origin import Origin

ANAM = Origin.parse("https://api.anam.ai")


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://api.anam.ai", Origin("https", "api.anam.ai", 443)),
        ("  https://API.Anam.AI/\n", Origin("https", "api.anam.ai", 443)),
        ("https://gateway.corp:8443/anam/v/", Origin("https", "gateway.corp", 8443, "/anam/v")),
        ("http://127.0.0.1:8080", Origin("http", "127.0.0.1", 8080)),
        ("http://127.8.9.1", Origin("http", "127.8.9.1", 80)),
        ("http://localhost:1", Origin("http", "localhost", 1)),
        ("http://[::1]:8080", Origin("http", "[::1]", 8080)),
    ],
)
def test_a_base_url_becomes_an_origin(typed: str, origin: Origin) -> None:
    assert Origin.parse(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        *("", "api.anam.ai", "//api.anam.ai", "https://", "https:api.anam.ai", "https:///v1"),
        *("http://api.anam.ai", "http://localhost.evil.test", "http://127.1", "http://2130706433"),
        *("ftp://api.anam.ai", "file:///etc/passwd", "javascript:alert(1)"),
        *("https://key@api.anam.ai", "https://api.anam.ai@evil.test", "https://u:p@api.anam.ai"),
        *("https://api.anam.ai?x=1", "https://api.anam.ai#x", "https://api.anam.ai/?"),
        *("https://api.anam.ai\\@evil.test", "https://api.anam.ai/a b", "https://api.an\tam.ai"),
        *("https://api.anam.ai:0", "https://api.anam.ai:65536", "https://api.anam.ai:x"),
        *("https://api.anam.ai/..", "https://api.anam.ai/a/./b", "https://api.anam.ai//a"),
        *("https://api。anam。ai", "https://müller.example", "https://[::1"),
    ],
)
def test_anything_but_https_or_loopback_is_refused(typed: str) -> None:
    """T03: plain http, and spellings that only look like the origin."""
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        Origin.parse(typed)


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    """A key pasted into the wrong field must not come back in a message."""
    for typed in ("sk_0123456789", "https://u:sk_0123456789@api.anam.ai", "http://sk_0123456789"):
        with pytest.raises(ValueError, match=r"\.$") as refusal:
            Origin.parse(typed)
        assert "sk_0123456789" not in str(refusal.value)


@pytest.mark.parametrize(
    ("segment", "path"),
    [
        ("a/b", "/v1/a%2Fb"),
        ("a?b#c", "/v1/a%3Fb%23c"),
        ("100%", "/v1/100%25"),
        ("%2e%2e", "/v1/%252e%252e"),
        (".", "/v1/%2E"),
        ("..", "/v1/%2E%2E"),
        ("...", "/v1/..."),
        ("two words", "/v1/two%20words"),
        ("a@b:c;d", "/v1/a%40b%3Ac%3Bd"),
        ("é😀", "/v1/%C3%A9%F0%9F%98%80"),
        ("\r\nX-Evil: 1", "/v1/%0D%0AX-Evil%3A%201"),
        ("https://evil.test/", "/v1/https%3A%2F%2Fevil.test%2F"),
        ("\\\\evil.test", "/v1/%5C%5Cevil.test"),
    ],
)
def test_a_segment_is_encoded_whole(segment: str, path: str) -> None:
    """F42: an id may hold any character and stays one segment of this origin."""
    url = ANAM.url(["v1", segment])
    assert url == "https://api.anam.ai" + path
    assert ANAM.same(url)


def test_the_query_is_encoded_and_the_prefix_comes_first() -> None:
    origin = Origin.parse("https://gateway.corp:8443/anam")
    url = origin.url(["v1", "avatars"], {"perPage": 100, "tags": "a&b=c d/é"})
    assert url == (
        "https://gateway.corp:8443/anam/v1/avatars?perPage=100&tags=a%26b%3Dc%20d%2F%C3%A9"
    )


@pytest.mark.parametrize("segment", ["", "\ud800"])
def test_a_segment_that_cannot_stand_in_a_path_is_refused(segment: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - an empty one has our words, the other Python's
        ANAM.url(["v1", segment])


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://api.anam.ai/v1", True),
        ("https://API.ANAM.AI:443/v1?x=1", True),
        ("https://api.anam.ai", True),
        ("http://api.anam.ai/v1", False),
        ("https://api.anam.ai:8443/v1", False),
        ("https://evil.test/page2", False),
        ("https://api.anam.ai.evil.test/", False),
        ("https://api.anam.ai@evil.test/", False),
        ("https://evil.test\\@api.anam.ai/", False),
        ("https://api.anam.ai\\.evil.test/", False),
        ("//api.anam.ai/v1", False),
        ("/v1/avatars", False),
        (" https://api.anam.ai/v1", False),
        ("https://api.anam.ai/\n", False),
        ("", False),
    ],
)
def test_only_the_same_scheme_host_and_port_are_the_same_origin(url: str, same: bool) -> None:
    """T02: absolute URLs from JSON."""
    assert ANAM.same(url) is same


@pytest.mark.parametrize(
    ("typed", "loopback"),
    [
        ("http://localhost:1", True),
        ("https://127.0.0.2", True),
        ("https://[::1]:8", True),
        ("https://api.anam.ai", False),
        ("https://10.0.0.1", False),
    ],
)
def test_loopback_is_told_apart(typed: str, loopback: bool) -> None:
    assert Origin.parse(typed).is_loopback is loopback
