"""What is behind the person: a far layer out of focus, and a near one almost in focus.

Painters of a layer work in units where the picture is 1,000 high and ``wide`` wide.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from avatar_browser.demo.art import indoors, outdoors, places, studio
from avatar_browser.demo.art.pens import color, faded, linear, radial
from avatar_browser.demo.art.traits import Scene
from avatar_browser.demo.dice import Dice

Layer = Callable[[QPainter, float, QColor, Dice], None]

_FAR: Mapping[str, Layer] = {
    "studio": studio.far_studio,
    "halo": studio.far_halo,
    "paper": studio.far_paper,
    "duotone": studio.far_duotone,
    "podcast": studio.far_podcast,
    "office": indoors.far_office,
    "bookshelf": indoors.far_bookshelf,
    "window": indoors.far_window,
    "home": indoors.far_home,
    "kitchen": places.far_kitchen,
    "cafe": places.far_cafe,
    "clinic": places.far_clinic,
    "loft": places.far_loft,
    "plants": outdoors.far_plants,
    "city": outdoors.far_city,
    "park": outdoors.far_park,
    "sea": outdoors.far_sea,
    "mountains": outdoors.far_mountains,
}

_NEAR: Mapping[str, Layer] = {
    "office": indoors.near_plant,
    "window": indoors.near_plant,
    "home": indoors.near_lamp,
    "plants": outdoors.near_leaves,
    "city": outdoors.near_bokeh,
    "cafe": outdoors.near_bokeh,
    "park": outdoors.near_bokeh,
}

BACKDROPS = (*_FAR, "cutout")

# How much smaller a layer is drawn: what is drawn smaller is more out of focus.
_FAR_SHRINK = 7
_SHARP_SHRINK = 2
_NEAR_SHRINK = 3
_SHARP = frozenset({"halo", "paper", "duotone"})
_LEVEL = _SHARP | {"studio", "podcast"}


def draw_backdrop(p: QPainter, scene: Scene, width: int, height: int) -> None:
    """Covers ``width`` by ``height`` device pixels; a cut-out leaves them as they are."""
    if scene.backdrop == "cutout":
        return
    dice = Dice(scene.seed, scene.backdrop)
    hue = QColor(scene.hue)
    shrink = _SHARP_SHRINK if scene.backdrop in _SHARP else _FAR_SHRINK
    far = _layer(_FAR[scene.backdrop], hue, dice, (width, height), shrink, scene)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QRectF(0, 0, width, height), far)
    near = _NEAR.get(scene.backdrop)
    if near:
        image = _layer(near, hue, dice, (width, height), _NEAR_SHRINK, None)
        p.drawImage(QRectF(0, 0, width, height), image)


def _layer(
    paint: Layer, hue: QColor, dice: Dice, size: tuple[int, int], shrink: int, scene: Scene | None
) -> QImage:
    """One layer in small. With a ``scene`` it is opaque and has the scene's light on it."""
    width, height = (max(side // shrink, 8) for side in size)
    # 16 bits a channel: enlarging 8 bits shows as faint squares in gradients.
    form = QImage.Format.Format_RGBX64 if scene else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(width, height, form)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(height / 1000, height / 1000)
    wide = 1000 * width / height
    p.save()
    _aim(p, wide, dice, still=scene is None or scene.backdrop in _LEVEL)
    paint(p, wide, hue, dice)
    p.restore()
    if scene:
        _light(p, wide, scene.light)
    p.end()
    if shrink <= _SHARP_SHRINK:
        return image
    half = image.scaled(
        width // 2,
        height // 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return half.scaled(
        width,
        height,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _aim(p: QPainter, wide: float, dice: Dice, *, still: bool) -> None:
    """Another angle for every look: mirrored or not, nearer, to one side."""
    zoom = 1.0 if still else dice.between("zoom", 1.0, 1.4)
    room = (zoom - 1) / zoom / 2
    p.translate(wide / 2, 500)
    p.scale(zoom * dice.pick("mirror", (-1, 1)), zoom)
    p.translate(
        -wide * (0.5 + room * dice.between("pan", -1, 1)),
        -1000 * (0.5 + room * dice.between("lift", -0.6, 0.6)),
    )


def _light(p: QPainter, wide: float, light: int) -> None:
    """Light falls in from one side, the far corner lies in shadow."""
    area = QRectF(0, 0, wide, 1000)
    from_x = 0 if light < 0 else wide
    p.fillRect(
        area,
        radial(
            (from_x, 120), max(wide, 700), (0, color("#fff3dc", 0.34)), (1, color("#fff3dc", 0))
        ),
    )
    p.fillRect(
        area,
        linear(
            (wide - from_x, 1000),
            (from_x, 200),
            (0, color("#1d1430", 0.30)),
            (0.7, color("#1d1430", 0)),
        ),
    )
    centre = (wide / 2, 470)
    p.fillRect(
        area,
        radial(centre, 430, (0, faded(QColor("#ffffff"), 0.16)), (1, faded(QColor("#ffffff"), 0))),
    )
