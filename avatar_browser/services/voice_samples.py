"""The sample of a voice that is to be heard: a checked file on this computer."""

import asyncio
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import MediaUnusable, Problem
from avatar_browser.domain.sound_files import check_audio
from avatar_browser.domain.voice import Voice
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.media_failures import storage_problem
from avatar_browser.services.sessions import Sessions
from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.media_sums import discard, read_summed, store_summed


class VoiceSamples(QObject):
    """Fetches one sample at a time: a new one takes the place of the former.

    ``ready(provider, id, path)`` gives a sound file by :mod:`avatar_browser.domain.sound_files`;
    it stays on the disk until another one is fetched or :meth:`cancel` is called.
    ``failed(provider, id, problem)``: a MediaUnusable where the file is of no use.
    """

    ready = Signal(str, str, str)
    failed = Signal(str, str, object)

    def __init__(
        self,
        sessions: Sessions,
        dispatcher: Dispatcher,
        cache: MediaCache,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._dispatcher = dispatcher
        self._cache = cache
        self._task = 0
        self._held: MediaId | None = None

    def fetch(self, provider_id: str, voice: Voice) -> None:
        """Have one of the two signals emitted for the sample of ``voice``, which has one."""
        self.cancel()
        media_id = MediaId(provider_id, "voices", voice.id, "", "sample")
        media = self._sessions.media(provider_id)
        self._cache.pin(media_id)
        self._held = media_id

        async def bring(_: Post) -> Path:
            return await _brought(self._cache, media, media_id, voice.sample_url)

        self._task = self._dispatcher.run(
            bring,
            owner=self,
            done=partial(self._on_brought, media_id),
            failed=partial(self._on_failed, media_id),
        )

    def cancel(self) -> None:
        """Fetch nothing any more, and let go of the file that was given last."""
        self._dispatcher.cancel(self._task)
        if self._held is not None:
            self._cache.unpin(self._held)
            self._held = None

    def _on_brought(self, media_id: MediaId, path: Path) -> None:
        self.ready.emit(media_id.provider, media_id.id, str(path))

    def _on_failed(self, media_id: MediaId, problem: Problem) -> None:
        self.cancel()
        self.failed.emit(media_id.provider, media_id.id, problem)


async def _brought(cache: MediaCache, media: MediaClient, media_id: MediaId, url: str) -> Path:
    """From the disk, else from ``url``. Raises a Problem, and leaves no file, if it is no sound."""
    path = await asyncio.to_thread(_found, cache, media_id)
    if path is not None:
        return path
    data = await media.fetch_audio(url)
    check_audio(data)
    try:
        return await asyncio.to_thread(store_summed, cache, media_id, data)
    except OSError as error:
        raise storage_problem(error) from error


def _found(cache: MediaCache, media_id: MediaId) -> Path | None:
    """The sample on the disk, if it is there and fit to be played; one that is not is deleted."""
    data = read_summed(cache, media_id)
    if data is None:
        return None
    try:
        check_audio(data)
    except MediaUnusable:
        discard(cache, media_id)
        return None
    return cache.path(media_id)
