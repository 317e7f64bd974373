"""What may be set as a proxy: F30, T04."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.providers.proxy import ProxyChoice, Way


@pytest.mark.parametrize(
    ("typed", "address", "name"),
    [
        ("proxy.example:8080", "http://proxy.example:8080", "The proxy proxy.example:8080"),
        ("  Proxy.Example:8080/ ", "http://proxy.example:8080", "The proxy proxy.example:8080"),
        ("http://10.0.0.1:3128", "http://10.0.0.1:3128", "The proxy 10.0.0.1:3128"),
        ("https://proxy.example", "https://proxy.example", "The proxy proxy.example"),
        ("[::1]:8080", "http://[::1]:8080", "The proxy [::1]:8080"),
    ],
)
def test_a_proxy_is_a_host_and_a_port(typed: str, address: str, name: str) -> None:
    """F30."""
    choice = ProxyChoice.of_proxy(typed)
    assert (choice.way, choice.address, choice.name) == (Way.PROXY, address, name)
    assert ProxyChoice.stored(str(choice)) == choice


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "socks5://proxy.example:1080",
        "ftp://proxy.example",
        "file:///etc/passwd",
        "proxy.example:99999",
        "proxy.example:8080/path",
        "proxy.example:8080?a=b",
        "proxy.example:8080#a",
        "pro xy:8080",
        "прокси:8080",
        "proxy\n:8080",
        "http://",
    ],
)
def test_anything_else_is_refused_in_a_sentence(typed: str) -> None:
    """F30."""
    with pytest.raises(ValueError, match=r"\.$") as raised:
        ProxyChoice.of_proxy(typed)
    assert not typed.strip() or typed not in str(raised.value)


@pytest.mark.parametrize(
    "typed", ["user:hunter2@proxy.example:8080", "http://user:hunter2@proxy.example", "a@b"]
)
def test_a_password_is_refused_and_never_repeated(typed: str) -> None:
    """T04: settings are a plain file."""
    with pytest.raises(ValueError, match="password") as raised:
        ProxyChoice.of_proxy(typed)
    assert "hunter2" not in str(raised.value)
    assert ProxyChoice.stored(typed) == ProxyChoice()


@pytest.mark.parametrize("choice", [ProxyChoice(), ProxyChoice(Way.STRAIGHT)])
def test_the_other_ways_are_stored_as_words(choice: ProxyChoice) -> None:
    assert ProxyChoice.stored(str(choice)) == choice
    assert choice.name == "The proxy of this computer"


@given(st.text(max_size=60))
def test_no_text_in_the_settings_breaks_the_start(text: str) -> None:
    """F85: what is no proxy is the system's way."""
    choice = ProxyChoice.stored(text)
    assert "@" not in choice.address
    assert ProxyChoice.stored(str(choice)) == choice
