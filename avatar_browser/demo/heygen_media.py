"""HeyGen's records with their media links: v3 looks and groups, and their older v2 forms."""

from collections.abc import Iterable, Mapping, Sequence

from avatar_browser.demo.heygen_cast import HeyGenCast
from avatar_browser.demo.heygen_looks import Group, Look
from avatar_browser.demo.media import Asset, MediaHost
from avatar_browser.demo.stills import Still
from avatar_browser.demo.switches import Switches

# What the file is, the ending of its name, and the type the host says it has.
_FILES: Mapping[str, tuple[str, str, str]] = {
    "webp": ("webp", "webp", "image/webp"),
    "jpeg": ("jpeg", "jpg", "image/jpeg"),
    "png as jpg": ("png", "jpg", "image/jpeg"),
}


_CLIP = "preview_video_target.mp4"


class HeyGenMedia:
    """Tells looks with links that are good now. Private files need a signature."""

    def __init__(self, cast: HeyGenCast, media: MediaHost, switches: Switches) -> None:
        self._cast = cast
        self._media = media
        self._switches = switches
        media.serve("heygen", self._find)

    def pictures(self, looks: Iterable[Look]) -> list[str]:
        """Paths of the looks' pictures, as far as they have one."""
        return [self._path(look, _picture_name(look)) for look in looks if look.has_picture]

    def look(self, look: Look) -> dict[str, object]:
        return {**look.record, **self._links(look)}

    def group(self, group: Group) -> dict[str, object]:
        return {**group.record, **self._links(self._cast.first_look(group))}

    def v2_details(self, look: Look) -> dict[str, object]:
        return {
            "type": "avatar",
            "id": look.id,
            "name": look.record["name"],
            "gender": look.record["gender"] or "unknown",
            **self._links(look),
            "premium": look.premium,
            "is_public": look.public,
            "default_voice_id": look.record["default_voice_id"],
            "tags": _upper_tags(look),
        }

    def v2_avatar(self, look: Look) -> dict[str, object]:
        """A record of the unpaged list: type, tags and voice are null in practice."""
        return {
            "avatar_id": look.id,
            "avatar_name": look.record["name"],
            "gender": look.record["gender"] or "unknown",
            **self._links(look),
            "premium": look.premium,
            "type": None,
            "tags": None,
            "default_voice_id": None,
        }

    def v2_photo(self, look: Look) -> dict[str, object]:
        return {
            "talking_photo_id": look.id,
            "talking_photo_name": look.record["name"],
            "preview_image_url": self._links(look)["preview_image_url"],
        }

    def _links(self, look: Look) -> dict[str, str | None]:
        picture = self._link(look, _picture_name(look)) if look.has_picture else None
        clip = self._link(look, _CLIP) if look.has_video else None
        return {"preview_image_url": picture, "preview_video_url": clip}

    def _link(self, look: Look, name: str) -> str:
        path = self._path(look, name)
        return self._media.link(path, _signed(look), self._switches.signed_seconds)

    def _path(self, look: Look, name: str) -> str:
        return f"/heygen/{look.folder}/{name}"

    def _find(self, segments: Sequence[str]) -> Asset | None:
        look = self._cast.look_in(segments[0]) if len(segments) == 2 else None
        if look is None:
            return None
        if look.has_picture and segments[1] == _picture_name(look):
            form, _, says = _FILES[look.file_type]
            return Asset(Still(look.portrait, *look.size, form), says, _signed(look))
        if look.has_video and segments[1] == _CLIP:
            return Asset(look.clip, "video/mp4", _signed(look))
        return None


def _picture_name(look: Look) -> str:
    return f"preview_target.{_FILES[look.file_type][1]}"


def _signed(look: Look) -> str:
    return "" if look.public else "cloudfront"


def _upper_tags(look: Look) -> list[str]:
    tags = look.record["tags"]
    words = [str(tag).upper() for tag in tags] if isinstance(tags, list) else []
    return [*words, "PREMIUM"] if look.premium else words
