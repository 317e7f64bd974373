"""One HeyGen look, asked for on both roads at once."""

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from avatar_browser.domain.avatar import Avatar, AvatarKey, Fact, Ownership, Person
from avatar_browser.domain.errors import (
    KeyRejected,
    NotFound,
    NotPermitted,
    Problem,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers.heygen import SPEC
from avatar_browser.providers.heygen.adapter import HeyGen
from avatar_browser.providers.http import Wire
from avatar_browser.providers.protocol import Provider
from tests.providers.session import client, run
from tests.support.documents import document
from tests.support.json_server import Answerer, Asked, JsonServer, Reply

ABIGAIL = AvatarKey("heygen", "looks", "Abigail_standing_office_front")
GROUP_ID = "8f3c2b1a9d7e4f6095a1b2c3d4e5f607"
LOOK = f"/v3/avatars/looks/{ABIGAIL.id}"
DETAILS = f"/v2/avatar/{ABIGAIL.id}/details"
GROUP = f"/v3/avatars/{GROUP_ID}"
NOT_THERE = Reply(b"<html>404 page not found</html>", 404)
NO_AVATAR = Reply({"error": {"code": "AVATAR_NOT_FOUND", "message": "no such avatar"}}, 404)
FORBIDDEN = Reply({"data": None, "error": {"code": "internal_error", "message": "forbidden"}}, 400)
LISTED = Avatar(
    key=ABIGAIL,
    name="Abigail",
    person_id=GROUP_ID,
    person=Person("heygen", GROUP_ID, "Abigail"),
    ownership=Ownership.CUSTOM,
    raw={"GET /v3/avatars/looks": {"id": ABIGAIL.id}},
)


def answers(**other: Reply) -> Answerer:
    """The documented answers, with ``look``, ``details`` and ``group`` to be replaced."""
    routes = {
        LOOK: other.get("look", Reply(document("heygen", "look"))),
        DETAILS: other.get("details", Reply(document("heygen", "details"))),
        GROUP: other.get("group", Reply(document("heygen", "group"))),
    }
    return lambda asked: routes.get(asked.path, NOT_THERE)


def fetched(answerer: Answerer, known: Avatar | None = None) -> Avatar:
    with JsonServer(answerer) as server:
        return run(SPEC, server, lambda p: p.fetch_avatar(ABIGAIL, known))


def test_a_look_is_told_by_v3_and_completed_by_v2_and_its_group() -> None:
    avatar = fetched(answers())
    assert avatar.name == "Abigail standing, office, front"
    assert (avatar.premium, avatar.ownership) == (True, Ownership.STOCK)
    assert avatar.tags == ("office", "standing", "NEW")
    assert avatar.facts == (
        Fact("Public", "Yes", "is_public"),
        Fact("Record type", "avatar", "type"),
    )
    assert (avatar.kind, avatar.kind_raw) == ("Studio avatar", "studio_avatar")
    assert avatar.person is not None
    assert (avatar.person.name, avatar.person.looks_count) == ("Abigail", 24)
    assert avatar.detailed
    assert set(avatar.raw) == {
        "GET /v3/avatars/looks/{look_id}",
        "GET /v2/avatar/{avatar_id}/details",
    }


def test_links_are_those_of_the_newest_answer() -> None:
    avatar = fetched(answers())
    video = avatar.media_named("preview_video_url")
    assert video is not None
    assert video.expires_at == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)


def test_the_list_an_avatar_came_in_says_whose_it_is() -> None:
    avatar = fetched(answers(), LISTED)
    assert avatar.ownership is Ownership.CUSTOM
    assert "GET /v3/avatars/looks" in avatar.raw


def test_a_person_already_known_is_not_asked_for() -> None:
    with JsonServer(answers()) as server:
        avatar = run(SPEC, server, lambda p: p.fetch_avatar(ABIGAIL, LISTED))
    assert sorted(server.paths) == sorted([LOOK, DETAILS])
    assert avatar.person is LISTED.person


@pytest.mark.parametrize("group", [NOT_THERE, Reply(status=500), Reply({"data": None}), Reply([])])
def test_a_look_stands_alone_without_its_group(group: Reply) -> None:
    avatar = fetched(answers(group=group))
    assert avatar.person is None
    assert avatar.person_id == GROUP_ID


@pytest.mark.parametrize(
    "details",
    [
        NOT_THERE,
        NO_AVATAR,
        FORBIDDEN,
        Reply(status=410),
        Reply(status=403),
        Reply(status=500),
        Reply({"error": "gone", "data": None}),
        Reply({"error": None, "data": None}),
        Reply("odd"),
        Reply({"error": None, "data": {"id": "somebody else", "premium": True}}),
    ],
)
def test_a_look_stands_alone_without_the_details_of_v2(details: Reply) -> None:
    avatar = fetched(answers(details=details))
    assert avatar.name == "Abigail standing, office, front"
    assert (avatar.premium, avatar.ownership) == (None, Ownership.UNKNOWN)


@pytest.mark.parametrize("details", [NOT_THERE, Reply(status=410)])
def test_that_v2_has_no_details_is_remembered(details: Reply) -> None:
    assert asked_twice(details).count(DETAILS) == 1


@pytest.mark.parametrize("details", [NO_AVATAR, FORBIDDEN, Reply(status=403)])
def test_that_one_avatar_has_no_details_says_nothing_of_others(details: Reply) -> None:
    assert asked_twice(details).count(DETAILS) == 2


def asked_twice(details: Reply) -> list[str]:
    async def twice(provider: Provider) -> None:
        await provider.fetch_avatar(ABIGAIL, LISTED)
        await provider.fetch_avatar(ABIGAIL, LISTED)

    with JsonServer(answers(details=details)) as server:
        run(SPEC, server, twice)
    return server.paths


def test_a_gateway_that_chokes_on_an_odd_id_does_not_prove_the_call_gone() -> None:
    odd = AvatarKey("heygen", "looks", "a/b")

    def answer(asked: Asked) -> Reply:
        if asked.path.startswith("/v2/"):
            return NOT_THERE
        return Reply({"data": {"id": unquote(asked.path.rpartition("/")[2])}})

    async def odd_then_plain(provider: Provider) -> None:
        await provider.fetch_avatar(odd)
        await provider.fetch_avatar(ABIGAIL)

    with JsonServer(answer) as server:
        run(SPEC, server, odd_then_plain)
    assert DETAILS in server.paths


@pytest.mark.parametrize("look", [NOT_THERE, NO_AVATAR, Reply(status=403), Reply(status=500)])
def test_the_seeds_details_stand_in_for_the_look(look: Reply) -> None:
    avatar = fetched(answers(look=look))
    assert avatar.name == "Abigail Standing Office Front"
    assert (avatar.kind, avatar.kind_raw) == ("Avatar", "avatar")
    assert avatar.gender_raw == "female"
    assert [m.field for m in avatar.media] == ["preview_image_url", "preview_video_url"]
    assert (avatar.premium, avatar.ownership) == (True, Ownership.STOCK)
    assert avatar.tags == ("office", "NEW")
    assert avatar.detailed


def test_a_refused_key_is_not_hidden_by_the_other_road() -> None:
    with pytest.raises(KeyRejected):
        fetched(answers(look=Reply({"error": {"code": "unauthorized"}}, 401)))


@pytest.mark.parametrize(
    ("look", "details", "problem"),
    [
        (NO_AVATAR, NOT_THERE, NotFound),
        (NO_AVATAR, FORBIDDEN, NotFound),
        (Reply(status=500), FORBIDDEN, ServiceFailed),
        (NOT_THERE, FORBIDDEN, NotPermitted),
        (NOT_THERE, NO_AVATAR, NotFound),
        (NOT_THERE, NOT_THERE, NotFound),
        (Reply({"data": []}), NOT_THERE, UnexpectedAnswer),
    ],
)
def test_with_both_roads_closed_the_main_one_says_why(
    look: Reply, details: Reply, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        fetched(answers(look=look, details=details))


def test_where_no_detail_call_is_left_the_list_record_is_all_there_is() -> None:
    avatar = fetched(answers(look=NOT_THERE, details=NOT_THERE), LISTED)
    assert avatar == replace(LISTED, detailed=True)


def test_details_that_take_their_time_are_not_waited_for() -> None:
    release = threading.Event()

    def answer(asked: Asked) -> Reply:
        if asked.path == DETAILS:
            release.wait(10)
        return answers()(asked)

    async def impatient(server: JsonServer) -> Avatar:
        wire = Wire()
        try:
            return await HeyGen(client(SPEC, server, wire), patience=0.05).fetch_avatar(ABIGAIL)
        finally:
            release.set()
            await wire.aclose()

    with JsonServer(answer) as server:
        avatar = asyncio.run(impatient(server))
    assert (avatar.name, avatar.premium) == ("Abigail standing, office, front", None)


def test_a_talking_photo_is_what_its_list_told() -> None:
    photo = Avatar(key=AvatarKey("heygen", "talking_photos", "p1"), name="A photo")
    with JsonServer(answers()) as server:
        avatar = run(SPEC, server, lambda p: p.fetch_avatar(photo.key, photo))
        with pytest.raises(NotFound):
            run(SPEC, server, lambda p: p.fetch_avatar(photo.key))
    assert avatar == replace(photo, detailed=True)
    assert server.asked == []
