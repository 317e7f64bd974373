"""The media client against a real server: whole files, addresses, redirects, statuses."""

import pytest

from avatar_browser.domain.errors import (
    MediaExpired,
    MediaRefused,
    NotFound,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from tests.support.media import PICTURE, image, refused_image, video
from tests.support.raw_server import (
    TLS_DATA,
    RawServer,
    Script,
    answer,
    once,
    replies,
    server_tls,
)
from tests.support.wire import MIB


def found(location: str, status: int = 302) -> Script:
    return replies(answer(status, b"", f"Location: {location}"))


@pytest.mark.parametrize(
    "data",
    [
        answer(200, PICTURE, "Content-Type: text/html"),
        answer(200, PICTURE, "Content-Encoding: identity"),
        b"HTTP/1.1 200 OK\r\n\r\n" + PICTURE,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n"
        % (len(PICTURE), PICTURE),
    ],
    ids=["length", "identity", "until closed", "chunked"],
)
def test_an_image_comes_back_whole_whatever_it_calls_itself(data: bytes) -> None:
    """F15: trust the content only, which is for the caller to look at."""
    with RawServer(once(data)) as server:
        assert image(server.url("/a.jpg?X-Amz-Signature=s%2F/+=")) == PICTURE
    assert server.requests[0].target == "/a.jpg?X-Amz-Signature=s%2F/+="


def test_a_video_is_handed_on_piece_by_piece_with_progress() -> None:
    clip = bytes(3 * MIB)
    pieces: list[bytes] = []
    told: list[tuple[int, int | None]] = []
    with RawServer(once(answer(200, clip))) as server:
        size = video(server.url("/a.mp4"), pieces.append, lambda *p: told.append(p))
    assert (size, b"".join(pieces)) == (len(clip), clip)
    assert len(pieces) > 10
    assert told[0] == (0, len(clip))
    assert told[-1] == (len(clip), len(clip))
    assert [received for received, _ in told] == sorted({received for received, _ in told})


def test_the_progress_of_a_video_without_a_length_has_no_whole() -> None:
    told: list[tuple[int, int | None]] = []
    with RawServer(once(b"HTTP/1.1 200 OK\r\n\r\nabc")) as server:
        video(server.url(), lambda _piece: None, lambda *p: told.append(p))
    assert told[-1] == (3, None)


@pytest.mark.parametrize(
    "failure", [OSError(28, "of the disk"), TimeoutError("of the disk"), ValueError("of the disk")]
)
def test_what_writing_raises_reaches_the_caller_unchanged(failure: Exception) -> None:
    """F67: a full disk is not the network's fault."""

    def write(_piece: bytes) -> None:
        raise failure

    with RawServer(once(answer(200, b"a"))) as server, pytest.raises(Exception, match="disk") as e:
        video(server.url(), write)
    assert e.value is failure


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "/etc/passwd", "http://media.example.com/", "https://10.0.0.1/"),
        *("concat:/a|/b", "https://u:p@media.example.com/", "https://printer/", ""),
    ],
)
def test_an_unfit_address_is_refused_without_a_look_at_the_network(url: str) -> None:
    """T16, T17."""
    with pytest.raises(MediaRefused):
        image(url)


def test_loopback_is_refused_unless_the_provider_is_there_too() -> None:
    """R15."""
    with RawServer(once(answer(200, PICTURE))) as server:
        with pytest.raises(MediaRefused):
            image(server.url(), allow_loopback=False)
        assert server.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_by_hand(status: int) -> None:
    """F12."""
    there = RawServer(once(answer(200, PICTURE)))
    with there, RawServer(found(there.url("/b?s=1"), status)) as here:
        assert image(here.url("/a")) == PICTURE
    assert there.requests[0].target == "/b?s=1"
    assert there.requests[0].header("referer") is None


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    """F11."""
    hop = answer(302, b"", "Location: /next")
    with RawServer(replies(hop, hop, hop, answer(200, PICTURE))) as server:
        assert image(server.url()) == PICTURE
    with RawServer(replies(hop)) as server, pytest.raises(MediaRefused) as raised:
        image(server.url())
    assert raised.value.code == "too many redirects"
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "location",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/a", "http://10.0.0.1/", "http://u@127.0.0.1/"),
        *("http://media.example.com/", "https://169.254.169.254/", "http://[::1", "data:,a"),
    ],
)
def test_a_redirect_to_an_unfit_address_is_refused_image(location: str) -> None:
    """F12, F13."""
    assert isinstance(refused_image(found(location)), MediaRefused)


def test_a_redirect_without_a_location_ends() -> None:
    problem = refused_image(replies(answer(302)))
    assert isinstance(problem, MediaRefused)


def test_a_redirect_from_https_to_http_is_refused_image(monkeypatch: pytest.MonkeyPatch) -> None:
    """F12."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS_DATA / "valid.pem"))
    plain = RawServer(once(answer(200, PICTURE)))
    secure = RawServer(found(plain.url()), tls=server_tls())
    with plain, secure, pytest.raises(MediaRefused) as raised:
        image(secure.url(host="localhost"))
    assert raised.value.code == "media redirect to http"
    assert (len(secure.requests), plain.connections) == (1, 0)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, MediaExpired),
        (403, MediaExpired),
        (410, MediaExpired),
        (404, NotFound),
        (429, RateLimited),
        (500, ServiceFailed),
        (503, ServiceFailed),
        (204, UnexpectedAnswer),
        (206, UnexpectedAnswer),
        (304, UnexpectedAnswer),
        (400, UnexpectedAnswer),
        (402, UnexpectedAnswer),
    ],
)
def test_a_refusal_of_a_media_host_is_never_about_a_key(status: int, kind: type[Problem]) -> None:
    """F03: 403 means that the link is past; the avatar is asked for once more elsewhere."""
    server = RawServer(replies(answer(status, b"", "Retry-After: 9")))
    with server, pytest.raises(Problem) as raised:
        image(server.url("/a?X-Amz-Signature=canary"))
    assert type(raised.value) is kind
    assert "canary" not in f"{raised.value} {raised.value.code} {raised.value.detail}"
    assert len(server.requests) == 1
    if isinstance(raised.value, RateLimited):
        assert raised.value.retry_after == 9.0
