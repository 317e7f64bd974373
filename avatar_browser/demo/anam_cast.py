"""The Anam avatars of the demo: usually thirty people, each in four settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from avatar_browser.demo.art.traits import Portrait
from avatar_browser.demo.dice import Dice
from avatar_browser.demo.marks import Marks
from avatar_browser.demo.people import ANAM_PEOPLE, Character, clip_key, person_of
from avatar_browser.demo.size import ANAM_USUAL
from avatar_browser.demo.themes import THEMES, Theme

VARIANTS = 4
_MARKS = Marks("anam")
_SINCE = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
_DAYS = 500
_STYLES = {"realistic": 7.0, "illustrated": 2.0, "animated_3d": 1.0, "unknown": 0.5}
# Both vocabularies that the service has been seen to use, the active version first.
_VERSIONS: tuple[tuple[str, ...], ...] = (
    ("cara-3", "cara-2"),
    ("cara-4-latest", "cara-3"),
    ("cara-4", "cara-3", "cara-2"),
    ("v2", "v1"),
    ("cara-4-20260211", "v2"),
    ("cara-3",),
)
_ORGANISATIONS = ("5f0c7c9e-2b7d-4c55-9d0b-0e6f3d9b8a11", "V1StGXR8_Z5jdHi6B-myT")
_PRONOUNS = {"female": "woman", "male": "man", "": "person"}


@dataclass(frozen=True, slots=True)
class AnamAvatar:
    """One avatar with what its pictures and clips are made from.

    ``record`` is the answer's object without any media; ``has_video`` and ``has_portrait`` tell
    which of them are null.
    """

    id: str
    record: Mapping[str, object]
    person: Character
    theme: Theme
    number: int
    clip: str
    idle_clip: str
    has_video: bool
    has_portrait: bool
    old_edition: bool
    """Six fields only, as older editions of the service sent."""

    @property
    def portrait(self) -> Portrait:
        return self.person.portrait(self.theme, self.number)


def variant_themes(number: int) -> list[Theme]:
    """The four settings of person ``number``."""
    themes = [theme for theme in THEMES.values() if theme.backdrop != "cutout"]
    return [themes[(number + 5 * k) % len(themes)] for k in range(VARIANTS)]


class AnamCast:
    """The catalogue of ``count`` avatars; everybody comes before anybody comes again.

    Avatars are made when they are asked for and not kept: a large catalogue begins as quickly as a
    small one, and a larger one holds all that are in a smaller one.
    """

    def __init__(self, count: int = ANAM_USUAL) -> None:
        self._count = count
        self._people = [person_of(ANAM_PEOPLE, n) for n in range(ceil(count / VARIANTS))]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[AnamAvatar]:
        return (self[place] for place in range(self._count))

    def __getitem__(self, place: int) -> AnamAvatar:
        k, number = divmod(place, len(self._people))
        return _avatar(self._people[number], number, k)

    def find(self, avatar_id: str) -> AnamAvatar | None:
        seat = _MARKS.number(avatar_id)
        if seat is None:
            return None
        number, k = divmod(seat, VARIANTS)
        if number >= len(self._people) or k * len(self._people) + number >= self._count:
            return None
        found = _avatar(self._people[number], number, k)
        return found if found.id == avatar_id else None


def _avatar(person: Character, number: int, k: int) -> AnamAvatar:
    dice = Dice("anam", person.key, k)
    theme = variant_themes(number)[k]
    avatar_id = _uuid(dice, number * VARIANTS + k)
    seconds = dice.integer("s") % 3000
    made_at = _SINCE + timedelta(days=4 * number % _DAYS, hours=7 * k, seconds=seconds)
    changed_at = made_at + timedelta(days=dice.integer("changed") % 90, minutes=13)
    versions = dice.pick("versions", _VERSIONS)
    custom = (number * VARIANTS + k) % 10 == 7
    clip = clip_key(person)
    record: dict[str, object] = {
        "id": avatar_id,
        "displayName": person.name,
        "variantName": _variant_name(number, k, theme),
        "createdAt": _iso(made_at),
        "updatedAt": _iso(changed_at),
        "createdByOrganizationId": dice.pick("org", _ORGANISATIONS) if custom else None,
        "availableVersions": list(versions),
        "activeVersion": versions[0] if dice.chance("active", 0.9) else None,
        "description": _description(person, theme),
        "displayTags": _tags(person, theme, dice),
        "renderStyle": dice.weighted("style", _STYLES),
    }
    return AnamAvatar(
        id=avatar_id,
        record=record,
        person=person,
        theme=theme,
        number=k,
        clip=f"anam/{clip}-{k}.mp4",
        idle_clip=f"anam/{clip}-idle.mp4",
        has_video=(number * VARIANTS + k) % 17 != 11,
        has_portrait=(number * VARIANTS + k) % 7 != 5,
        old_edition=(number * VARIANTS + k) % 20 == 18,
    )


def _variant_name(number: int, k: int, theme: Theme) -> str | None:
    """Lower case, as the service has it; here and there one collides or is missing."""
    if k == VARIANTS - 1 and number % 8 == 4:
        theme = variant_themes(number)[0]
    if k == 2 and number % 15 == 6:
        return None
    return theme.title.lower()


def _description(person: Character, theme: Theme) -> str:
    who = _PRONOUNS[person.gender]
    age = "A young" if person.face.age < 0.3 else "An elderly" if person.face.age > 0.75 else "A"
    glasses = " with glasses" if person.face.glasses else ""
    return f"{age} {who}{glasses} {theme.place}, looking at the camera with a friendly expression."


def _tags(person: Character, theme: Theme, dice: Dice) -> list[str]:
    tags = [*theme.tags]
    if person.gender:
        tags.append(person.gender)
    if person.face.glasses:
        tags.append("glasses")
    if person.face.beard:
        tags.append("beard")
    if dice.chance("new", 0.12):
        tags.append("new")
    return tags


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _uuid(dice: Dice, seat: int) -> str:
    digits = dice.hex("id", 32)
    return f"{_MARKS.mark(seat)}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
