from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_browser.domain.links import expires_at, is_lasting, masked

HOST = "https://media.example/clip.mp4"


def test_a_presigned_link_ends_its_life_after_its_date() -> None:
    url = f"{HOST}?X-Amz-Date=20260930T120000Z&X-Amz-Expires=3600&X-Amz-Signature=s"
    assert expires_at(url) == datetime(2026, 9, 30, 13, 0, tzinfo=UTC)


def test_a_cloudfront_link_ends_at_its_unix_time() -> None:
    assert expires_at(f"{HOST}?Expires=1790000000&Signature=s&Key-Pair-Id=K") == datetime(
        2026, 9, 21, 14, 13, 20, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?v=3",
        "#Expires=1790000000",
        "?X-Amz-Date=20260930T120000Z",
        "?X-Amz-Expires=3600",
        "?X-Amz-Date=20261399T120000Z&X-Amz-Expires=3600",
        "?X-Amz-Date=2026-09-30&X-Amz-Expires=3600",
        "?X-Amz-Date=20260930T120000Z&X-Amz-Expires=0",
        "?X-Amz-Date=20260930T120000Z&X-Amz-Expires=604801",
        "?X-Amz-Date=20260930T120000Z&X-Amz-Expires=-5",
        "?X-Amz-Date=20260930T120000Z&X-Amz-Expires=٣٦٠٠",
        "?X-Amz-Date=20260930T120000Z&X-Amz-Expires=junk&Expires=1790000000",
        "?X-Amz-Date=99991231T235959Z&X-Amz-Expires=3600",
        "?Expires=3600",
        "?Expires=soon",
        "?Expires=999999999999999999",
        "?Expires=",
    ],
)
def test_a_link_that_makes_no_sense_of_its_end_says_nothing(query: str) -> None:
    """F50."""
    assert expires_at(HOST + query) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"{HOST}?X-Amz-Signature=canary", HOST),
        (f"{HOST}#canary", HOST),
        (f"{HOST}#a?canary", HOST),
        ("https://user:canary@media.example/x", "https://media.example/x"),
        ("https://media.example/a@b.mp4", "https://media.example/a@b.mp4"),
        ("no url at all", "no url at all"),
    ],
)
def test_a_masked_link_keeps_only_what_is_no_secret(url: str, shown: str) -> None:
    assert masked(url) == shown


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_strange_for_a_link(text: str) -> None:
    end = expires_at(text)
    assert end is None or end.tzinfo is UTC
    assert "?" not in masked(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/a.png",
        "https://cdn.example/a.png?v=2",
        "https://cdn.example/a.png?w=512&h=683&fit=crop&q=80",
        "https://cdn.example/a.png?",
        "https://cdn.example/a@2x.png",
    ],
)
def test_a_link_that_only_chooses_a_rendition_may_be_kept(url: str) -> None:
    assert is_lasting(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/a.png?X-Amz-Signature=0123",
        "https://cdn.example/a.png?Expires=1893456000&Signature=x&Key-Pair-Id=y",
        "https://cdn.example/a.png?token=x",
        "https://cdn.example/a.png?se=1&sig=x",
        "https://cdn.example/a.png?0123456789abcdef",
        "https://cdn.example/a.png?v=0123456789abcdefg",
        "https://cdn.example/a.png?w=1&w=a%3Db",
        "https://cdn.example/a.png#x",
        "https://user:word@cdn.example/a.png",
        "https://word@cdn.example/a.png",
    ],
)
def test_a_link_that_may_give_access_to_something_may_not_be_kept(url: str) -> None:
    assert not is_lasting(url)
