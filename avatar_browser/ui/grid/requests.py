"""Which picture of an avatar stands for it, and how it is asked for."""

from PySide6.QtCore import QSize

from avatar_browser.domain.avatar import Avatar, Media, Orientation
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.services.thumbnails import Fit
from avatar_browser.store.media_cache import MediaId
from avatar_browser.ui.look.theme import RADIUS_CARD


def card_still(avatar: Avatar) -> Media | None:
    """The portrait crop where the provider makes one, else its first still."""
    stills = avatar.stills
    portrait = (m for m in stills if m.aspect is Orientation.PORTRAIT)
    return next(portrait, stills[0] if stills else None)


def media_id(avatar: Avatar, media: Media) -> MediaId:
    key = avatar.key
    return MediaId(key.provider, key.catalogue, key.id, avatar.version, media.field)


def card_request(
    avatar: Avatar, size: QSize, ratio: float, fit: Fit = "fill"
) -> PictureRequest | None:
    """The card's picture at ``size`` logical pixels; None where the avatar has no still."""
    still = card_still(avatar)
    if still is None:
        return None
    return PictureRequest(
        avatar_key=avatar.key,
        media_id=media_id(avatar, still),
        url=still.url,
        width=round(size.width() * ratio),
        height=round(size.height() * ratio),
        fit=fit,
        radius=round(RADIUS_CARD * ratio),
        expires_at=still.expires_at,
    )


def stage_request(avatar: Avatar, media: Media, size: QSize, ratio: float) -> PictureRequest:
    """The whole still, not cropped, ``size`` in logical pixels."""
    return PictureRequest(
        avatar_key=avatar.key,
        media_id=media_id(avatar, media),
        url=media.url,
        width=round(size.width() * ratio),
        height=round(size.height() * ratio),
        fit="whole",
        radius=0,
        expires_at=media.expires_at,
    )


def whole_request(avatar: Avatar, size: QSize, ratio: float) -> PictureRequest | None:
    """The still of the card, whole; None where the avatar has none."""
    still = card_still(avatar)
    return None if still is None else stage_request(avatar, still, size, ratio)
