"""HeyGen's dialect: v3 with cursors beside ``data``, and the seed's v2 calls."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence

from avatar_browser.demo.heygen_cast import HeyGenCast
from avatar_browser.demo.heygen_looks import Look
from avatar_browser.demo.heygen_media import HeyGenMedia
from avatar_browser.demo.heygen_voices import HeyGenVoices
from avatar_browser.demo.switches import Switches, json_response
from avatar_browser.demo.web import Request, Response

_DEFAULT_LIMIT = 20
_MAX_LIMIT = 50
_MAX_VOICES = 100
_ACCOUNT = {
    "username": "demo",
    "email": "demo@example.com",
    "first_name": "Demo",
    "last_name": "Account",
    "billing_type": "subscription",
    "wallet": None,
    "subscription": {"plan": "creator", "credits": 360},
}


class HeyGenApi:
    """Groups, looks, voices and the account of one key."""

    def __init__(
        self, cast: HeyGenCast, media: HeyGenMedia, voices: HeyGenVoices, switches: Switches
    ) -> None:
        self._cast = cast
        self._media = media
        self._voices = voices
        self._switches = switches
        self._requests = 0

    def leading_pictures(self, count: int) -> list[str]:
        """Paths of the pictures of ``count`` looks, half of them the first of the public ones."""
        half = count // 2
        first = [*self._cast.numbers("public")[:half], *self._cast.numbers("private")[:half]]
        return self._media.pictures(map(self._cast.look, first))

    async def handle(self, request: Request) -> Response:
        self._requests += 1
        family = request.segments[0]
        good = request.headers.get("x-api-key") == self._switches.heygen_key
        if family == "v3":
            if self._switches.v3_gone:
                return self._error(410, "gone", "This version of the API has been retired.")
            if not good or not self._switches.keys_are_good():
                return self._error(401, "unauthorized", "Missing or invalid API key.")
            return self._v3(request)
        if family == "v2":
            if self._switches.v2_gone:
                return json_response(410, {"code": 410, "message": "v2 ended on 2026-11-01"})
            if not good or not self._switches.keys_are_good():
                return json_response(401, {"code": 400112, "message": "Unauthorized"})
            return self._v2(request)
        return self._error(404, "not_found", "No such endpoint.")

    def _v3(self, request: Request) -> Response:
        match request.segments[1:]:
            case ("avatars",):
                return self._group_list(request.query)
            case ("avatars", "looks"):
                return self._look_list(request.query)
            case ("avatars", "looks", look_id):
                look = self._cast.find_look(look_id)
                if look is None:
                    return self._error(404, "avatar_not_found", "Avatar look not found.")
                return json_response(200, {"data": self._media.look(look)})
            case ("avatars", group_id):
                group = self._cast.find_group(group_id)
                if group is None:
                    return self._error(404, "avatar_not_found", "Avatar group not found.")
                return json_response(200, {"data": self._media.group(group)})
            case ("voices",):
                found = self._voices.numbers(request.query.get("type", ""))
                return self._page(found, request.query, self._voices.v3_voice, _MAX_VOICES)
            case ("users", "me"):
                return json_response(200, {"data": _ACCOUNT})
        return self._error(404, "not_found", "No such endpoint.")

    def _group_list(self, query: Mapping[str, str]) -> Response:
        found = self._cast.groups(query.get("ownership", ""))
        return self._page(found, query, lambda n: self._media.group(self._cast.group(n)))

    def _look_list(self, query: Mapping[str, str]) -> Response:
        found = self._cast.numbers(query.get("ownership", ""))
        if "group_id" in query:
            found = self._cast.numbers_of(query["group_id"], among=found)
        if "avatar_type" in query:
            kind = query["avatar_type"]
            found = [n for n in found if self._cast.look(n).record["avatar_type"] == kind]
        return self._page(found, query, lambda n: self._media.look(self._cast.look(n)))

    def _page(
        self,
        found: Sequence[int],
        query: Mapping[str, str],
        tell: Callable[[int], object],
        most: int = _MAX_LIMIT,
    ) -> Response:
        """A page of what has the numbers ``found``; only its own records are made."""
        limit = query.get("limit", str(_DEFAULT_LIMIT))
        if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit[:9]) <= most):
            return self._error(400, "validation_error", f"limit must be between 1 and {most}.")
        start = _offset(query.get("token", ""))
        if start is None:
            return self._error(400, "invalid_parameter", "token is not valid.")
        end = start + int(limit)
        more = end < len(found)
        payload = {
            "data": [tell(item) for item in found[start:end]],
            "has_more": more,
            "next_token": _token(end) if more else None,
        }
        return json_response(200, payload)

    def _v2(self, request: Request) -> Response:
        match request.segments[1:]:
            case ("avatars",):
                return self._v2_list()
            case ("avatar", look_id, "details"):
                return self._v2_details(look_id)
            case ("voices",):
                told = [self._voices.v2_voice(number) for number in self._voices.numbers()]
                return json_response(200, {"error": None, "data": {"voices": told}})
        return json_response(404, {"code": 404, "message": "Not Found"})

    def _v2_list(self) -> Response:
        looks = [look for look in self._cast if look.has_picture]
        data = {
            "avatars": [self._media.v2_avatar(k) for k in looks if not _is_photo(k)],
            "talking_photos": [self._media.v2_photo(k) for k in looks if _is_photo(k)],
        }
        return json_response(200, {"error": None, "data": data})

    def _v2_details(self, look_id: str) -> Response:
        look = self._cast.find_look(look_id)
        if look is None or look.details == "missing" or _is_photo(look):
            fault = {"code": "avatar_not_found", "message": "avatar not found"}
            return json_response(404, {"data": None, "error": fault})
        if look.details == "forbidden":
            fault = {"code": "internal_error", "message": "forbidden"}
            return json_response(403, {"data": None, "error": fault})
        return json_response(200, {"error": None, "data": self._media.v2_details(look)})

    def _error(self, status: int, code: str, message: str) -> Response:
        number = f"req_demo_{self._requests:06d}"
        fault = {"code": code, "message": message, "param": None, "doc_url": None}
        return json_response(status, {"error": fault}, X_Request_Id=number)


def _is_photo(look: Look) -> bool:
    return look.record["avatar_type"] == "photo_avatar"


def _token(offset: int) -> str:
    return base64.urlsafe_b64encode(f"after:{offset}".encode()).decode()


def _offset(token: str) -> int | None:
    """Where a page begins; None for a token that was not given out here."""
    if not token:
        return 0
    try:
        word, _, number = base64.urlsafe_b64decode(token).decode().partition(":")
    except (binascii.Error, UnicodeError):
        return None
    return int(number) if word == "after" and number.isdecimal() else None
