"""What is done for one picture on other threads than the window's."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtGui import QImage
from typing_extensions import override

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import MediaUnusable, UnexpectedAnswer
from avatar_browser.providers.exchange import Validators
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.services.dispatcher import Post
from avatar_browser.services.media_failures import storage_problem
from avatar_browser.services.miniatures import (
    Frame,
    encoded,
    frame_for,
    mean_colour,
    sealed,
    unsealed,
)
from avatar_browser.services.renewal import Link
from avatar_browser.services.thumbnails import Fit, decode, decode_small, resized
from avatar_browser.services.validation import note_validators
from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.media_sums import discard, read_summed, store_summed


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
    validators: Validators


@dataclass(frozen=True, slots=True)
class Miniature:
    """A small copy that is still to be kept."""

    frame: Frame
    picture: QImage

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.picture.sizeInBytes()


@dataclass(frozen=True, slots=True)
class Decoded:
    """``colour`` is the mean colour of the whole, ``0xRRGGBB``, None where it has none."""

    image: QImage
    colour: int | None = None
    miniature: Miniature | None = None


async def transfer(media: MediaClient, link: Link, _post: Post) -> Fetched:
    picture = await media.fetch_picture(link.url)
    if picture is None:  # nothing was said of an earlier one
        raise UnexpectedAnswer(code="not modified")
    return Fetched(link, picture.data, picture.validators)


def store(cache: MediaCache, fetched: Fetched, small: Miniature | None, at: datetime) -> None:
    """``at``: when it was fetched. Raises OSError."""
    media_id = fetched.link.media_id
    store_summed(cache, media_id, fetched.data)
    note_validators(cache, media_id, fetched.validators, at)
    if small is not None:
        store_small(cache, media_id, small)


def store_small(cache: MediaCache, media_id: MediaId, small: Miniature) -> None:
    """Nothing is kept beside a picture that is not there. Raises OSError."""
    cache.store_beside(media_id, small.frame.name, sealed(encoded(small.picture)))


async def on_disk(put: Callable[[], None], _post: Post) -> None:
    """Waits for the disk on a thread that decodes nothing."""
    try:
        await asyncio.to_thread(put)
    except OSError as error:
        raise storage_problem(error) from error


def look_up(cache: MediaCache, request: PictureRequest) -> Decoded | None:
    """The picture from the disk; None where it is not there, or is damaged and now gone."""
    frame = frame_for(request.width, request.height, request.fit)
    kept = cache.read_beside(request.media_id, frame.name) if frame else None
    small = unsealed(kept) if kept else None  # a damaged copy is made again from the picture
    if small is not None:
        with suppress(MediaUnusable):
            return _with_colour(_as_asked(small, request))
    data = read_summed(cache, request.media_id)
    if data is None:
        return None
    try:
        return decoded(data, request)
    except MediaUnusable:
        discard(cache, request.media_id)
        return None


def decoded(data: bytes, request: PictureRequest) -> Decoded:
    """Decoded once, for the request and for the copy that serves the next ones like it."""
    frame = frame_for(request.width, request.height, request.fit)
    small = decode_small(data, frame.size, request.fit) if frame else None
    if frame is None or small is None:
        return _with_colour(_as_asked(data, request))
    image = resized(small, request.width, request.height, request.fit, request.radius)
    return _with_colour(image, Miniature(frame, small))


def _as_asked(data: bytes, request: PictureRequest) -> QImage:
    return decode(data, request.width, request.height, request.fit, request.radius)


def _with_colour(image: QImage, miniature: Miniature | None = None) -> Decoded:
    return Decoded(image, mean_colour(image), miniature)
