"""Anam: ``https://api.anam.ai``, avatars for live sessions.

Fields, version words and error shapes as the vendor's reference documents them (edition 2026-07,
six fields in older ones).
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace

from avatar_browser.domain.avatar import (
    Avatar,
    AvatarKey,
    Engine,
    Fact,
    Identifier,
    Media,
    MediaKind,
    Orientation,
    Ownership,
)
from avatar_browser.domain.errors import NotFound, Problem
from avatar_browser.domain.links import expires_at
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.text import TEXT_LIMIT
from avatar_browser.providers.error_words import quoted, words_of
from avatar_browser.providers.merging import completed, name_of_last_resort
from avatar_browser.providers.paging import walk
from avatar_browser.providers.protocol import (
    Answer,
    Api,
    KeyReport,
    Page,
    ProviderSpec,
    Stream,
)
from avatar_browser.providers.records import (
    Record,
    askable,
    document,
    in_words,
    read_records,
    record_about,
)
from avatar_browser.providers.status import api_problem

PROVIDER = "anam"
CATALOGUE = "avatars"
PER_PAGE = 100
LIST_ENDPOINT = "GET /v1/avatars"
DETAIL_ENDPOINT = "GET /v1/avatars/{id}"

_MEDIA = (
    ("imageUrl", "Still", MediaKind.STILL, None),
    ("landscapeImageUrl", "Landscape still", MediaKind.STILL, Orientation.LANDSCAPE),
    ("portraitImageUrl", "Portrait still", MediaKind.STILL, Orientation.PORTRAIT),
    ("videoUrl", "Preview video", MediaKind.VIDEO, None),
    ("idleVideoUrl", "Idle video", MediaKind.VIDEO, None),
)
_PUBLIC_MODELS = frozenset({"cara-2", "cara-3", "cara-4", "cara-4-latest"})
_INTERNAL_LABELS = {"v1": "cara-2", "v2": "cara-3"}
_STYLES = {
    "realistic": "Realistic",
    "animated_3d": "3D animated",
    "illustrated": "Illustrated",
    "unknown": "",
}


class Anam:
    """The adapter for one Anam key. One stream: stock and own avatars come in one list."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def streams(self) -> tuple[Stream, ...]:
        return (_Avatars(self._api),)

    async def fetch_avatar(self, key: AvatarKey, known: Avatar | None = None) -> Avatar:
        payload = await self._api.get("v1", "avatars", askable(key.id))
        record = record_about(payload, "id", key.id)
        avatar = replace(read_avatar(record, DETAIL_ENDPOINT), detailed=True)
        return completed(avatar, known, answered=record.source.keys())

    async def check_key(self) -> KeyReport:
        """There is no whoami: the smallest list says whether the key may read avatars."""
        try:
            payload = await self._api.get("v1", "avatars", query={"perPage": 1})
        except NotFound:
            return KeyReport("no avatars yet")
        total = document(payload).record("meta").whole("total")
        if total is None:
            return KeyReport("avatars can be read")
        return KeyReport("1 avatar" if total == 1 else f"{total:,} avatars")


class _Avatars:
    name = "avatars"

    def __init__(self, api: Api) -> None:
        self._api = api

    def pages(self, cursor: str | None = None) -> AsyncGenerator[Page, None]:
        return walk(self._fetch, cursor)

    async def _fetch(self, cursor: str | None) -> Page:
        number = int(cursor or 1)
        try:
            payload = await self._api.get(
                "v1", "avatars", query={"page": number, "perPage": PER_PAGE}
            )
        except NotFound:  # documented for an empty result
            return Page(total=0 if number == 1 else None)
        answer = document(payload)
        meta = answer.record("meta")
        avatars, skipped = read_records(
            answer.items("data"), lambda record: read_avatar(record, LIST_ENDPOINT)
        )
        following = number + 1 if _goes_on(meta, number) else None
        return Page(
            avatars=avatars,
            skipped=skipped,
            total=meta.whole("total"),
            cursor=str(following) if following else None,
        )


def _goes_on(meta: Record, number: int) -> bool:
    """Whether another page is promised. ``next`` only counts where ``lastPage`` is missing."""
    last = meta.whole("lastPage")
    if last is not None:
        return number < last
    return not meta.has("next") or meta.whole("next") is not None


def read_avatar(record: Record, endpoint: str) -> Avatar:
    """One Avatar object of Anam's. Raises BadRecord without a usable id."""
    avatar_id = record.identity("id")
    style = record.text("renderStyle")
    active = record.text("activeVersion")
    return Avatar(
        key=AvatarKey(PROVIDER, CATALOGUE, avatar_id),
        name=record.text("displayName") or name_of_last_resort(avatar_id),
        variant=record.text("variantName"),
        ids=(
            Identifier(
                "Avatar ID",
                avatar_id,
                "Goes into avatarId of a session's persona; a persona ID is another thing.",
                primary=True,
            ),
        ),
        media=_media(record),
        tags=record.texts("displayTags"),
        ownership=_ownership(record),
        kind=_STYLES.get(style.lower(), in_words(style)),
        kind_raw=style,
        engines=tuple(engine_of(word) for word in record.texts("availableVersions")),
        active_engine=engine_of(active) if active else None,
        created_at=record.moment("createdAt"),
        updated_at=record.moment("updatedAt"),
        description=record.text("description", TEXT_LIMIT),
        facts=_facts(record),
        raw={endpoint: record.kept},
    )


def engine_of(raw: str) -> Engine:
    """A version word of either vocabulary; internal labels get the public model they stand for."""
    word = raw.lower()
    if word in _PUBLIC_MODELS:
        public = word
    elif word.startswith("cara-4-"):
        public = "cara-4-latest"
    else:
        public = _INTERNAL_LABELS.get(word, "")
    return Engine(name=public or raw, raw=raw, public=public)


def _media(record: Record) -> tuple[Media, ...]:
    found = []
    for field, label, kind, aspect in _MEDIA:
        if url := record.url(field):
            found.append(Media(field, label, kind, url, aspect, expires_at(url)))
    return tuple(found)


def _ownership(record: Record) -> Ownership:
    """Null marks a stock avatar; a missing field (older editions) tells nothing."""
    if record.text("createdByOrganizationId"):
        return Ownership.CUSTOM
    if record.has("createdByOrganizationId") and record.source["createdByOrganizationId"] is None:
        return Ownership.STOCK
    return Ownership.UNKNOWN


def _facts(record: Record) -> tuple[Fact, ...]:
    organisation = record.text("createdByOrganizationId")
    if not organisation:
        return ()
    return (Fact("Created by organisation", organisation, "createdByOrganizationId"),)


def read_error(answer: Answer) -> Problem | None:
    """Anam tells failures by status; the body (``message``, ``error``, HTML) only adds words."""
    if answer.status < 400:
        return None
    words = words_of(answer)
    details = Record.of(answer.payload).source.get("details")
    faults = [Record.of(fault) for fault in (details if isinstance(details, list) else ())]
    for fault in faults:
        words += f"; {fault.text('path')} {fault.text('message')}"
    # An id that is none of Anam's by its form (documented as 400) is that of no avatar.
    is_foreign = answer.status == 400 and any("id" in fault.texts("path") for fault in faults)
    return api_problem(404 if is_foreign else answer.status, detail=quoted(words))


def _headers(key: Secret) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {key.reveal()}"}


SPEC = ProviderSpec(
    id=PROVIDER,
    name="Anam",
    base_url="https://api.anam.ai",
    base_url_variable="AVATAR_BROWSER_ANAM_URL",
    key_variable="ANAM_API_KEY",
    keys_page="https://lab.anam.ai/api-keys",
    key_purpose="Reads the stock avatars of Anam and those of your organisation.",
    headers=_headers,
    read_error=read_error,
    connect=Anam,
)
