"""The HeyGen catalogue of the demo: groups (people) and their looks, public and private."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from avatar_browser.demo.art.traits import Portrait
from avatar_browser.demo.dice import Dice
from avatar_browser.demo.people import HEYGEN_PEOPLE, Character, cast_of, clip_key
from avatar_browser.demo.themes import THEMES, Theme

_SINCE = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
# The last people of the cast are the account's own.
_OWN = 6
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
# Ids as they were seen in the wild, and ids that try the encoding of path segments.
_AWKWARD_IDS: Mapping[tuple[str, int], str] = {
    ("daisy", 0): "Daisy-inskirt-20220818",
    ("abigail", 0): "Abigail_standing_office_front",
    ("abigail", 1): "Abigail_expressive_2024112501",
    ("tyler", 1): "Tyler/casual/front",
    ("amelie", 2): "Amélie 100% studio",
    ("yijun", 1): "陳怡君_辦公室",
    ("rd", 0): "R&D look #7?final",
    ("brandon", 3): "Brandon + mic; take=2",
}


@dataclass(frozen=True, slots=True)
class Look:
    """``record`` is the v3 object without media; ``shape`` is one of portrait, tall, …."""

    id: str
    group_id: str
    public: bool
    record: Mapping[str, object]
    portrait: Portrait
    size: tuple[int, int]
    file_type: str
    """``webp``, ``jpeg``, or ``png as jpg``: a PNG behind the name and type of a JPEG."""
    clip: str
    has_picture: bool
    has_video: bool
    premium: bool
    details: str
    """What the v2 detail call does: ``ok``, ``missing`` or ``forbidden``."""


@dataclass(frozen=True, slots=True)
class Group:
    """``record`` is the v3 object without media; its picture is that of its first look."""

    id: str
    public: bool
    record: Mapping[str, object]
    looks: tuple[Look, ...]


def is_wide(person: Character) -> bool:
    """Whether this person was filmed in a wide studio; so is their clip."""
    return Dice("heygen", clip_key(person)).chance("wide", 0.3)


def clip_portrait(number: int) -> Portrait:
    """Person ``number`` of the cast as their clip shows them: their first look with a backdrop."""
    themes = _themes(number)
    k = next(k for k, theme in enumerate(themes) if theme.backdrop != "cutout")
    return HEYGEN_PEOPLE[number].portrait(themes[k], k)


def heygen_cast(size: float = 1.0) -> list[Group]:
    """The catalogue, ``size`` times the usual people: the last ones are the account's own."""
    people = cast_of(HEYGEN_PEOPLE, max(_OWN + 1, round(len(HEYGEN_PEOPLE) * size)))
    own = {person.key for person in HEYGEN_PEOPLE[-_OWN:]}
    return [_group(person, n, person.key not in own) for n, person in enumerate(people)]


def _themes(number: int) -> list[Theme]:
    themes = list(THEMES.values())
    return [themes[(number * 4 + 7 * k) % len(themes)] for k in range(len(themes))]


def _group(person: Character, number: int, public: bool) -> Group:
    dice = Dice("heygen", person.key)
    group_id = dice.hex("group", 32)
    count = 10 + dice.integer("looks") % 9 if number != 2 else 40
    voice = dice.hex("voice", 32)
    looks = tuple(_look(person, number, k, public, group_id, voice) for k in range(count))
    made_at = _SINCE + timedelta(days=5 * number, seconds=dice.integer("at") % 80_000)
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
    return Group(group_id, public, record, looks)


def _look(person: Character, number: int, k: int, public: bool, group_id: str, voice: str) -> Look:
    dice = Dice("heygen", person.key, k)
    themes = _themes(number)
    theme = themes[k % len(themes)]
    kind = _kind(person, dice)
    shape = _shape(person, dice, kind)
    status = _status(person, k, public)
    waiting = status in ("processing", "pending_consent", "failed")
    size = _SHAPES[shape]
    record: dict[str, object] = {
        "id": _look_id(person, k, theme, dice),
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
        portrait=person.portrait(theme, k),
        size=size,
        file_type=_file_type(theme, dice),
        clip=f"heygen/{clip_key(person)}.mp4",
        has_picture=not waiting,
        has_video=not waiting and kind != "photo_avatar",
        premium=dice.chance("premium", 0.25),
        details=dice.weighted("details", {"ok": 20.0, "missing": 1.0, "forbidden": 1.0}),
    )


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


def _look_id(person: Character, k: int, theme: Theme, dice: Dice) -> str:
    awkward = _AWKWARD_IDS.get((person.key, k))
    if awkward:
        return awkward
    only = person in HEYGEN_PEOPLE  # names of extras repeat
    if only and dice.chance("plain", 0.4) and person.name.isascii():
        stem = "_".join(person.name.replace("&", "").split())
        return f"{stem}_{theme.title.lower()}_{dice.pick('side', ('front', 'side'))}_{k:02d}"
    return dice.hex("id", 32)
