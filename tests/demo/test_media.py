import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from avatar_browser.demo.server import DemoThread
from avatar_browser.demo.signing import Signer, Verdict
from tests.demo.client import Answer, all_of, anam, get, heygen


def _video(demo: DemoThread) -> str:
    avatars = anam(demo.endpoints, "/v1/avatars").json()["data"]
    return next(str(avatar["videoUrl"]) for avatar in avatars if avatar["videoUrl"])


def _picture(answer: Answer, form: str) -> QImage:
    image = QImage()
    assert image.loadFromData(QByteArray(answer.body), form)
    return image


def test_a_still_is_a_png_of_its_size_and_needs_no_signature(demo: DemoThread) -> None:
    avatar = anam(demo.endpoints, "/v1/avatars").json()["data"][0]
    for field, size in (
        ("imageUrl", (720, 960)),
        ("landscapeImageUrl", (1152, 768)),
        ("portraitImageUrl", (768, 1152)),
    ):
        answer = get(avatar[field])
        image = _picture(answer, "PNG")
        assert answer.headers["content-type"] == "image/png"
        assert (image.width(), image.height()) == size


def test_heygen_stills_come_in_three_kinds_of_which_one_lies(demo: DemoThread) -> None:
    seen = set()
    for look in all_of(demo.endpoints, "/v3/avatars/looks?ownership=public"):
        url = look["preview_image_url"]
        ending = url.rpartition(".")[2]
        if ending == "jpg" and ("jpg", b"\x89PN") in seen and ("jpg", b"\xff\xd8\xff") in seen:
            continue
        if ending == "webp" and ("webp", b"RIF") in seen:
            continue
        answer = get(url)
        seen.add((ending, answer.body[:3]))
        assert answer.headers["content-type"] == f"image/{ending.replace('jpg', 'jpeg')}"
        if len(seen) == 3:
            break
    assert seen == {("webp", b"RIF"), ("jpg", b"\xff\xd8\xff"), ("jpg", b"\x89PN")}


def test_each_still_is_drawn_once(demo: DemoThread) -> None:
    url = anam(demo.endpoints, "/v1/avatars").json()["data"][0]["imageUrl"]
    first, second = get(url), get(url)
    assert first.body == second.body
    assert demo.world.stills.drawn == 1


def test_a_clip_needs_its_signature(demo: DemoThread) -> None:
    url = _video(demo)
    answer = get(url)
    assert answer.status == 200
    assert answer.headers["content-type"] == "video/mp4"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.body[4:8] == b"ftyp"
    assert get(url.partition("?")[0]).status == 403
    assert get(url[:-1] + ("0" if url[-1] != "0" else "1")).status == 403


def _own_picture(demo: DemoThread) -> str:
    look = heygen(demo.endpoints, "/v3/avatars/looks?ownership=private").json()["data"][0]
    return str(look["preview_image_url"])


@pytest.mark.parametrize("link", [_video, _own_picture])
def test_a_signed_link_ends_and_a_new_one_is_good(
    demo: DemoThread, link: Callable[[DemoThread], str]
) -> None:
    demo.switches.signed_seconds = 0
    expired = get(link(demo))
    assert expired.status == 403
    assert expired.headers["content-type"] == "application/xml"
    assert b"<Message>Request has expired</Message>" in expired.body
    demo.switches.signed_seconds = 60
    assert get(link(demo)).status == 200


def test_a_life_is_counted_in_seconds() -> None:
    signer = Signer()
    query = dict(part.split("=") for part in signer.cloudfront_query("/a.mp4", 3600).split("&"))
    assert signer.check_cloudfront("/a.mp4", query) is Verdict.GOOD
    assert signer.check_cloudfront("/b.mp4", query) is Verdict.FORGED
    longer = {**query, "Expires": str(int(time.time()) + 7200)}
    assert signer.check_cloudfront("/a.mp4", longer) is Verdict.FORGED


def test_a_range_is_a_part_of_the_whole(demo: DemoThread) -> None:
    url = _video(demo)
    whole = get(url)
    tag = whole.headers["etag"]
    part = get(url, {"Range": "bytes=10-19"})
    assert part.status == 206
    assert part.body == whole.body[10:20]
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert get(url, {"Range": "bytes=100-"}).body == whole.body[100:]
    assert get(url, {"Range": "bytes=-5"}).body == whole.body[-5:]
    assert get(url, {"Range": "bytes=5-", "If-Range": tag}).status == 206
    assert get(url, {"Range": "bytes=5-", "If-Range": '"other"'}).status == 200
    assert get(url, {"Range": f"bytes={len(whole.body)}-"}).status == 416


def test_what_is_known_is_not_sent_again(demo: DemoThread) -> None:
    url = _video(demo)
    answer = get(url, {"If-None-Match": get(url).headers["etag"]})
    assert answer.status == 304
    assert answer.body == b""


def test_an_unknown_address_is_not_found(demo: DemoThread) -> None:
    answer = get(f"{demo.endpoints.media}/anam/nobody/still.png")
    assert answer.status == 404
    assert b"NoSuchKey" in answer.body


def test_the_media_host_is_an_origin_of_its_own(demo: DemoThread) -> None:
    found: list[Any] = [demo.endpoints.anam, demo.endpoints.heygen, demo.endpoints.media]
    assert len(set(found)) == 3
    get(_video(demo))
    assert [entry.server for entry in demo.log] == ["anam", "media"]


def test_drawing_ahead_draws_what_is_asked_for_first(demo: DemoThread) -> None:
    avatars = anam(demo.endpoints, "/v1/avatars").json()["data"][:2]
    demo.draw_ahead(2)
    drawn = demo.world.stills.drawn
    assert drawn == 4
    for avatar in avatars:
        assert get(avatar["portraitImageUrl"]).status == 200
    assert demo.world.stills.drawn == drawn
