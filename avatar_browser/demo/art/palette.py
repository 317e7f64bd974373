"""Colours of skin, hair and eyes, chosen by hand."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from avatar_browser.demo.art.pens import darker, lighter, mix


@dataclass(frozen=True, slots=True)
class Skin:
    base: QColor
    shade: QColor
    light: QColor
    blush: QColor
    lip: QColor
    line: QColor


@dataclass(frozen=True, slots=True)
class Tone:
    """One material: its colour, its shadow, its deep shadow and its light."""

    base: QColor
    shade: QColor
    deep: QColor
    light: QColor


def _skin(base: str, shade: str, light: str, blush: str, lip: str, line: str) -> Skin:
    return Skin(*(QColor(code) for code in (base, shade, light, blush, lip, line)))


SKINS = (
    _skin("#fbdcc9", "#eab39c", "#fff0e6", "#f3938a", "#d9767a", "#8f4f45"),
    _skin("#f8d0b4", "#e2a384", "#ffe6d4", "#ee8878", "#cf6c69", "#87493a"),
    _skin("#f4c9a2", "#dba077", "#ffe3c8", "#e98268", "#c96660", "#7f4632"),
    _skin("#e9b78a", "#c98c60", "#fbd5b0", "#dc7456", "#bd5d52", "#713c29"),
    _skin("#d9a071", "#b3774c", "#f0bf93", "#c9664a", "#ab5348", "#643322"),
    _skin("#c1865a", "#975f3b", "#dca679", "#b1573f", "#98463f", "#532a1c"),
    _skin("#a36c45", "#7a482c", "#c28b61", "#97472f", "#853d38", "#442117"),
    _skin("#85543a", "#5f3624", "#a67153", "#7f3a2c", "#7a3638", "#361a13"),
    _skin("#684030", "#47271d", "#875a45", "#692d26", "#6d2f34", "#28130f"),
    _skin("#503228", "#341c17", "#6f4a3d", "#55241f", "#5c282d", "#1d0d0b"),
)

_HAIR = {
    "black": "#221d22",
    "soft black": "#2e2423",
    "dark brown": "#412820",
    "brown": "#5f3b28",
    "chestnut": "#7c4a2d",
    "auburn": "#8a3d25",
    "ginger": "#c0642f",
    "dark blond": "#a67c4c",
    "blond": "#d6ae6c",
    "platinum": "#eed9ae",
    "grey": "#8f8d92",
    "silver": "#c6c6cc",
    "white": "#e6e4e2",
    "rose": "#d77c93",
    "teal": "#3f8f95",
}

EYES = {
    "dark": QColor("#3b2218"),
    "brown": QColor("#6a3f22"),
    "amber": QColor("#94602a"),
    "hazel": QColor("#7d6a35"),
    "green": QColor("#5c8352"),
    "grey": QColor("#7d8d98"),
    "blue": QColor("#4a7fae"),
}


def hair_tone(name: str) -> Tone:
    base = QColor(_HAIR[name])
    dark = base.valueF() < 0.3
    shine = mix(base, QColor("#8c8aa6"), 0.42) if dark else lighter(base, 0.38)
    if not dark and base.hsvSaturationF() > 0.4:
        shine = mix(shine, QColor("#ffcf8a"), 0.25)
    return Tone(base, darker(base, 0.3), darker(base, 0.52), shine)


def cloth(code: str) -> Tone:
    base = QColor(code)
    return Tone(base, darker(base, 0.2), darker(base, 0.42), lighter(base, 0.22))
