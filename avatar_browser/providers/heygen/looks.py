"""v3 looks: ``GET /v3/avatars/looks`` and ``GET /v3/avatars/looks/{look_id}``."""

from dataclasses import replace

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Identifier,
    Media,
    MediaKind,
    Ownership,
)
from avatar_browser.domain.links import expires_at
from avatar_browser.domain.text import redacted
from avatar_browser.providers.heygen.words import (
    engine_of,
    error_of,
    gender_of,
    orientation_of,
    status_of,
)
from avatar_browser.providers.merging import name_of_last_resort
from avatar_browser.providers.protocol import Api, Page
from avatar_browser.providers.records import Record, document, in_words, read_records, record_about

PROVIDER = "heygen"
LOOKS = "looks"
PER_PAGE = 50
LIST_ENDPOINT = "GET /v3/avatars/looks"
DETAIL_ENDPOINT = "GET /v3/avatars/looks/{look_id}"


async def fetch_looks(api: Api, ownership: Ownership, cursor: str | None) -> Page:
    """One page of looks. A look does not say whose it is: the list it came in does."""
    payload = await api.get("v3", "avatars", "looks", query=cursor_query(ownership, cursor))
    answer = document(payload)
    avatars, skipped = read_records(
        answer.items("data"),
        lambda record: replace(read_look(record, LIST_ENDPOINT), ownership=ownership),
    )
    return Page(avatars=avatars, skipped=skipped, cursor=next_cursor(answer))


async def fetch_look(api: Api, look_id: str) -> tuple[Avatar, frozenset[str]]:
    """One look, and the names of the fields that the answer held."""
    payload = await api.get("v3", "avatars", "looks", look_id)
    record = record_about(document(payload).source.get("data"), "id", look_id)
    return read_look(record, DETAIL_ENDPOINT), frozenset(record.source)


def cursor_query(ownership: Ownership, cursor: str | None) -> dict[str, str | int]:
    query: dict[str, str | int] = {
        "ownership": "private" if ownership is Ownership.CUSTOM else "public",
        "limit": PER_PAGE,
    }
    return query | {"token": cursor} if cursor else query


def next_cursor(answer: Record) -> str | None:
    """The cursor beside ``data``; None where ``has_more`` denies that there is more."""
    if answer.flag("has_more") is False:
        return None
    token = answer.source.get("next_token")
    return token if isinstance(token, str) and token else None


def read_look(record: Record, endpoint: str) -> Avatar:
    """One Look object. Raises BadRecord without a usable id."""
    look_id = record.identity("id")
    kind, gender, status = (record.text(f) for f in ("avatar_type", "gender", "status"))
    # 0 stands for a picture that is still being made.
    width, height = record.whole("image_width", least=1), record.whole("image_height", least=1)
    group_id, voice_id = record.text("group_id"), record.text("default_voice_id")
    return Avatar(
        key=AvatarKey(PROVIDER, LOOKS, look_id),
        name=record.text("name") or name_of_last_resort(look_id),
        person_id=group_id,
        ids=identifiers(look_id, group_id, voice_id),
        media=media_of(record),
        gender=gender_of(gender),
        gender_raw=gender,
        tags=record.texts("tags"),
        kind=in_words(kind),
        kind_raw=kind,
        engines=tuple(engine_of(word) for word in record.texts("supported_api_engines")),
        orientation=orientation_of(record.text("preferred_orientation"), width, height),
        width=width,
        height=height,
        default_voice_id=voice_id,
        status=status_of(status),
        status_raw=status,
        error=redacted(error_of(record)),
        raw={endpoint: record.kept},
    )


def identifiers(look_id: str, group_id: str = "", voice_id: str = "") -> tuple[Identifier, ...]:
    """The ids of a look, each with what it is for."""
    ids = [Identifier("Look ID", look_id, "Goes into avatar_id of a video call.", primary=True)]
    if group_id:
        purpose = "Groups the looks of one person; the video call refuses it."
        ids.append(Identifier("Group ID", group_id, purpose))
    if voice_id:
        ids.append(Identifier("Default voice ID", voice_id, "Goes into voice_id of a video call."))
    return tuple(ids)


def media_of(record: Record) -> tuple[Media, ...]:
    """The preview picture and clip, named alike in every version of the API."""
    fields = (
        ("preview_image_url", "Preview picture", MediaKind.STILL),
        ("preview_video_url", "Preview video", MediaKind.VIDEO),
    )
    return tuple(
        Media(field, label, kind, url, expires_at=expires_at(url))
        for field, label, kind in fields
        if (url := record.url(field))
    )
