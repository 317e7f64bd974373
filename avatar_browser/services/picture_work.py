"""What is done for one picture on other threads than the window's."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QImage
from typing_extensions import override

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.services.dispatcher import Post
from avatar_browser.services.media_failures import storage_problem
from avatar_browser.services.renewal import Link
from avatar_browser.services.thumbnails import Fit, decode
from avatar_browser.store.media_cache import MediaCache, MediaId


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """One picture for one place: ``width``, ``height`` and ``radius`` in device pixels.

    Two requests that differ in the link only are equal: links are renewed.
    """

    avatar_key: AvatarKey
    media_id: MediaId
    url: str = field(repr=False, compare=False)
    width: int
    height: int
    fit: Fit = "fill"
    radius: float = 0
    expires_at: datetime | None = field(default=None, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Wish lists of hundreds are compared with every scroll step.
        object.__setattr__(self, "_hash", hash((self.media_id, self.width, self.height, self.fit)))

    @override
    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Fetched:
    link: Link
    data: bytes


async def transfer(media: MediaClient, link: Link, _post: Post) -> Fetched:
    return Fetched(link, await media.fetch_image(link.url))


async def store(cache: MediaCache, fetched: Fetched, _post: Post) -> Path:
    """Waits for the disk on a thread that decodes nothing."""
    try:
        return await asyncio.to_thread(cache.store, fetched.link.media_id, fetched.data)
    except OSError as error:
        raise storage_problem(error) from error


def look_up(cache: MediaCache, request: PictureRequest) -> QImage | None:
    """The picture from the disk; None where it is not there, or is damaged and now gone."""
    data = cache.read(request.media_id)
    if data is None:
        return None
    try:
        return decoded(data, request)
    except MediaUnusable:
        with suppress(OSError):  # what is fetched now takes its place
            cache.discard(request.media_id)
        return None


def decoded(data: bytes, request: PictureRequest) -> QImage:
    return decode(data, request.width, request.height, request.fit, request.radius)
