"""The media host: stills, clips, signed links, ranges. It knows no key and wants none."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from avatar_browser.demo.signing import Signer, Verdict
from avatar_browser.demo.speech import Speech, spoken
from avatar_browser.demo.stills import Still, Stills
from avatar_browser.demo.web import Request, Response
from avatar_browser.store.resources import resource

_RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{}</Code><Message>{}</Message></Error>'


@dataclass(frozen=True, slots=True)
class Asset:
    """One address of the media host.

    ``content`` is a still to draw, a speech to make or a clip's name; ``says`` the Content-Type
    that is sent, which need not be true. ``signed`` is ``amz``, ``cloudfront`` or empty for a
    public file.
    """

    content: Still | Speech | str
    says: str
    signed: str = ""


Find = Callable[[Sequence[str]], Asset | None]
"""From the segments of a path, below the first, to what is there."""


class MediaHost:
    """Links are handed out by :meth:`link`, requests come to :meth:`handle`.

    Nothing is held for each file: whoever hands out links finds the asset again by its path.
    """

    def __init__(self, stills: Stills) -> None:
        self.origin = ""
        self._finders: dict[str, Find] = {}
        self._stills = stills
        self._signer = Signer()

    def serve(self, folder: str, find: Find) -> None:
        """Offers what ``find`` finds below ``/folder``."""
        self._finders[folder] = find

    def link(self, path: str, signed: str, life: int) -> str:
        """The URL of ``path``, freshly signed for ``life`` seconds where ``signed`` says how."""
        if not signed:
            return self.origin + path
        sign = self._signer.amz_query if signed == "amz" else self._signer.cloudfront_query
        return f"{self.origin}{path}?{sign(path, life)}"

    async def draw_ahead(self, paths: Sequence[str]) -> None:
        """Has pictures ready before they are asked for; those who ask come first."""
        for path in paths:
            asset = self._asset(path.split("/")[1:])
            if asset is not None and isinstance(asset.content, Still):
                await self._stills.idle()
                await self._stills.file(asset.content)

    async def handle(self, request: Request) -> Response:
        asset = self._asset(request.segments)
        if asset is None:
            return _xml(HTTPStatus.NOT_FOUND, "NoSuchKey", "The specified key does not exist.")
        refusal = self._refusal(asset, request)
        if refusal:
            return refusal
        if isinstance(asset.content, Still):
            body = await self._stills.file(asset.content)
        elif isinstance(asset.content, Speech):
            body = await asyncio.to_thread(spoken, asset.content)
        else:
            clip = resource("demo", "clips", *asset.content.split("/"))
            body = await asyncio.to_thread(_clip_bytes, clip)
        headers = {
            "Content-Type": asset.says,
            "ETag": f'"{sha256(body).hexdigest()[:32]}"',
            "Accept-Ranges": "bytes",
            "Cache-Control": "private" if asset.signed else "public, max-age=86400",
        }
        return _part_of(body, headers, request)

    def _asset(self, segments: Sequence[str]) -> Asset | None:
        find = self._finders.get(segments[0])
        return find(segments[1:]) if find else None

    def _refusal(self, asset: Asset, request: Request) -> Response | None:
        if not asset.signed:
            return None
        check = self._signer.check_amz if asset.signed == "amz" else self._signer.check_cloudfront
        verdict = check(request.path, request.query)
        if verdict is Verdict.GOOD:
            return None
        message = "Request has expired" if verdict is Verdict.EXPIRED else "Access Denied"
        return _xml(HTTPStatus.FORBIDDEN, "AccessDenied", message)


@lru_cache(maxsize=256)
def _clip_bytes(path: Path) -> bytes:
    return path.read_bytes()


def _part_of(body: bytes, headers: Mapping[str, str], request: Request) -> Response:
    """The whole body, the one range that was asked for, or "not modified"."""
    tag = headers["ETag"]
    if request.headers.get("if-none-match") == tag:
        return Response(HTTPStatus.NOT_MODIFIED, headers)
    wanted = _RANGE.fullmatch(request.headers.get("range", ""))
    if not wanted or request.headers.get("if-range", tag) != tag or wanted.groups() == ("", ""):
        return Response(HTTPStatus.OK, headers, body)
    first, last = wanted.groups()
    start = int(first) if first else max(0, len(body) - int(last))
    end = min(int(last), len(body) - 1) if first and last else len(body) - 1
    if start > end:
        unmet = {**headers, "Content-Range": f"bytes */{len(body)}"}
        return Response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, unmet)
    partial = {**headers, "Content-Range": f"bytes {start}-{end}/{len(body)}"}
    return Response(HTTPStatus.PARTIAL_CONTENT, partial, body[start : end + 1])


def _xml(status: HTTPStatus, code: str, message: str) -> Response:
    return Response(
        status, {"Content-Type": "application/xml"}, _XML.format(code, message).encode()
    )
