"""Anam's dialect, as the vendor's reference of 2026-07 has it: page numbers and bare objects."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from math import ceil

from avatar_browser.demo.anam_cast import AnamAvatar, AnamCast
from avatar_browser.demo.anam_media import AnamMedia
from avatar_browser.demo.switches import Switches, json_response
from avatar_browser.demo.web import Request, Response

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_FILTERS = frozenset({"search", "tags", "renderStyle"})


class AnamApi:
    """``GET /v1/avatars`` and ``GET /v1/avatars/{id}`` for one key."""

    def __init__(self, cast: AnamCast, media: AnamMedia, switches: Switches) -> None:
        self._cast = cast
        self._media = media
        self._switches = switches

    def leading_pictures(self, count: int) -> list[str]:
        """Paths of the pictures that the first ``count`` avatars of the list are shown by."""
        return [self._media.picture(avatar) for avatar in islice(self._cast, count)]

    async def handle(self, request: Request) -> Response:
        wanted = f"Bearer {self._switches.anam_key}"
        if request.headers.get("authorization") != wanted or not self._switches.keys_are_good():
            return json_response(401, {"error": "Invalid API key"})
        match request.segments:
            case ("v1", "avatars"):
                return self._list(request.query)
            case ("v1", "avatars", avatar_id):
                return self._one(avatar_id)
        return json_response(404, {"message": f"Cannot {request.method} {request.path}"})

    def _list(self, query: Mapping[str, str]) -> Response:
        page, per_page = _whole(query, "page", 1), _whole(query, "perPage", 10)
        if page is None or page < 1:
            return _invalid("page", "Number must be greater than or equal to 1")
        if per_page is None or not 1 <= per_page <= 100:
            return _invalid("perPage", "Number must be between 1 and 100")
        found = self._found(query)
        if not found:
            return json_response(404, {"message": "No avatars found"})
        last = ceil(len(found) / per_page)
        meta = {
            "total": len(found),
            "lastPage": last,
            "currentPage": page,
            "perPage": per_page,
            "prev": page - 1 if 1 < page <= last + 1 else None,
            "next": page + 1 if page < last else None,
        }
        shown = found[(page - 1) * per_page : page * per_page]
        told = [self._media.avatar(self._cast[place]) for place in shown]
        return json_response(200, {"data": told, "meta": meta})

    def _found(self, query: Mapping[str, str]) -> Sequence[int]:
        """The places of the avatars that a list is asked for; without a filter none is made."""
        places = range(len(self._cast))
        if not _FILTERS & query.keys():
            return places
        return [place for place in places if _matches(self._cast[place], query)]

    def _one(self, avatar_id: str) -> Response:
        if not _UUID.fullmatch(avatar_id):
            return _invalid("id", "Invalid uuid")
        avatar = self._cast.find(avatar_id.lower())
        if avatar is None:
            return json_response(404, {"message": "Avatar not found"})
        return json_response(200, self._media.avatar(avatar))


def _whole(query: Mapping[str, str], name: str, default: int) -> int | None:
    """None where the value is no whole number of ordinary size."""
    value = query.get(name, str(default))
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 8 else None


def _matches(avatar: AnamAvatar, query: Mapping[str, str]) -> bool:
    record = avatar.record
    style = query.get("renderStyle", "all")
    if style != "all" and record["renderStyle"] != style:
        return False
    words = query.get("search", "").casefold()
    text = f"{record['displayName']} {record['description']}".casefold()
    if words not in text:
        return False
    wanted = {tag.strip().lower() for tag in query.get("tags", "").split(",") if tag.strip()}
    tags = record["displayTags"]
    has = {str(tag).lower() for tag in tags} if isinstance(tags, list) else set()
    return not wanted or bool(wanted & has)


def _invalid(path: str, message: str) -> Response:
    fault = {"path": [path], "message": message, "code": "invalid"}
    return json_response(400, {"error": "Validation error", "details": [fault]})
