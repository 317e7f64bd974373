"""Fetches pictures and clips: without a key, without a cookie, from addresses that are fit."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from typing_extensions import override

from avatar_browser.domain.errors import MediaDamaged, MediaRefused, MediaUnusable
from avatar_browser.providers.exchange import (
    AnswerCut,
    MediaDoor,
    MediaStream,
    Validators,
    within,
)
from avatar_browser.providers.media_url import MediaUrl
from avatar_browser.providers.retry import PAUSE_LIMIT, asked_wait
from avatar_browser.providers.status import is_redirect, media_problem

SILENCE = 15.0
IMAGE_CAP = 10 * 1024 * 1024
IMAGE_DEADLINE = 20.0
IMAGES_AT_ONCE = 6
AUDIO_CAP = 20 * 1024 * 1024
AUDIO_DEADLINE = 60.0
AUDIOS_AT_ONCE = 1
VIDEO_CAP = 200 * 1024 * 1024
VIDEO_DEADLINE = 180.0
VIDEOS_AT_ONCE = 1
REDIRECTS = 3

Write = Callable[[bytes], object]
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file whose type is yet to be told by its content."""

    data: bytes
    validators: Validators


class MediaClient:
    """Fetches what an avatar record links to.

    ``allow_loopback`` is for providers whose own base URL is loopback. An answer that breaks off
    is asked for once more as long as nothing of it was handed on. Where neither a length nor
    chunks frame an answer, a cut shows in the file only: what is kept must be checked.
    """

    def __init__(self, wire: MediaDoor, *, allow_loopback: bool) -> None:
        self._wire = wire
        self._allow_loopback = allow_loopback
        self._image_turns = asyncio.Semaphore(IMAGES_AT_ONCE)
        self._audio_turns = asyncio.Semaphore(AUDIOS_AT_ONCE)
        self._video_turns = asyncio.Semaphore(VIDEOS_AT_ONCE)

    @override
    def __repr__(self) -> str:
        return f"MediaClient(allow_loopback={self._allow_loopback})"

    async def fetch_image(self, url: str) -> bytes:
        """The file at ``url``: at most 10 MiB, within 20 s, of a type yet to be told by its
        content. Raises MediaRefused, MediaExpired, MediaUnusable, NotFound, ServiceFailed, ….
        """
        target = MediaUrl.parse(url, self._allow_loopback)
        async with self._image_turns:
            return await within(IMAGE_DEADLINE, self._whole(target, IMAGE_CAP))

    async def fetch_picture(self, url: str, known: Validators | None = None) -> Picture | None:
        """As :meth:`fetch_image`, with what tells its next version from this one.

        None where the picture is still the one that ``known`` tells of.
        """
        target = MediaUrl.parse(url, self._allow_loopback)
        async with self._image_turns:
            return await within(IMAGE_DEADLINE, self._picture(target, known))

    async def fetch_audio(self, url: str) -> bytes:
        """As :meth:`fetch_image`, but for a sound: at most 20 MiB, within 60 s."""
        target = MediaUrl.parse(url, self._allow_loopback)
        async with self._audio_turns:
            return await within(AUDIO_DEADLINE, self._whole(target, AUDIO_CAP))

    async def fetch_video(self, url: str, write: Write, progress: Progress) -> int:
        """Hands the file at ``url`` to ``write`` piece by piece and gives its size in bytes: at
        most 200 MiB, within 180 s. ``progress`` is told the bytes so far and the whole, None
        where it is not known. Both run on the event loop's thread, and what they raise passes.
        What was written before a Problem is worth nothing.
        """
        target = MediaUrl.parse(url, self._allow_loopback)
        async with self._video_turns:
            return await within(VIDEO_DEADLINE, self._video(target, write, progress))

    async def _picture(self, target: MediaUrl, known: Validators | None) -> Picture | None:
        try:
            return await self._picture_once(target, known)
        except AnswerCut:
            return await self._picture_once(target, known)

    async def _picture_once(self, target: MediaUrl, known: Validators | None) -> Picture | None:
        gathered = bytearray()
        async with self._arrived_at(target, known) as stream:
            if known is not None and stream.status == 304:
                return None
            await _received(stream, IMAGE_CAP, gathered.extend, lambda *_: None)
            return Picture(bytes(gathered), Validators.of(stream.headers))

    async def _whole(self, target: MediaUrl, cap: int) -> bytes:
        try:
            return await self._whole_once(target, cap)
        except AnswerCut:
            return await self._whole_once(target, cap)

    async def _whole_once(self, target: MediaUrl, cap: int) -> bytes:
        gathered = bytearray()
        await self._fetch(target, cap, gathered.extend, lambda *_: None)
        return bytes(gathered)

    async def _video(self, target: MediaUrl, write: Write, progress: Progress) -> int:
        written = 0

        def note_progress(received: int, whole: int | None) -> None:
            nonlocal written
            written = received
            progress(received, whole)

        try:
            return await self._fetch(target, VIDEO_CAP, write, note_progress)
        except AnswerCut:
            if written:
                raise
            return await self._fetch(target, VIDEO_CAP, write, note_progress)

    async def _fetch(self, target: MediaUrl, cap: int, write: Write, progress: Progress) -> int:
        async with self._arrived_at(target) as stream:
            return await _received(stream, cap, write, progress)

    @asynccontextmanager
    async def _arrived_at(
        self, target: MediaUrl, known: Validators | None = None
    ) -> AsyncIterator[MediaStream]:
        """Follows redirects by hand: each hop is judged as the first address was."""
        for _ in range(REDIRECTS + 1):
            async with self._wire.media_exchange(target, silence=SILENCE, known=known) as stream:
                if not is_redirect(stream.status):
                    yield stream
                    return
                location = stream.headers.get("location", "")
            target = target.redirected(location, self._allow_loopback)
        raise MediaRefused(
            "The link to the file leads on from address to address.",
            code="too many redirects",
        )


async def _received(stream: MediaStream, cap: int, write: Write, progress: Progress) -> int:
    """Hands the body on and gives its size. Raises Problem unless it is whole and fit."""
    if stream.status != 200:
        asked = asked_wait(stream.headers, datetime.now(UTC))
        raise media_problem(stream.status, retry_after=min(asked or 0.0, PAUSE_LIMIT))
    if stream.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise MediaUnusable(
            "The file came packed in a way that is not accepted.",
            code="content encoding",
        )
    whole = _declared_length(stream)
    if whole is not None and whole > cap:
        raise _too_large(cap)
    progress(0, whole)
    received = 0
    async for chunk in stream.chunks:
        received += len(chunk)
        if received > cap:
            raise _too_large(cap)
        write(chunk)
        progress(received, whole)
    if whole is not None and received != whole:
        raise AnswerCut(code="length")
    if not received:
        raise MediaDamaged("The file came empty.", code="empty file")
    return received


def _declared_length(stream: MediaStream) -> int | None:
    value = stream.headers.get("content-length", "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None


def _too_large(cap: int) -> MediaUnusable:
    return MediaUnusable(
        f"The file is larger than {cap // 2**20} MiB, the most that is fetched.", code="too large"
    )
