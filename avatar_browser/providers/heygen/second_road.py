"""v2: ``GET /v2/avatars`` and ``GET /v2/avatar/{avatar_id}/details``.

Documented as ended on 2026-11-01. Avatars of v2 share the id space of v3 looks, so both have the
catalogue "looks"; talking photos are another space.
"""

from avatar_browser.domain.avatar import Avatar, AvatarKey, Fact, Identifier, Ownership
from avatar_browser.providers.heygen.looks import LOOKS, PROVIDER, identifiers, media_of
from avatar_browser.providers.heygen.words import gender_of
from avatar_browser.providers.merging import name_of_last_resort
from avatar_browser.providers.protocol import Api, Page
from avatar_browser.providers.records import Record, document, in_words, read_records, record_about

TALKING_PHOTOS = "talking_photos"
PER_PAGE = 100
LIST_ENDPOINT = "GET /v2/avatars"
DETAIL_ENDPOINT = "GET /v2/avatar/{avatar_id}/details"
_CURSOR = "second road:"


class SecondRoad:
    """The unpaged v2 list, handed on in pages of 100 so that items can be shown as they come."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._avatars: tuple[Avatar, ...] = ()
        self._skipped = 0

    @staticmethod
    def owns(cursor: str | None) -> bool:
        return cursor is not None and cursor.startswith(_CURSOR)

    async def fetch_page(self, cursor: str | None = None) -> Page:
        """The page at ``cursor``, one of this class's own. The first one loads the list."""
        start = int(cursor.removeprefix(_CURSOR)) if cursor else 0
        if start == 0 or not self._avatars:
            await self._load()
        end = start + PER_PAGE
        page = Page(
            avatars=self._avatars[start:end],
            skipped=self._skipped if start == 0 else 0,
            total=len(self._avatars),
            cursor=f"{_CURSOR}{end}" if end < len(self._avatars) else None,
        )
        if page.cursor is None:
            self._avatars = ()
        return page

    async def _load(self) -> None:
        """Answers take 40 s to 2 minutes and name some avatars twice."""
        payload = await self._api.get("v2", "avatars", slow=True)
        data = document(document(payload).source.get("data"))
        avatars, bad_avatars = read_records(data.items("avatars"), read_listed)
        photos: tuple[Avatar, ...] = ()
        bad_photos = 0
        if data.has("talking_photos"):
            photos, bad_photos = read_records(data.items("talking_photos"), read_photo)
        self._avatars = tuple({avatar.key: avatar for avatar in (*avatars, *photos)}.values())
        self._skipped = bad_avatars + bad_photos


async def fetch_details(api: Api, avatar_id: str) -> Avatar:
    """What v2 tells of one avatar: ``premium``, ``is_public`` and tags, which v3 does not."""
    payload = await api.get("v2", "avatar", avatar_id, "details")
    record = record_about(document(payload).source.get("data"), "id", avatar_id)
    return read_details(record)


def read_details(record: Record) -> Avatar:
    """``data`` of the details answer. Raises BadRecord without a usable id."""
    return _read(record, "id", "name", DETAIL_ENDPOINT)


def read_listed(record: Record) -> Avatar:
    return _read(record, "avatar_id", "avatar_name", LIST_ENDPOINT)


def _read(record: Record, id_field: str, name_field: str, endpoint: str) -> Avatar:
    avatar_id = record.identity(id_field)
    gender, kind = record.text("gender"), record.text("type")
    voice_id = record.text("default_voice_id")
    return Avatar(
        key=AvatarKey(PROVIDER, LOOKS, avatar_id),
        name=record.text(name_field) or name_of_last_resort(avatar_id),
        ids=identifiers(avatar_id, voice_id=voice_id),
        media=media_of(record),
        gender=gender_of(gender),
        gender_raw=gender,
        tags=record.texts("tags"),
        ownership=_ownership(record.flag("is_public")),
        kind=in_words(kind),
        kind_raw=kind,
        default_voice_id=voice_id,
        premium=record.flag("premium"),
        facts=_facts(record, kind),
        raw={endpoint: record.kept},
    )


def read_photo(record: Record) -> Avatar:
    photo_id = record.identity("talking_photo_id")
    purpose = "Goes into talking_photo_id of a video call, not into avatar_id."
    return Avatar(
        key=AvatarKey(PROVIDER, TALKING_PHOTOS, photo_id),
        name=record.text("talking_photo_name") or name_of_last_resort(photo_id),
        ids=(Identifier("Talking photo ID", photo_id, purpose, primary=True),),
        media=media_of(record),
        kind="Talking photo",
        raw={LIST_ENDPOINT: record.kept},
    )


def _ownership(is_public: bool | None) -> Ownership:
    if is_public is None:
        return Ownership.UNKNOWN
    return Ownership.STOCK if is_public else Ownership.CUSTOM


def _facts(record: Record, kind: str) -> tuple[Fact, ...]:
    facts = []
    if (is_public := record.flag("is_public")) is not None:
        facts.append(Fact("Public", "Yes" if is_public else "No", "is_public"))
    if kind:
        facts.append(Fact("Record type", kind, "type"))
    return tuple(facts)
