"""HeyGen's groups (people) and looks in the demo, each made from its number alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from avatar_browser.demo.art.traits import Portrait
from avatar_browser.demo.dice import Dice
from avatar_browser.demo.heygen_ids import Seat, folder_of, group_id_of, look_id_of
from avatar_browser.demo.people import HEYGEN_PEOPLE, Character, clip_key
from avatar_browser.demo.themes import THEMES, Theme

_SINCE = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
# The last people of the cast are the account's own.
_OWN = range(len(HEYGEN_PEOPLE) - 6, len(HEYGEN_PEOPLE))
_DAYS = 500
_MOST_LOOKS = 40
_SHAPES: Mapping[str, tuple[int, int]] = {
    "portrait": (720, 960),
    "tall": (720, 1280),
    "landscape": (1280, 720),
    "square": (720, 720),
}
_ENGINES: tuple[tuple[str, ...], ...] = (
    ("avatar_iv", "avatar_iii"),
    ("avatar_v", "avatar_iv"),
    ("avatar_iii",),
    ("avatar_4_quality", "avatar_4_turbo"),
    ("avatar_v", "avatar_iv", "avatar_iii"),
    (),
)
_GENDER_WORDS: Mapping[str, tuple[str | None, ...]] = {
    "female": ("female", "Woman", "Female", "female", None),
    "male": ("male", "Man", "Male", "male", "unknown"),
    "": ("unknown", None, "unknown"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """``record`` is the v3 object without media, ``size`` that of its picture."""

    id: str
    group_id: str
    public: bool
    record: Mapping[str, object]
    person: Character
    theme: Theme
    seat: Seat
    size: tuple[int, int]
    file_type: str
    """``webp``, ``jpeg``, or ``png as jpg``: a PNG behind the name and type of a JPEG."""
    clip: str
    has_picture: bool
    has_video: bool
    premium: bool
    details: str
    """What the v2 detail call does: ``ok``, ``missing`` or ``forbidden``."""

    @property
    def portrait(self) -> Portrait:
        return self.person.portrait(self.theme, self.seat.look)

    @property
    def folder(self) -> str:
        """Where its files are on the media host."""
        return folder_of(self.id, self.seat)


@dataclass(frozen=True, slots=True)
class Group:
    """``record`` is the v3 object without media; its picture is that of its first look."""

    id: str
    public: bool
    record: Mapping[str, object]
    number: int
    looks_count: int


def is_wide(person: Character) -> bool:
    """Whether this person was filmed in a wide studio; so is their clip."""
    return Dice("heygen", clip_key(person)).chance("wide", 0.3)


def clip_portrait(number: int) -> Portrait:
    """Person ``number`` of the cast as their clip shows them: their first look with a backdrop."""
    themes = _themes(number)
    k = next(k for k, theme in enumerate(themes) if theme.backdrop != "cutout")
    return HEYGEN_PEOPLE[number].portrait(themes[k], k)


def is_public(group: int) -> bool:
    """Whether group number ``group`` is everybody's; the others are the account's own."""
    return group not in _OWN


def usual_count(person: Character, group: int) -> int:
    """How many looks somebody has."""
    return _MOST_LOOKS if group == 2 else 10 + Dice("heygen", person.key).integer("looks") % 9


def _themes(number: int) -> list[Theme]:
    themes = list(THEMES.values())
    return [themes[(number * 4 + 7 * k) % len(themes)] for k in range(len(themes))]


def made_group(person: Character, number: int, count: int) -> Group:
    dice = Dice("heygen", person.key)
    group_id = group_id_of(person, number)
    public = is_public(number)
    voice = voice_id_of(person)
    made_at = _SINCE + timedelta(days=5 * number % _DAYS, seconds=dice.integer("at") % 80_000)
    gender = dice.pick("gender", _GENDER_WORDS[person.gender])
    record: dict[str, object] = {
        "id": group_id,
        "name": person.name,
        "created_at": int(made_at.timestamp()),
        "looks_count": count,
        "gender": gender,
        "default_voice_id": voice if dice.chance("voiced", 0.8) else None,
    }
    if not public:
        record |= {"consent_status": "approved", "status": "completed", "error": None}
    return Group(group_id, public, record, number, count)


def made_look(person: Character, seat: Seat) -> Look:
    number, k = seat
    dice = Dice("heygen", person.key, k)
    public, group_id, voice = is_public(number), group_id_of(person, number), voice_id_of(person)
    themes = _themes(number)
    theme = themes[k % len(themes)]
    kind = _kind(person, dice)
    shape = _shape(person, dice, kind)
    status = _status(person, k, public)
    waiting = status in ("processing", "pending_consent", "failed")
    size = _SHAPES[shape]
    record: dict[str, object] = {
        "id": look_id_of(person, seat, theme),
        "name": f"{person.name} {_look_name(theme, k, len(themes))}",
        "avatar_type": kind,
        "group_id": group_id,
        "gender": dice.pick("gender", _GENDER_WORDS[person.gender]),
        "default_voice_id": voice if dice.chance("voiced", 0.6) else None,
        "tags": [t.capitalize() for t in theme.tags] if dice.chance("tagged", 0.85) else [],
        "supported_api_engines": list(dice.pick("engines", _ENGINES)),
        "image_width": 0 if waiting else size[0],
        "image_height": None if waiting else size[1],
        "preferred_orientation": None if waiting else shape.replace("tall", "portrait"),
    }
    if not public:
        record |= {"status": status, "error": _error(status)}
    return Look(
        id=str(record["id"]),
        group_id=group_id,
        public=public,
        record=record,
        person=person,
        theme=theme,
        seat=seat,
        size=size,
        file_type=_file_type(theme, dice),
        clip=f"heygen/{clip_key(person)}.mp4",
        has_picture=not waiting,
        has_video=not waiting and kind != "photo_avatar",
        premium=dice.chance("premium", 0.25),
        details=dice.weighted("details", {"ok": 20.0, "missing": 1.0, "forbidden": 1.0}),
    )


def voice_id_of(person: Character) -> str:
    """The voice that the person's looks speak with, unless they name none."""
    return Dice("heygen", person.key).hex("voice", 32)


def _kind(person: Character, dice: Dice) -> str:
    usual = Dice("heygen", clip_key(person)).weighted(
        "kind", {"studio_avatar": 5.0, "digital_twin": 3.0, "photo_avatar": 1.6}
    )
    return usual if dice.chance("usual", 0.8) else dice.pick("kind", ("photo_avatar", usual))


def _shape(person: Character, dice: Dice, kind: str) -> str:
    if is_wide(person):
        return dice.weighted("shape", {"landscape": 8.0, "square": 1.0, "portrait": 1.0})
    if kind == "photo_avatar":
        return dice.weighted("shape", {"portrait": 4.0, "square": 3.0, "tall": 2.0})
    return dice.weighted("shape", {"portrait": 6.0, "tall": 2.0, "square": 1.0, "landscape": 1.0})


def _file_type(theme: Theme, dice: Dice) -> str:
    if theme.backdrop == "cutout":
        return "webp"
    return dice.weighted("file", {"webp": 6.0, "jpeg": 3.0, "png as jpg": 1.0})


def _status(person: Character, k: int, public: bool) -> str:
    """The newest looks of the account's own people are not all done."""
    if public:
        return ""
    return {
        ("me", 9): "processing",
        ("kofi", 9): "processing",
        ("nora", 9): "pending_consent",
        ("sam", 9): "failed",
    }.get((person.key, k), "completed")


def _error(status: str) -> dict[str, str] | None:
    if status != "failed":
        return None
    return {
        "code": "training_failed",
        "message": "The face was covered in more than half of the footage.",
    }


def _look_name(theme: Theme, k: int, themes: int) -> str:
    title = f"in {theme.title}" if theme.backdrop != "cutout" else "Front"
    return title if k < themes else f"{title} {k // themes + 1}"
