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

# How many lines high a layer is drawn: the fewer, the more it is out of focus.
_FAR_LINES = 140
_NEAR_LINES = 330
_SHARP_SHRINK = 2
_SHARP = frozenset({"halo", "paper", "duotone"})
_LEVEL = _SHARP | {"studio", "podcast"}


def draw_backdrop(p: QPainter, scene: Scene, width: int, height: int) -> None:
    """Covers ``width`` by ``height`` device pixels; a cut-out leaves them as they are."""
    if scene.backdrop == "cutout":
        return
    dice = Dice(scene.seed, scene.backdrop)
    hue = QColor(scene.hue)
    far = _far_layer(scene, hue, dice, width, height)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QRectF(0, 0, width, height), far)
    near = _NEAR.get(scene.backdrop)
    if near:
        lines = min(_NEAR_LINES, height)
        image = _blank(width * lines // height, lines, QImage.Format.Format_ARGB32_Premultiplied)
        _paint_layer(image, near, hue, dice, still=True)
        p.drawImage(QRectF(0, 0, width, height), _softened(image))


def _far_layer(scene: Scene, hue: QColor, dice: Dice, width: int, height: int) -> QImage:
    """In small, opaque, with the scene's light on it."""
    sharp = scene.backdrop in _SHARP
    lines = height // _SHARP_SHRINK if sharp else min(_FAR_LINES, height)
    # 16 bits a channel: enlarging 8 bits shows as faint squares in gradients.
    image = _blank(width * lines // height, lines, QImage.Format.Format_RGBX64)
    _paint_layer(
        image, _FAR[scene.backdrop], hue, dice, still=scene.backdrop in _LEVEL, light=scene.light
    )
    return image if sharp else _softened(image)


def _blank(width: int, height: int, form: QImage.Format) -> QImage:
    image = QImage(max(width, 8), max(height, 8), form)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _paint_layer(
    image: QImage, paint: Layer, hue: QColor, dice: Dice, *, still: bool, light: int = 0
) -> None:
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(image.height() / 1000, image.height() / 1000)
    wide = 1000 * image.width() / image.height()
    p.save()
    _aim(p, wide, dice, still=still)
    paint(p, wide, hue, dice)
    p.restore()
    if light:
        _light(p, wide, light)
    p.end()


def _softened(image: QImage) -> QImage:
    """Blurred by making it smaller and larger again."""
    width, height = image.width(), image.height()
    small = _resized(image, width // 2, height // 2)
    return _resized(small, width, height)


def _resized(image: QImage, width: int, height: int) -> QImage:
    return image.scaled(
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
