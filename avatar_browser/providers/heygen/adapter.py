"""The adapter for one HeyGen key."""

from dataclasses import replace

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import NotFound
from avatar_browser.domain.text import isolated
from avatar_browser.providers.heygen.details import LookDetails
from avatar_browser.providers.heygen.second_road import TALKING_PHOTOS
from avatar_browser.providers.heygen.streams import Roads, streams_of
from avatar_browser.providers.heygen.voices import Voices
from avatar_browser.providers.protocol import Api, KeyReport, Stream, VoicePage
from avatar_browser.providers.records import Record, askable, document

PATIENCE = 5.0


class HeyGen:
    """Remembers for its key which calls are gone, so it is made anew with a new key.

    ``patience``: seconds that the extras of a look may take longer than the look itself.
    """

    def __init__(self, api: Api, patience: float = PATIENCE) -> None:
        self._api = api
        self._roads = Roads()
        self._details = LookDetails(api, self._roads, patience)
        self._voices = Voices(api, self._roads)

    def streams(self) -> tuple[Stream, ...]:
        return streams_of(self._api, self._roads)

    async def fetch_avatar(self, key: AvatarKey, known: Avatar | None = None) -> Avatar:
        """Talking photos have no detail call: what the list told is handed back."""
        if key.catalogue != TALKING_PHOTOS:
            return await self._details.fetch(askable(key.id), known)
        if known is None:
            raise NotFound(
                "HeyGen tells no details of talking photos.",
                advice="nothing is to be done, what its list tells is all",
                code="no detail call",
            )
        return replace(known, detailed=True)

    async def fetch_voices(self, cursor: str | None = None) -> VoicePage:
        """The key's own voices, then the stock ones; where v3 has no voices, all of v2."""
        return await self._voices.fetch(cursor)

    async def check_key(self) -> KeyReport:
        """Asks ``GET /v3/users/me``, which is free; where that is gone, the lists."""
        try:
            payload = await self._api.get("v3", "users", "me")
        except NotFound:
            return await self._check_by_lists()
        return KeyReport(_account(document(payload).record("data")))

    async def _check_by_lists(self) -> KeyReport:
        try:
            await self._api.get("v3", "avatars", "looks", query={"limit": 1})
        except NotFound:
            await self._api.get("v2", "avatars", slow=True)
        return KeyReport("avatars can be read")


def _account(user: Record) -> str:
    plan = user.record("subscription")
    credits_left = plan.whole("credits")
    parts = (
        user.text("username") or user.text("email"),
        f"plan {plan.text('plan')}" if plan.text("plan") else "",
        f"{credits_left:,} credits" if credits_left is not None else "",
    )
    return ", ".join(isolated(part) for part in parts if part) or "key accepted"
