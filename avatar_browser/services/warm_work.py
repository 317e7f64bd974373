"""What the warm-up does on other threads than the window's."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from avatar_browser.providers.exchange import Validators
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.services.dispatcher import Post
from avatar_browser.services.media_failures import storage_problem
from avatar_browser.services.picture_work import Fetched, PictureRequest
from avatar_browser.services.renewal import Link
from avatar_browser.services.validation import is_due, note_validators, validators_of
from avatar_browser.store.media_cache import MediaCache


def lacking(
    cache: MediaCache, requests: Iterable[PictureRequest], now: datetime
) -> list[PictureRequest]:
    """Those whose picture is not on the disk, or is to be asked for again."""
    return [
        request
        for request in requests
        if not cache.path(request.media_id).is_file() or is_due(cache, request.media_id, now)
    ]


async def ask(
    cache: MediaCache, media: MediaClient, link: Link, now: datetime, _post: Post
) -> Fetched | None:
    """None where the picture on the disk is still the one."""
    known = await asyncio.to_thread(_known, cache, link)
    picture = await media.fetch_picture(link.url, known)
    if picture is not None:
        return Fetched(link, picture.data, picture.validators)
    if known is not None:
        try:
            await asyncio.to_thread(note_validators, cache, link.media_id, known, now)
        except OSError as error:
            raise storage_problem(error) from error
    return None


def _known(cache: MediaCache, link: Link) -> Validators | None:
    is_there = cache.path(link.media_id).is_file()
    return validators_of(cache, link.media_id) if is_there else None
