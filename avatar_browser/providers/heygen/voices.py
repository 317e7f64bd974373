"""``GET /v3/voices``, and ``GET /v2/voices`` where v3 has no such call.

There is no call for one voice. The key's own voices come first: they are few, and whoever has an
avatar of their own often has given it one of them.
"""

from collections.abc import Mapping

from avatar_browser.domain.errors import NotFound, NotPermitted
from avatar_browser.domain.voice import Voice
from avatar_browser.providers.heygen.looks import next_cursor
from avatar_browser.providers.heygen.streams import Roads
from avatar_browser.providers.heygen.words import gender_of
from avatar_browser.providers.merging import name_of_last_resort
from avatar_browser.providers.protocol import Api, VoicePage
from avatar_browser.providers.records import Record, document, read_records

PER_PAGE = 100
_OWN, _STOCK = "private", "public"


class Voices:
    """The voices that one key may use."""

    def __init__(self, api: Api, roads: Roads) -> None:
        self._api = api
        self._roads = roads
        self._gone = False

    async def fetch(self, cursor: str | None) -> VoicePage:
        """The page at ``cursor``, one of this class's own; the first one for None."""
        if self._gone or self._roads.v3_gone:
            return await self._second_road()
        kind, _, token = (cursor or _OWN).partition(":")
        try:
            return await self._first_road(kind, token)
        except NotFound as first:
            if cursor is not None:
                raise
            return await self._instead(first)
        except NotPermitted:
            if cursor is not None:
                raise
            return VoicePage(cursor=_STOCK)  # those may be everybody's all the same

    async def _first_road(self, kind: str, token: str) -> VoicePage:
        query: Mapping[str, str | int] = {"type": kind, "limit": PER_PAGE}
        payload = await self._api.get(
            "v3", "voices", query={**query, "token": token} if token else query
        )
        answer = document(payload)
        voices, _ = read_records(answer.items("data"), _read_voice)
        following = next_cursor(answer)
        if following is not None:
            return VoicePage(voices, f"{kind}:{following}")
        return VoicePage(voices, _STOCK if kind == _OWN else None)

    async def _instead(self, first: NotFound) -> VoicePage:
        try:
            page = await self._second_road()
        except NotFound:
            raise first from None
        self._gone = True
        return page

    async def _second_road(self) -> VoicePage:
        """All of them at once."""
        payload = await self._api.get("v2", "voices", slow=True)
        data = document(document(payload).source.get("data"))
        voices, _ = read_records(data.items("voices"), _read_older_voice)
        return VoicePage(voices)


def _read_voice(record: Record) -> Voice:
    return _read(record, "preview_audio_url")


def _read_older_voice(record: Record) -> Voice:
    return _read(record, "preview_audio")


def _read(record: Record, sample_field: str) -> Voice:
    """One Voice object. Raises BadRecord without a usable id. A bare ``s3://`` path is no link."""
    voice_id = record.identity("voice_id")
    return Voice(
        id=voice_id,
        name=record.text("name") or name_of_last_resort(voice_id),
        language=record.text("language"),
        gender=gender_of(record.text("gender")),
        sample_url=record.url(sample_field),
    )
