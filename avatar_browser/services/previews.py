"""The preview clip that is wanted now: a checked file on this computer, fetched where it lacks."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.avatar import Avatar, Media
from avatar_browser.domain.errors import MediaUnusable, Problem
from avatar_browser.domain.media_files import check_video
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.media_failures import storage_problem
from avatar_browser.services.renewal import Link, Renewal
from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.media_sums import Stamp, discard, is_as_stored, note_sum

PROGRESS_EVERY = 0.05
"""Seconds between two reports of a download."""
_DISK_DEADLINE = 10.0


@dataclass(frozen=True, slots=True)
class _Clip:
    """A file that was found fit to be played when it had this ``stamp``."""

    path: Path
    stamp: Stamp


class Previews(QObject):
    """Fetches one clip at a time: a new one takes the place of the former.

    ``ready(key, field, path)`` gives a file that is an mp4 or webm within the limits of
    :mod:`avatar_browser.domain.media_files`; it stays on the disk until another clip is fetched
    or :meth:`cancel` is called. ``progressed(key, received, total)`` counts bytes, ``total`` is
    -1 while unknown. ``failed(key, field, problem)``: where the file is of no use the problem is
    a MediaUnusable that says why, and the file is gone.
    """

    progressed = Signal(object, int, int)
    ready = Signal(object, str, str)
    failed = Signal(object, str, object)

    def __init__(
        self,
        dispatcher: Dispatcher,
        cache: MediaCache,
        renewal: Renewal,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._cache = cache
        self._renewal = renewal
        self._clock = clock
        self._wanted: MediaId | None = None
        self._task: int | None = None
        self._held: MediaId | None = None
        self._checked: dict[MediaId, Stamp] = {}

    def fetch(self, avatar: Avatar, media: Media) -> None:
        """Have ``ready`` or ``failed`` emitted for ``media``, one of the avatar's videos.

        Nothing changes if that very clip is on its way.
        """
        link = _link(avatar, media)
        if self._task is not None and self._wanted == link.media_id:
            return
        self.cancel()
        self._wanted = link.media_id
        self._hold(link.media_id)
        # Not in the pool: a clip to be played does not queue behind pictures to be decoded.
        self._task = self._dispatcher.run_blocking(
            partial(_find, self._cache, link.media_id, self._checked.get(link.media_id)),
            owner=self,
            done=partial(self._on_looked, link),
            failed=partial(self._on_failed, link),
            deadline=_DISK_DEADLINE,
        )

    def cancel(self) -> None:
        """Fetch nothing any more, and let go of the file that was given last."""
        if self._task is not None:
            self._dispatcher.cancel(self._task)
            self._task = None
        self._hold(None)

    def _hold(self, media_id: MediaId | None) -> None:
        """Keep this one medium from eviction, and no other."""
        if media_id is not None:
            self._cache.pin(media_id)
        if self._held is not None:
            self._cache.unpin(self._held)
        self._held = media_id

    def _on_looked(self, link: Link, clip: _Clip | None) -> None:
        if clip is not None:
            self._on_ready(link, link.media_id, clip)
            return
        self._task = self._renewal.fetch(
            link,
            partial(_download, self._cache, self._clock),
            owner=self,
            done=lambda fetched: self._on_ready(link, *fetched),
            failed=partial(self._on_failed, link),
            item=lambda counts: self.progressed.emit(link.avatar_key, *counts),
        )

    def _on_ready(self, link: Link, media_id: MediaId, clip: _Clip) -> None:
        self._task = None
        self._checked[media_id] = clip.stamp
        self._hold(media_id)
        self.ready.emit(link.avatar_key, media_id.field, str(clip.path))

    def _on_failed(self, link: Link, problem: Problem) -> None:
        self._task = None
        self._hold(None)
        self.failed.emit(link.avatar_key, link.media_id.field, problem)


def _link(avatar: Avatar, media: Media) -> Link:
    key = avatar.key
    media_id = MediaId(key.provider, key.catalogue, key.id, avatar.version, media.field)
    return Link(media_id, media.url, media.expires_at)


def _find(cache: MediaCache, media_id: MediaId, checked: Stamp | None) -> _Clip | None:
    """The clip on the disk, if it is there, as it was stored and fit to be played.

    One that is not is deleted. It is read once a session, and again when it was ``checked`` with
    another stamp than it has.
    """
    path = cache.find(media_id)
    if path is None:
        return None
    try:
        stamp = Stamp.of(path)
        if stamp != checked:
            _check(path)
        if stamp == checked or is_as_stored(cache, media_id, path):
            return _Clip(path, stamp)
    except (MediaUnusable, OSError):
        pass
    discard(cache, media_id)
    return None


async def _download(
    cache: MediaCache, clock: Callable[[], float], media: MediaClient, link: Link, post: Post
) -> tuple[MediaId, _Clip]:
    """Raises a Problem, and leaves no file, unless the whole clip is fit to be played."""
    progress = _Progress(clock, post)
    digest = hashlib.sha256()
    try:
        with cache.writer(link.media_id) as writer:

            def take(data: bytes) -> None:
                writer.write(data)
                digest.update(data)

            await media.fetch_video(link.url, take, progress.note)
            progress.report()
            path = await asyncio.to_thread(writer.commit)
        stored = partial(_stored, cache, link.media_id, path, digest.digest())
        return link.media_id, await asyncio.to_thread(stored)
    except OSError as error:
        raise storage_problem(error) from error


def _stored(cache: MediaCache, media_id: MediaId, path: Path, digest: bytes) -> _Clip:
    try:
        _check(path)
    except MediaUnusable:
        cache.discard(media_id)
        raise
    note_sum(cache, media_id, digest)
    return _Clip(path, Stamp.of(path))


def _check(path: Path) -> None:
    with path.open("rb") as file:
        check_video(file, path.stat().st_size)


class _Progress:
    """Reports a download: at its begin, then every 50 ms at most, then at its end."""

    def __init__(self, clock: Callable[[], float], post: Post) -> None:
        self._clock = clock
        self._post = post
        self._counts = 0, -1
        self._due = clock()

    def note(self, received: int, total: int | None) -> None:
        self._counts = received, -1 if total is None else total
        if self._clock() >= self._due:
            self.report()

    def report(self) -> None:
        self._due = self._clock() + PROGRESS_EVERY
        self._post(self._counts)
