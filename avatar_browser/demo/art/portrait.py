"""The finished picture."""

from dataclasses import replace

from PySide6.QtGui import QImage, QPainter, Qt

from avatar_browser.demo.art.backdrop import draw_backdrop
from avatar_browser.demo.art.figure import draw_figure
from avatar_browser.demo.art.pens import color, linear
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.traits import Portrait, Pose, Scene


def draw(portrait: Portrait, width: int, height: int) -> QImage:
    """The portrait in ``width`` by ``height`` pixels; the same description, the same pixels.

    The format is RGB32, or premultiplied ARGB32 for a cut-out without backdrop.
    """
    image = backdrop(portrait.scene, width, height)
    draw_over(image, portrait)
    return image


def backdrop(scene: Scene, width: int, height: int) -> QImage:
    """What is behind the person."""
    cutout = scene.backdrop == "cutout"
    form = QImage.Format.Format_ARGB32_Premultiplied if cutout else QImage.Format.Format_RGB32
    image = QImage(width, height, form)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_backdrop(p, scene, width, height)
    p.end()
    return image


def draw_over(image: QImage, portrait: Portrait) -> None:
    """Draws the person on a backdrop made before."""
    width, height = image.width(), image.height()
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale, top = _framing(width, height)
    p.translate(width / 2, top)
    p.scale(scale, scale)
    draw_figure(p, Sitter.of(portrait))
    p.end()


def _framing(width: int, height: int) -> tuple[float, float]:
    """Pixels to a unit of the figure, and how far down the eyes are.

    Close in a portrait, from the waist up in a landscape.
    """
    aspect = width / height
    if aspect < 0.7:
        return width / 452, height * 0.385
    if aspect < 0.9:
        return width / 482, height * 0.45
    if aspect < 1.2:
        return height / 590, height * 0.45
    return height / 650, height * 0.43


def reposed(portrait: Portrait, pose: Pose) -> Portrait:
    return replace(portrait, pose=pose)


__all__ = ["backdrop", "color", "draw", "draw_over", "linear", "reposed"]
