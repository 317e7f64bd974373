"""The finished picture."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from avatar_browser.demo.art.backdrop import draw_backdrop
from avatar_browser.demo.art.figure import draw_figure
from avatar_browser.demo.art.sitter import Sitter
from avatar_browser.demo.art.traits import Portrait, Scene


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

    From the waist up in a landscape. Upright pictures of any shape frame the person alike: cut
    to 3:4 as the cards are, with 15 % of the surplus taken from above, they look the same.
    """
    aspect = width / height
    if aspect < 0.9:
        return width / 482, 0.6 * width + 0.15 * (height - width / 0.75)
    if aspect < 1.2:
        return height / 590, height * 0.45
    return height / 650, height * 0.43
