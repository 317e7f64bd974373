"""Which addresses media may be fetched from, as text and as peer: R15, T16, T17, F12, F13."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.errors import MediaRefused
from avatar_browser.providers.media_url import MediaUrl, peer_allowed

SIGNED = "https://media.example.com/a/b.mp4?X-Amz-Signature=deadbeef&X=%2Bc/d+e=~!'()*"
LOOPBACK = ["http://127.0.0.1:8080/a.png", "https://localhost/a", "http://[::1]:9/a"]
FOREIGN_SCHEMES = [
    *("file:///etc/passwd", "file://media.example.com/a", "concat:/a|/b", "/etc/x", "etc/x"),
    *("C:\\x", "C:/x", "data:image/png;base64,AAAA", "ftp://media.example.com/a", "s3://bucket/a"),
    *("media.example.com/a.png", "//media.example.com/a.png", "https:media.example.com/a.png"),
    *("https:/media.example.com/a", "https:\\\\media.example.com\\a", "javascript:alert(1)", ""),
    *("view-source:https://media.example.com/", "http+unix://a/", "ws://media.example.com/"),
]
LOCAL_SPELLINGS = [
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1"),
    *("017700000001", "127。0。0。1", "127.0.0.1.", "1２7.0.0.1", "①②⑦.0.0.1", "127.0.0.0x1"),
    *("[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "[fe80::1%25eth0]", "[::]"),
    *("localhost", "LOCALHOST", "localhost.", "foo.localhost", "ⓛocalhost", "0", "0.0.0.0"),  # noqa: S104
    *("127%2e0%2e0%2e1", "%31%32%37.0.0.1", "169.254.169.254", "10.0.0.1", "[fd00::1]", "8.8.8.8"),
    *("printer", "printer.local", "metadata.google.internal", "router.home.arpa", "x.onion"),
    *("user@media.example.com", "user:pw@media.example.com", "media.example.com@127.0.0.1"),
    *("media.example.com\\@127.0.0.1", "127.0.0.1\\.media.example.com", "media.example.com\\"),
    *("media..example.com", ".media.example.com", "-a.example.com", "a-.example.com", "a b.com"),
    *("media.example.com:0", "media.example.com:65536", "media.example.com:", "a.example.com:1:2"),
    *(f"{'a' * 64}.example.com", f"{'a.' * 127}com"),
]


def test_a_public_https_address_is_accepted_and_kept_as_it_is() -> None:
    """A signature holds for these very characters only."""
    url = MediaUrl.parse(SIGNED, allow_loopback=False)
    assert url.text == SIGNED
    assert (url.host, url.port, url.is_loopback) == ("media.example.com", 443, False)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("HTTPS://Media.Example.COM", "https://media.example.com/"),
        ("https://media.example.com:8443/a#part", "https://media.example.com:8443/a"),
        ("https://media.example.com?x", "https://media.example.com/?x"),
        ("https://media.example.com/é b\\c", "https://media.example.com/%C3%A9%20b%5Cc"),
        ('https://media.example.com/?a="<b>é', "https://media.example.com/?a=%22%3Cb%3E%C3%A9"),
        ("https://xn--mller-kva.example/a", "https://xn--mller-kva.example/a"),
        ("https://my_bucket.s3.amazonaws.com/a", "https://my_bucket.s3.amazonaws.com/a"),
    ],
)
def test_spelling_is_normalised_without_changing_the_meaning(text: str, sent: str) -> None:
    assert MediaUrl.parse(text, allow_loopback=False).text == sent


@pytest.mark.parametrize("allow_loopback", [True, False])
@pytest.mark.parametrize("text", FOREIGN_SCHEMES)
def test_only_https_is_an_address(text: str, allow_loopback: bool) -> None:
    """T17: a scheme-less string is invalid, never a path."""
    with pytest.raises(MediaRefused):
        MediaUrl.parse(text, allow_loopback)


@pytest.mark.parametrize("host", LOCAL_SPELLINGS)
def test_no_spelling_of_a_local_address_passes(host: str) -> None:
    """T16: IP literals in any spelling, single labels, user names, local names."""
    with pytest.raises(MediaRefused) as refusal:
        MediaUrl.parse(f"https://{host}/secret", allow_loopback=False)
    assert "secret" not in f"{refusal.value} {refusal.value.code} {refusal.value.detail}"
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize("text", LOOPBACK)
def test_loopback_passes_only_where_it_is_allowed(text: str) -> None:
    assert MediaUrl.parse(text, allow_loopback=True).text == text
    with pytest.raises(MediaRefused):
        MediaUrl.parse(text, allow_loopback=False)


@pytest.mark.parametrize(
    "text",
    [
        *("http://media.example.com/a", "http://10.0.0.1/a", "https://169.254.169.254/"),
        *("http://127.1/a", "http://2130706433/a", "http://127.0.0.1.nip.example/a"),
    ],
)
def test_allowing_loopback_allows_nothing_else(text: str) -> None:
    with pytest.raises(MediaRefused):
        MediaUrl.parse(text, allow_loopback=True)


@pytest.mark.parametrize("character", ["\x00", "\t", "\n", "\r", "\x7f", "\x85", "\ud800"])
def test_characters_that_no_address_holds_are_refused(character: str) -> None:
    for text in (f"https://media.example.com/a{character}b", f"https://med{character}ia.com/"):
        with pytest.raises(MediaRefused):
            MediaUrl.parse(text, allow_loopback=False)


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(MediaRefused):
        MediaUrl.parse("https://media.example.com/" + "a" * 20_000, allow_loopback=False)


def test_the_signature_does_not_show_in_a_repr() -> None:
    """R14: a signed URL is a secret."""
    assert "deadbeef" not in repr(MediaUrl.parse(SIGNED, allow_loopback=False))


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_either_refused_or_a_fit_address(text: str, allow_loopback: bool) -> None:
    for candidate in (text, "https://" + text):
        try:
            url = MediaUrl.parse(candidate, allow_loopback)
        except MediaRefused:
            continue
        assert MediaUrl.parse(url.text, allow_loopback) == url
        assert url.text.isascii()
        assert url.scheme == "https" or url.is_loopback


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ("https://other.example.com/x?s=1", "https://other.example.com/x?s=1"),
        ("//other.example.com/x", "https://other.example.com/x"),
        ("/x", "https://media.example.com/x"),
        ("c.mp4", "https://media.example.com/a/c.mp4"),
    ],
)
def test_a_redirect_is_followed_to_a_fit_address(location: str, text: str) -> None:
    """F12: each hop goes through the policy again."""
    assert MediaUrl.parse(SIGNED, False).redirected(location, False).text == text


@pytest.mark.parametrize(
    "location",
    [
        *("http://media.example.com/a", "file:///etc/passwd", "ftp://media.example.com/a"),
        *("https://127.0.0.1/", "//169.254.169.254/latest", "https://u@media.example.com/"),
        *("https://[::1", "https://media.example.com:0/", "http://localhost/"),
    ],
)
def test_a_redirect_to_an_unfit_address_is_refused(location: str) -> None:
    """F12, F13: https to http, other schemes, the local network."""
    with pytest.raises(MediaRefused):
        MediaUrl.parse(SIGNED, False).redirected(location, False)


def test_a_public_host_cannot_redirect_to_this_computer_even_where_loopback_is_allowed() -> None:
    with pytest.raises(MediaRefused):
        MediaUrl.parse(SIGNED, True).redirected("https://localhost:8443/", True)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_global_peer_is_allowed(address: str) -> None:
    assert peer_allowed(address, allow_loopback=False)


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.1.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
        *("fe80::1", "fe80::1%eth0", "fd00::1", "::", "ff0e::1", "2001:db8::1"),
        *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "2002:c0a8:101::", "::10.0.0.1"),
        *("", "media.example.com", "8.8.8.8:443", "[8.8.8.8]"),
    ],
)
@pytest.mark.parametrize("allow_loopback", [True, False])
def test_a_peer_that_is_not_global_is_refused(address: str, allow_loopback: bool) -> None:
    """R15: nine spellings of a name reached loopback; the peer tells."""
    assert not peer_allowed(address, allow_loopback)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"]
)
def test_a_loopback_peer_is_allowed_only_on_demand(address: str) -> None:
    assert peer_allowed(address, allow_loopback=True)
    assert not peer_allowed(address, allow_loopback=False)
