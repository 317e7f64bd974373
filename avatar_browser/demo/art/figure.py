"""Puts the parts of a person on top of each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtGui import QPainter

from avatar_browser.demo.art import (
    attire,
    clothes,
    covering,
    hair_long,
    hair_short,
    hair_up,
    jackets,
)
from avatar_browser.demo.art.beard import draw_beard
from avatar_browser.demo.art.body import draw_body, half_body
from avatar_browser.demo.art.extras import draw_earrings, draw_glasses, draw_necklace
from avatar_browser.demo.art.eyes import draw_brows, draw_eyes, draw_mole
from avatar_browser.demo.art.face import draw_age, draw_ears, draw_skin
from avatar_browser.demo.art.features import draw_mouth, draw_nose
from avatar_browser.demo.art.pens import blob, color, faded, moved, taper
from avatar_browser.demo.art.sitter import Sitter

Part = Callable[[QPainter, Sitter], None]

_BACK: Mapping[str, Part] = {
    "long": hair_long.back_falling,
    "long-wavy": hair_long.back_falling,
    "long-middle": hair_long.back_falling,
    "long-fringe": hair_long.back_falling,
    "lob": hair_long.back_falling,
    "lob-wavy": hair_long.back_falling,
    "lob-middle": hair_long.back_falling,
    "bob": hair_long.back_falling,
    "bob-fringe": hair_long.back_falling,
    "plaits": hair_long.back_plaits,
    "box-braids": hair_long.back_box_braids,
    "ponytail": hair_up.back_ponytail,
    "top-bun": hair_up.back_top_bun,
    "low-bun": hair_up.back_low_bun,
    "afro": hair_up.back_afro,
    "curly": hair_up.back_curly,
    "locs": hair_up.back_locs,
    "tucked": hair_short.back_tucked,
    "hijab": covering.back_hijab,
}

_FRONT: Mapping[str, Part] = {
    "long": hair_long.front_parted,
    "long-wavy": hair_long.front_parted,
    "long-middle": hair_long.front_middle,
    "long-fringe": hair_long.front_fringe,
    "lob": hair_long.front_parted,
    "lob-wavy": hair_long.front_parted,
    "lob-middle": hair_long.front_middle,
    "bob": hair_long.front_parted,
    "bob-fringe": hair_long.front_fringe,
    "plaits": hair_long.front_plaits,
    "box-braids": hair_long.front_box_braids,
    "ponytail": hair_up.front_tied,
    "top-bun": hair_up.front_tied,
    "low-bun": hair_up.front_tied,
    "afro": hair_up.front_afro,
    "curly": hair_up.front_curly,
    "locs": hair_up.front_locs,
    "buzz": hair_short.front_buzz,
    "side-part": hair_short.front_side_part,
    "quiff": hair_short.front_quiff,
    "swept": hair_short.front_swept,
    "crop": hair_short.front_crop,
    "fade": hair_short.front_fade,
    "pixie": hair_short.front_pixie,
    "receding": hair_short.front_receding,
    "bald": hair_short.front_bald,
    "tucked": hair_short.front_tucked,
    "hijab": covering.front_hijab,
    "turban": covering.front_turban,
    "head-wrap": covering.front_head_wrap,
}

_WEAR: Mapping[str, Part] = {
    "tee": clothes.wear_tee,
    "striped": clothes.wear_striped,
    "sweater": clothes.wear_sweater,
    "turtleneck": clothes.wear_turtleneck,
    "hoodie": clothes.wear_hoodie,
    "shirt": clothes.wear_shirt,
    "polo": clothes.wear_polo,
    "blouse": clothes.wear_blouse,
    "dress": clothes.wear_dress,
    "suit": jackets.wear_suit,
    "blazer": jackets.wear_blazer,
    "cardigan": jackets.wear_cardigan,
    "denim": jackets.wear_denim,
    "leather": jackets.wear_leather,
    "scrubs": attire.wear_scrubs,
    "coat": jackets.wear_coat,
    "kurta": attire.wear_kurta,
    "sari": attire.wear_sari,
    "apron": attire.wear_apron,
}

HAIR_STYLES = tuple(_FRONT)
GARMENTS = tuple(_WEAR)

_BARE = frozenset({"bald", "receding", "buzz"})


def draw_figure(p: QPainter, s: Sitter) -> None:
    """The whole person, in units of the figure."""
    style = s.face.hair
    _on_head(p, s, _back)
    p.save()
    p.translate(0, s.pose.breath * 1.6 - 12)
    draw_body(p, s)
    if s.outfit.necklace and style != "hijab":
        draw_necklace(p, s)
    _WEAR[s.outfit.kind](p, s)
    if s.outfit.kind != "dress":
        edge = [(s.light * (x - 1), y + 3) for x, y in half_body(s, 5)[3:7]]
        p.fillPath(taper(edge, 7), color("#fff6e4", 0.3))
    if style == "hijab":
        covering.over_hijab(p, s)
    p.restore()
    _on_head(p, s, _draw_face)
    _on_head(p, s, _front)
    _on_head(p, s, _draw_extras)


def _on_head(p: QPainter, s: Sitter, part: Part) -> None:
    """Draws what moves with the head."""
    p.save()
    p.translate(s.pose.turn * 4, 130 + s.pose.nod)
    p.rotate(s.pose.tilt)
    p.translate(0, -130)
    part(p, s)
    p.restore()


def _back(p: QPainter, s: Sitter) -> None:
    part = _BACK.get(s.face.hair)
    if part:
        _parted(p, s, part)


def _front(p: QPainter, s: Sitter) -> None:
    _parted(p, s, _FRONT[s.face.hair])


def _parted(p: QPainter, s: Sitter, part: Part) -> None:
    """Hair is drawn parted on the left of the picture, and mirrored for the others."""
    if s.face.flip:
        p.save()
        p.scale(-1, 1)
        part(p, replace(s, scene=replace(s.scene, light=-s.light)))
        p.restore()
    else:
        part(p, s)


def _draw_face(p: QPainter, s: Sitter) -> None:
    if s.face.hair != "hijab":
        draw_ears(p, s)
    draw_skin(p, s)
    if s.face.hair not in _BARE:
        _shade_brow(p, s)
    draw_age(p, s)
    draw_nose(p, s)
    if s.face.beard:
        draw_beard(p, s)
    draw_mouth(p, s)
    draw_eyes(p, s)
    draw_brows(p, s)
    if s.face.mole:
        draw_mole(p, s)


def _shade_brow(p: QPainter, s: Sitter) -> None:
    """The shadow of the hair on the forehead."""
    p.save()
    p.setClipPath(blob(s.outline()))
    hair = [
        (0, -190),
        (120, -150),
        (112, -50),
        (92, -44),
        (62, -74),
        (0, -90),
        (-62, -74),
        (-92, -44),
        (-112, -50),
        (-120, -150),
    ]
    p.fillPath(blob(moved(hair, -s.light * 5, 5)), faded(s.skin.shade, 0.36))
    p.restore()


def _draw_extras(p: QPainter, s: Sitter) -> None:
    if s.outfit.earrings:
        draw_earrings(p, s)
    if s.face.glasses:
        draw_glasses(p, s)
