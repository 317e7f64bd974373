"""Clothes, colours and poses for a look."""

from collections.abc import Mapping

from avatar_browser.demo.art.traits import Build, Face, Outfit, Portrait, Pose, Scene
from avatar_browser.demo.dice import Dice
from avatar_browser.demo.themes import Theme

# Main, second and accent colour of the clothes, and a backdrop that lets them stand out.
_SCHEMES = (
    ("#2f4b6e", "#f4efe6", "#c8553d", "#d9b79a"),
    ("#b8543f", "#f6ead9", "#2f5d62", "#9fbcc4"),
    ("#3f6f5a", "#f3eee2", "#d9a441", "#d8c3a5"),
    ("#d7a13b", "#fbf3e2", "#34495e", "#8aa6b5"),
    ("#7b4b73", "#f5e9ef", "#e0b04c", "#b9c7a8"),
    ("#c77f8b", "#fdf2ee", "#4a5d7a", "#a9bfd0"),
    ("#37474f", "#e9edf0", "#e07a5f", "#c9a58f"),
    ("#5a84a8", "#f7f3ea", "#8e3d55", "#e0c39a"),
    ("#e6d9c5", "#ffffff", "#6b4f3f", "#7f9a94"),
    ("#8e3d55", "#f7ebe4", "#c9a24b", "#aebfae"),
    ("#4f5d95", "#eef0f8", "#e3935a", "#cdb8d6"),
    ("#86a788", "#f8f5ec", "#7a4f6a", "#e3bfa6"),
    ("#e3885f", "#fff4e8", "#33575f", "#93aec2"),
    ("#f1efe9", "#d9e2e8", "#3d6b8e", "#b58f86"),
    ("#2e6e73", "#eef5f2", "#d96f4e", "#d6bb94"),
    ("#a4a0c8", "#f5f3fb", "#4f3f6e", "#d7b5a6"),
)
_FIXED: Mapping[str, tuple[str, ...]] = {
    "suit": ("#27364d", "#3a3f47", "#4a3b34", "#2d4640", "#5a6472", "#53324a"),
    "scrubs": ("#2f7f86", "#3f6aa0", "#7a4b73", "#4b8a6c"),
    "denim": ("#3c5f86", "#56789a", "#2c4058", "#7f9bb3"),
    "leather": ("#2b2a2e", "#4a3128", "#5c2a2d", "#3a3f3a"),
    "coat": ("#7fa3c4", "#cfd9e4", "#c79a9f", "#8fb09a"),
    "kurta": ("#f0e6d2", "#8c2f39", "#274060", "#5a7d4f", "#d99a2b"),
    "sari": ("#b0304a", "#1f6f78", "#7a2f6b", "#d9822b", "#2f5fa8"),
}
_COLOURFUL = frozenset({"studio", "halo", "paper", "duotone", "podcast"})
_CLEAR_HUES = (
    "#e9a46a",
    "#62aea6",
    "#7f88d0",
    "#e08e86",
    "#6ea6d8",
    "#e8c15f",
    "#97c78b",
    "#bf92d2",
    "#5f93a8",
    "#d98fb0",
    "#8fb8e0",
)
_EARRINGS = {"": 2.5, "stud": 3.0, "hoop": 1.6, "drop": 1.6}
_LIPSTICK = {"": 3.0, "#c2474f": 1.0, "#b5586a": 1.2, "#a83e4b": 0.8, "#cf6f6a": 1.2}


def dressed(seed: str, face: Face, roots: str, theme: Theme, number: int) -> Portrait:
    """The portrait of look ``number`` of somebody in ``theme``."""
    dice = Dice("look", seed, theme.title, number)
    garment = _garment(dice, face, roots, theme)
    scheme = dice.pick("scheme", _SCHEMES)
    main = dice.pick("fixed", _FIXED[garment]) if garment in _FIXED else scheme[0]
    always = Dice("style", seed)
    soft = face.build is Build.SOFT
    second = (
        dice.pick("shirt", ("#f7f5f0", "#dfe8f0", "#f5e6e0")) if garment == "suit" else scheme[1]
    )
    outfit = Outfit(
        kind=garment,
        main=main,
        second=second,
        accent="#d9a94a" if garment in ("kurta", "sari") else scheme[2],
        scarf=dice.pick("scarf", _SCHEMES)[0],
        earrings=dice.weighted("earrings", _EARRINGS) if soft else "",
        metal=always.pick("metal", ("#e0b45c", "#d8dadd", "#d9a08a")),
        necklace=soft and garment in ("dress", "blouse", "scrubs") and dice.chance("chain", 0.6),
        lipstick=dice.weighted("lipstick", _LIPSTICK) if soft else "",
    )
    hue = _vivid(dice, main) if theme.backdrop in _COLOURFUL else scheme[3]
    scene = Scene(theme.backdrop, hue, f"{seed}.{number}", always.pick("light", (-1, 1)))
    return Portrait(face, outfit, scene, _pose(dice))


def _vivid(dice: Dice, main: str) -> str:
    """A clear colour unlike that of the clothes."""
    chosen = (dice.pick(f"hue {k}", _CLEAR_HUES) for k in range(3))
    return max(chosen, key=lambda hue: _distance(hue, main))


def _distance(first: str, second: str) -> int:
    return sum(abs(int(first[i : i + 2], 16) - int(second[i : i + 2], 16)) for i in (1, 3, 5))


def _garment(dice: Dice, face: Face, roots: str, theme: Theme) -> str:
    soft = face.build is Build.SOFT
    if roots == "south_asian" and theme.backdrop in ("halo", "paper", "home", "plants"):
        return "sari" if soft and face.hair != "hijab" else "kurta"
    options = theme.soft if soft else theme.strong
    if face.hair == "hijab":
        options = tuple(g for g in options if g not in ("dress", "hoodie")) or ("cardigan",)
    return dice.pick("garment", options)


def _pose(dice: Dice) -> Pose:
    return Pose(
        smile=dice.between("smile", 0.5, 1.0),
        teeth=dice.weighted("teeth", {0.0: 1.5, 0.6: 0.7, 0.85: 0.7}),
        turn=dice.between("turn", -0.8, 0.8),
        tilt=dice.between("tilt", -3.6, 3.6),
    )
