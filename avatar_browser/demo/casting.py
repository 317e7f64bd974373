"""Faces for people: what is likely for where somebody's family comes from, thrown by seed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from avatar_browser.demo.art.traits import Build, Face
from avatar_browser.demo.dice import Dice


@dataclass(frozen=True, slots=True)
class Roots:
    """Weights for skin, hair and eyes, and tendencies of features from 0 to 1."""

    skins: Mapping[int, float]
    hairs: Mapping[str, float]
    eyes: Mapping[str, float]
    lid: float = 1.0
    tilt: float = 0.4
    nose: float = 0.4
    lips: float = 0.45
    curl: float = 0.1
    """How likely hair is curled or coiled."""


_DARK = {"black": 6.0, "soft black": 3.0}
_BROWNS = {"dark brown": 4.0, "soft black": 2.0, "brown": 1.5}
_MIXED = {"brown": 3.0, "chestnut": 2.0, "dark blond": 2.0, "dark brown": 2.0, "auburn": 0.8}
_FAIR = {
    "blond": 3.0,
    "dark blond": 3.0,
    "chestnut": 1.5,
    "ginger": 0.8,
    "platinum": 0.8,
    "brown": 1.0,
}
_BROWN_EYES = {"brown": 4.0, "dark": 3.0, "hazel": 0.6}
_LIGHT_EYES = {"blue": 3.0, "grey": 1.5, "green": 1.5, "hazel": 1.0}

ROOTS: Mapping[str, Roots] = {
    "nordic": Roots({0: 4, 1: 3}, _FAIR, _LIGHT_EYES, nose=0.3, lips=0.35),
    "european": Roots({0: 1, 1: 4, 2: 2}, _MIXED, {**_LIGHT_EYES, "brown": 3.0}, nose=0.4),
    "celtic": Roots(
        {0: 5, 1: 2},
        {"ginger": 3.0, "auburn": 2.0, "brown": 1.0, "chestnut": 1.0},
        _LIGHT_EYES,
        nose=0.3,
        lips=0.35,
        curl=0.25,
    ),
    "mediterranean": Roots(
        {2: 3, 3: 3}, _BROWNS, {"brown": 3.0, "hazel": 1.5, "green": 0.8}, nose=0.5, curl=0.2
    ),
    "mideast": Roots(
        {2: 2, 3: 3, 4: 2}, _BROWNS, {**_BROWN_EYES, "green": 0.7}, nose=0.5, lips=0.5, curl=0.15
    ),
    "south_asian": Roots({3: 1, 4: 3, 5: 3, 6: 1.5}, _DARK, _BROWN_EYES, nose=0.5, lips=0.55),
    "east_asian": Roots(
        {1: 2, 2: 4},
        _DARK,
        {"dark": 4.0, "brown": 2.0},
        lid=0.25,
        tilt=0.75,
        nose=0.35,
        lips=0.45,
        curl=0.0,
    ),
    "southeast_asian": Roots(
        {2: 1, 3: 3, 4: 3},
        _DARK,
        {"dark": 3.0, "brown": 2.0},
        lid=0.5,
        tilt=0.65,
        nose=0.5,
        lips=0.55,
        curl=0.05,
    ),
    "latin": Roots(
        {2: 2, 3: 3, 4: 3, 5: 1},
        _BROWNS,
        {**_BROWN_EYES, "hazel": 1.0},
        nose=0.45,
        lips=0.55,
        curl=0.25,
    ),
    "west_african": Roots(
        {7: 2, 8: 4, 9: 3}, _DARK, {"dark": 3.0, "brown": 3.0}, nose=0.85, lips=0.85, curl=1.0
    ),
    "east_african": Roots(
        {6: 1.5, 7: 3, 8: 3}, _DARK, {"dark": 3.0, "brown": 3.0}, nose=0.6, lips=0.7, curl=1.0
    ),
    "american_black": Roots(
        {5: 1, 6: 3, 7: 3, 8: 2},
        _DARK,
        {"dark": 2.0, "brown": 4.0, "hazel": 0.6},
        nose=0.7,
        lips=0.75,
        curl=1.0,
    ),
    "pacific": Roots(
        {4: 3, 5: 3, 6: 1}, _DARK, _BROWN_EYES, tilt=0.5, nose=0.7, lips=0.7, curl=0.4
    ),
    "native": Roots({3: 1, 4: 3, 5: 2}, _DARK, _BROWN_EYES, lid=0.7, tilt=0.55, nose=0.55),
}

_SOFT_STRAIGHT = {
    "long": 2.0,
    "long-wavy": 2.4,
    "long-middle": 1.4,
    "long-fringe": 1.2,
    "lob": 1.6,
    "lob-wavy": 1.6,
    "lob-middle": 1.2,
    "bob": 1.4,
    "bob-fringe": 1.2,
    "plaits": 0.5,
    "ponytail": 1.2,
    "top-bun": 1.0,
    "low-bun": 1.2,
    "pixie": 1.0,
}
_SOFT_COILED = {
    "afro": 2.0,
    "curly": 1.5,
    "box-braids": 2.0,
    "top-bun": 0.8,
    "head-wrap": 0.9,
    "buzz": 0.5,
    "lob": 0.4,
    "locs": 0.8,
    "low-bun": 0.5,
}
_STRONG_STRAIGHT = {
    "side-part": 2.0,
    "quiff": 2.0,
    "swept": 1.4,
    "crop": 1.8,
    "buzz": 0.7,
    "fade": 0.8,
    "tucked": 0.6,
}
_STRONG_COILED = {"buzz": 1.4, "fade": 2.4, "afro": 1.0, "locs": 1.0, "bald": 0.7}
_STRONG_OLD = {"receding": 2.0, "bald": 1.6, "side-part": 1.4, "swept": 1.4}
_BEARDS = {"": 4.0, "stubble": 2.2, "short": 2.2, "full": 1.0, "goatee": 0.5, "moustache": 0.5}
_GLASSES = {"": 7.0, "round": 1.2, "square": 1.2, "rect": 0.8, "cat": 0.6}
_FRAMES = ("#2b2b33", "#5b3b2e", "#7a2f3c", "#2f4a63", "#8c6b3f")


def cast_face(seed: str, roots: str, build: Build, age: float, **fixed: object) -> Face:
    """A face that is always the same for the same ``seed``; ``fixed`` fields win over chance."""
    dice = Dice("face", seed)
    origin = ROOTS[roots]
    soft = build is Build.SOFT
    face = Face(
        build=build,
        skin=dice.weighted("skin", origin.skins),
        age=age,
        jaw=dice.unit("jaw"),
        chin=dice.unit("chin"),
        length=dice.unit("length"),
        eyes=dice.weighted("eyes", origin.eyes),
        eye_size=dice.unit("eye size"),
        eye_tilt=origin.tilt + dice.between("tilt", -0.25, 0.25),
        lid=max(0.0, origin.lid + dice.between("lid", -0.25, 0.0)),
        brows=dice.between("brows", 0.1, 0.9),
        arch=dice.unit("arch"),
        nose=_near(dice, "nose", origin.nose),
        mouth=dice.unit("mouth"),
        lips=_near(dice, "lips", origin.lips),
        hair=_hair_style(dice, origin, age, soft=soft),
        hair_color=_hair_color(dice, origin, age),
        flip=dice.chance("flip", 0.5),
        beard="" if soft else dice.weighted("beard", _BEARDS),
        glasses=_glasses(dice, age, soft=soft),
        glasses_color=dice.pick("frame", _FRAMES),
        freckles=origin.skins.get(0, 0) > 0 and dice.chance("freckles", 0.3),
        mole=soft and dice.chance("mole", 0.12),
    )
    return replace(face, **fixed)  # type: ignore[arg-type]


def _near(dice: Dice, label: str, middle: float) -> float:
    return min(1.0, max(0.0, middle + dice.between(label, -0.28, 0.28)))


def _hair_style(dice: Dice, origin: Roots, age: float, *, soft: bool) -> str:
    coiled = dice.chance("coiled", origin.curl)
    if soft:
        if coiled and origin.curl < 0.9:
            return dice.pick("curly", ("curly", "curly", "lob-wavy", "afro"))
        return dice.weighted("style", _SOFT_COILED if coiled else _SOFT_STRAIGHT)
    if age > 0.7 and dice.chance("thin", 0.6):
        return dice.weighted("style", _STRONG_OLD)
    return dice.weighted("style", _STRONG_COILED if coiled else _STRONG_STRAIGHT)


def _hair_color(dice: Dice, origin: Roots, age: float) -> str:
    if age > 0.75:
        return dice.weighted("grey", {"grey": 2.0, "silver": 2.5, "white": 1.0})
    if age > 0.55 and dice.chance("greying", 0.4):
        return "grey"
    return dice.weighted("hair", origin.hairs)


def _glasses(dice: Dice, age: float, *, soft: bool) -> str:
    kind = dice.weighted("glasses", _GLASSES)
    if not kind and age > 0.7 and dice.chance("readers", 0.4):
        kind = "rect"
    return "round" if kind == "cat" and not soft else kind
