"""HeyGen's records with their media links: v3 looks and groups, and their older v2 forms."""

from collections.abc import Mapping, Sequence

from avatar_browser.demo.dice import Dice
from avatar_browser.demo.heygen_cast import Group, Look
from avatar_browser.demo.media import Asset, MediaHost
from avatar_browser.demo.stills import Still
from avatar_browser.demo.switches import Switches

# What the file is, the ending of its name, and the type the host says it has.
_FILES: Mapping[str, tuple[str, str, str]] = {
    "webp": ("webp", "webp", "image/webp"),
    "jpeg": ("jpeg", "jpg", "image/jpeg"),
    "png as jpg": ("png", "jpg", "image/jpeg"),
}


class HeyGenMedia:
    """Offers every look's files on the media host, and tells looks with links that are good now."""

    def __init__(self, cast: Sequence[Group], media: MediaHost, switches: Switches) -> None:
        self._media = media
        self._switches = switches
        self._pictures: dict[str, str] = {}
        self._videos: dict[str, str] = {}
        for group in cast:
            for look in group.looks:
                self._offer(look)

    def _offer(self, look: Look) -> None:
        """Private files need a signature; the folder's name gives nothing of the id away."""
        folder = f"/heygen/{Dice('media', look.id).hex('folder', 24)}"
        signed = "" if look.public else "cloudfront"
        form, ending, says = _FILES[look.file_type]
        if look.has_picture:
            still = Still(look.portrait, *look.size, form)
            path = f"{folder}/preview_target.{ending}"
            self._pictures[look.id] = self._media.add(path, Asset(still, says, signed))
        if look.has_video:
            path = f"{folder}/preview_video_target.mp4"
            self._videos[look.id] = self._media.add(path, Asset(look.clip, "video/mp4", signed))

    def pictures(self, looks: Sequence[Look]) -> list[str]:
        """Paths of the looks' pictures, as far as they have one."""
        return [self._pictures[look.id] for look in looks if look.id in self._pictures]

    def _link(self, paths: Mapping[str, str], look: Look) -> str | None:
        path = paths.get(look.id)
        return self._media.link(path, self._switches.signed_seconds) if path else None

    def look(self, look: Look) -> dict[str, object]:
        return {
            **look.record,
            "preview_image_url": self._link(self._pictures, look),
            "preview_video_url": self._link(self._videos, look),
        }

    def group(self, group: Group) -> dict[str, object]:
        first = group.looks[0]
        return {
            **group.record,
            "preview_image_url": self._link(self._pictures, first),
            "preview_video_url": self._link(self._videos, first),
        }

    def v2_details(self, look: Look) -> dict[str, object]:
        return {
            "type": "avatar",
            "id": look.id,
            "name": look.record["name"],
            "gender": look.record["gender"] or "unknown",
            "preview_image_url": self._link(self._pictures, look),
            "preview_video_url": self._link(self._videos, look),
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
            "preview_image_url": self._link(self._pictures, look),
            "preview_video_url": self._link(self._videos, look),
            "premium": look.premium,
            "type": None,
            "tags": None,
            "default_voice_id": None,
        }

    def v2_photo(self, look: Look) -> dict[str, object]:
        return {
            "talking_photo_id": look.id,
            "talking_photo_name": look.record["name"],
            "preview_image_url": self._link(self._pictures, look),
        }


def _upper_tags(look: Look) -> list[str]:
    tags = look.record["tags"]
    words = [str(tag).upper() for tag in tags] if isinstance(tags, list) else []
    return [*words, "PREMIUM"] if look.premium else words
