"""Whatever is typed or sent as an address: T02, T03, F42."""

from contextlib import suppress
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from avatar_browser.providers.origin import Origin
from avatar_browser.providers.url_parts import is_loopback_host, split_strictly

CANARY = "sk_canary_0123"
_SIGNS = ["://", "//", "/", "\\", "@", ":", "?", "#", "%", "[", "]", ".", "\t", "。"]
_WORDS = ["https", "http", "HTTP", "api.anam.ai", "evil.test", "127.0.0.1", "::1", CANARY]
ADDRESSES = st.lists(st.sampled_from(_SIGNS + _WORDS) | st.text(max_size=5), max_size=12).map(
    "".join
)
ANAM = Origin.parse("https://api.anam.ai")


@example("https://api.anam.ai\\@evil.test")
@example("http://localhost.evil.test")
@given(ADDRESSES)
def test_any_address_is_an_origin_that_python_reads_alike_or_refused(typed: str) -> None:
    """T03."""
    try:
        origin = Origin.parse(typed)
    except ValueError as refusal:
        _repeats_nothing(refusal)
        return
    read = urlsplit(str(origin))
    assert (read.scheme, read.username, read.password) == (origin.scheme, None, None)
    assert read.hostname == origin.host.strip("[]")
    assert origin.scheme == "https" or is_loopback_host(origin.host)
    assert Origin.parse(str(origin)) == origin
    assert origin.same(origin.url(["v1"]))


@given(ADDRESSES)
def test_what_counts_as_the_same_origin_is_it_for_python_too(url: str) -> None:
    """T02. Where two readers differ, a key goes astray."""
    if ANAM.same(url):
        read = urlsplit(url)
        assert (read.scheme, read.hostname, read.port or 443) == ("https", "api.anam.ai", 443)
        assert read.username is None


@given(st.lists(st.text(min_size=1, max_size=20) | ADDRESSES.filter(bool), min_size=1, max_size=4))
def test_any_id_stays_one_segment_of_its_origin(segments: list[str]) -> None:
    """F42."""
    with suppress(UnicodeEncodeError):  # a lone surrogate is in no address
        url = ANAM.url(segments)
        assert ANAM.same(url)
        path = urlsplit(url).path
        assert path.count("/") == len(segments)
        assert not {".", ".."} & set(path.split("/"))
        assert not urlsplit(url).query + urlsplit(url).fragment


@given(ADDRESSES)
def test_any_text_has_strict_parts_or_none(text: str) -> None:
    try:
        parts = split_strictly(text)
    except ValueError as refusal:
        _repeats_nothing(refusal)
        return
    assert parts.scheme in {"http", "https"}
    assert parts.host.isascii()
    assert not set(parts.host) & set("@/\\?# %\t")
    assert 1 <= parts.port <= 65_535
    assert parts.path == "" or parts.path.startswith("/")


def _repeats_nothing(refusal: ValueError) -> None:
    """A key may have been pasted into the field for an address."""
    assert CANARY not in str(refusal)
