"""No credential reaches a media host or another origin: R3, T01, T02, F12.

Two origins and a media host on one machine, each with a log of every byte it was sent. They share
the host name on purpose: what is kept apart by host only, as cookies are, would show.
"""

import pytest

from avatar_browser.domain.errors import Problem, UnexpectedAnswer
from avatar_browser.providers.http import Wire
from avatar_browser.providers.media_client import MediaClient
from tests.support.api import KEY, api_client
from tests.support.raw_server import RawServer, answer, json_answer, replies
from tests.support.wire import with_wire

COOKIE = "Set-Cookie: session=cookie-canary; Path=/"
SIGNATURE = "signature-canary"


def test_no_credential_reaches_a_media_host_or_another_origin() -> None:
    with RawServer(replies(json_answer("{}", 200, COOKIE))) as other:
        media_answers = (
            answer(302, b"", f"Location: {other.url('/moved')}", COOKIE),
            answer(200, b"picture", COOKIE),
        )
        with RawServer(replies(*media_answers)) as media:
            api_answers = (
                json_answer(f'{{"next": "{other.url("/page2")}"}}', 200, COOKIE),
                json_answer("{}", 302, f"Location: {other.url('/steal')}", COOKIE),
                json_answer("{}", 307, f"Location: {media.url('/steal')}", COOKIE),
                json_answer("{}", 200, COOKIE),
            )
            with RawServer(replies(*api_answers)) as api:
                with_wire(lambda wire: browse(wire, api, media, other))

    assert len(api.requests) == 5
    for request in api.requests[:4]:
        assert request.header("authorization") == f"Bearer {KEY}"
    assert {request.target for request in other.requests} == {"/moved"}
    assert len(media.requests) == 3
    for request in (*other.requests, *media.requests, api.requests[4]):
        names = {name for name, _ in request.headers}
        assert names == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    for server in (other, media):
        assert KEY.encode() not in server.received
    for server in (other, media, api):
        assert b"cookie" not in server.received.lower()
        assert b"referer" not in server.received.lower()
    assert SIGNATURE.encode() not in other.received + api.received


async def browse(wire: Wire, api: RawServer, media: RawServer, other: RawServer) -> None:
    """Everything a hostile catalogue could make the clients do, on one wire."""
    client = api_client(wire, api)
    pictures = MediaClient(wire, allow_loopback=True)
    page = await client.get("v1", "avatars")
    assert page == {"next": other.url("/page2")}
    for _ in range(2):
        with pytest.raises(UnexpectedAnswer):
            await client.get("v1", "avatars", other.url("/page2"))
    await client.get(media.url("/x"))
    signed = media.url(f"/a.png?X-Amz-Signature={SIGNATURE}")
    assert await pictures.fetch_image(signed) == b"{}"  # by way of the other origin
    assert await pictures.fetch_image(signed) == b"picture"
    await pictures.fetch_video(media.url("/b.mp4"), lambda _piece: None, lambda *_: None)
    # a picture that lives on the API's own origin is fetched without the key all the same
    assert await pictures.fetch_image(api.url("/still.png")) == b"{}"
    for address in (f"http://user:{KEY}@127.0.0.1:{other.port}/", "http://example.com/"):
        with pytest.raises(Problem):
            await pictures.fetch_image(address)
