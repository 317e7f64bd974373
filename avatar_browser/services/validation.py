"""Whether a picture is still the one on the disk, where its avatar's record does not tell.

A record with a date of change has the date in the picture's identity. Without one, what the host
said of the file (ETag, Last-Modified) is kept beside it, and the host is asked with it.
"""

from datetime import datetime, timedelta

import msgspec

from avatar_browser.providers.exchange import Validators
from avatar_browser.store.media_cache import MediaCache, MediaId

ASKED_AGAIN_AFTER = timedelta(days=1)
_NAME = "facts"


class _Facts(msgspec.Struct, array_like=True):
    etag: str
    modified: str
    asked: datetime


_decoder = msgspec.msgpack.Decoder(_Facts)


def note_validators(
    cache: MediaCache, media_id: MediaId, validators: Validators, at: datetime
) -> None:
    """The host was asked ``at`` (aware UTC). Does nothing where identity tells. Raises OSError."""
    if not media_id.version and validators != Validators():
        facts = _Facts(validators.etag, validators.modified, at)
        cache.store_beside(media_id, _NAME, msgspec.msgpack.encode(facts))


def validators_of(cache: MediaCache, media_id: MediaId) -> Validators | None:
    """What the host said of the picture on the disk, None where nothing is known."""
    facts = _facts(cache, media_id)
    return Validators(facts.etag, facts.modified) if facts else None


def is_due(cache: MediaCache, media_id: MediaId, now: datetime) -> bool:
    """The picture is on the disk, and its host was not asked of it for a day."""
    facts = None if media_id.version else _facts(cache, media_id)
    # A clock that was wrong once is no reason never to ask again.
    return facts is not None and not now - ASKED_AGAIN_AFTER < facts.asked <= now


def _facts(cache: MediaCache, media_id: MediaId) -> _Facts | None:
    data = cache.read_beside(media_id, _NAME)
    if data is None:
        return None
    try:
        facts = _decoder.decode(data)
    except (msgspec.DecodeError, ValueError):
        return None
    return facts if facts.asked.tzinfo else None
