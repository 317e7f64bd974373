"""Anam's records with their media links, and the files behind the links."""

from collections.abc import Mapping, Sequence

from avatar_browser.demo.anam_cast import AnamAvatar, AnamCast
from avatar_browser.demo.media import Asset, MediaHost
from avatar_browser.demo.stills import Still
from avatar_browser.demo.switches import Switches

_STILLS = {
    "still.png": (720, 960),
    "landscape.png": (1152, 768),
    "portrait.png": (768, 1152),
}
_NAMES = {
    "imageUrl": "still.png",
    "landscapeImageUrl": "landscape.png",
    "portraitImageUrl": "portrait.png",
    "videoUrl": "video.mp4",
    "idleVideoUrl": "idle.mp4",
}
_OLD_FIELDS = frozenset(
    {"id", "displayName", "variantName", "imageUrl", "createdAt", "updatedAt", "videoUrl"}
)


class AnamMedia:
    """Tells avatars with links that are good now. Clips need a signature, pictures none."""

    def __init__(self, cast: AnamCast, media: MediaHost, switches: Switches) -> None:
        self._cast = cast
        self._media = media
        self._switches = switches
        media.serve("anam", self._find)

    def picture(self, avatar: AnamAvatar) -> str:
        """The path of what a card shows."""
        return _path(avatar, "portrait.png" if avatar.has_portrait else "still.png")

    def avatar(self, avatar: AnamAvatar) -> dict[str, object]:
        """The avatar as an answer has it, its links signed now."""
        told = {**avatar.record, **self._links(avatar)}
        if avatar.old_edition:
            return {name: value for name, value in told.items() if name in _OLD_FIELDS}
        return told

    def _links(self, avatar: AnamAvatar) -> Mapping[str, str | None]:
        life = self._switches.signed_seconds
        return {
            field: self._media.link(_path(avatar, name), _signed(name), life)
            if _is_there(avatar, name)
            else None
            for field, name in _NAMES.items()
        }

    def _find(self, segments: Sequence[str]) -> Asset | None:
        avatar = self._cast.find(segments[0]) if len(segments) == 2 else None
        if avatar is None or not _is_there(avatar, name := segments[1]):
            return None
        if name in _STILLS:
            return Asset(Still(avatar.portrait, *_STILLS[name], "png"), "image/png")
        clip = avatar.clip if name == "video.mp4" else avatar.idle_clip
        return Asset(clip, "video/mp4", _signed(name))


def _path(avatar: AnamAvatar, name: str) -> str:
    return f"/anam/{avatar.id}/{name}"


def _signed(name: str) -> str:
    return "" if name in _STILLS else "amz"


def _is_there(avatar: AnamAvatar, name: str) -> bool:
    if name not in _NAMES.values():
        return False
    if name == "portrait.png":
        return avatar.has_portrait
    return avatar.has_video or name in _STILLS
