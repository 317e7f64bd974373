"""Work clothes, and dress of other traditions."""

from PySide6.QtGui import QPainter

from avatar_browser.demo.art.body import BOTTOM, garment
from avatar_browser.demo.art.cloth import fill_cloth, folds, round_neck
from avatar_browser.demo.art.clothes import wear_tee
from avatar_browser.demo.art.palette import cloth
from avatar_browser.demo.art.pens import ellipse, faded, linear, mirrored, mix, shape, taper
from avatar_browser.demo.art.sitter import Sitter


def wear_scrubs(p: QPainter, s: Sitter) -> None:
    """What nurses and surgeons wear."""
    tone = cloth(s.outfit.main)
    x = s.neck + 18
    edge = [(-x, 188), (-x * 0.55, 236), (0, 296), (x * 0.55, 236), (x, 188)]
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    p.fillPath(taper(edge[:3], 11, 0.8, 0.8), tone.shade)
    p.fillPath(taper(edge[2:], 11, 0.8, 0.8), tone.shade)
    pocket = shape([(52, 404), (130, 404)], [(130, 404), (126, 490), (56, 490)], [(52, 404)])
    p.fillPath(pocket, mix(tone.base, tone.shade, 0.55))


def wear_kurta(p: QPainter, s: Sitter) -> None:
    """A band collar and an embroidered front."""
    tone = cloth(s.outfit.main)
    edge = round_neck(s, -8, -8)
    path = garment(s, edge)
    fill_cloth(p, s, path, tone)
    folds(p, s, path, tone)
    gold = cloth(s.outfit.accent)
    front = shape([(-19, 214), (19, 214)], [(17, 470), (0, 486), (-17, 470)])
    p.fillPath(front, mix(tone.base, tone.shade, 0.6))
    for side in (-1, 1):
        p.fillPath(taper([(side * 15, 216), (side * 14, 468)], 3, 1, 1), gold.base)
    for y in range(242, 470, 38):
        p.fillPath(ellipse((0, y), 5, 5), gold.light)
    x = s.neck
    band = shape(
        [(-x - 20, 186), (-x * 0.5, 209), (0, 216), (x * 0.5, 209), (x + 20, 186)],
        [(x + 6, 160), (x * 0.5, 186), (4, 196)],
        [(0, 206)],
        [(-4, 196), (-x * 0.5, 186), (-x - 6, 160)],
    )
    p.fillPath(band, mix(tone.base, tone.light, 0.3))
    p.fillPath(
        taper([(-x - 20, 187), (-x * 0.5, 210), (0, 217), (x * 0.5, 210), (x + 20, 187)], 3, 1, 1),
        gold.base,
    )


def wear_sari(p: QPainter, s: Sitter) -> None:
    """A blouse and the drape of a sari over one shoulder."""
    blouse = cloth(s.outfit.second)
    edge = round_neck(s, 34, 16)
    path = garment(s, edge)
    fill_cloth(p, s, path, blouse)
    folds(p, s, path, blouse)
    p.fillPath(taper(edge, 7, 0.8, 0.8), cloth(s.outfit.accent).base)
    _drape(p, s)


def _drape(p: QPainter, s: Sitter) -> None:
    tone = cloth(s.outfit.main)
    x = s.neck
    drape = shape(
        [(x + 40, 196), (x + 100, 206), (s.shoulder - 30, 234)],
        [(s.shoulder - 30, 234), (s.shoulder - 46, 330), (90, 480), (-40, BOTTOM)],
        [(-s.shoulder - 10, BOTTOM), (-s.shoulder + 30, 560)],
        [(-s.shoulder + 30, 560), (-60, 430), (40, 310), (x + 40, 196)],
    )
    p.fillPath(
        drape, linear((60, 200), (-120, 640), (0, tone.light), (0.4, tone.base), (1, tone.shade))
    )
    p.save()
    p.setClipPath(drape)
    for k in range(5):
        top = [(x + 52 + 24 * k, 196), (76 + 18 * k, 330)]
        pleat = [*top, (-20 + 26 * k, 470), (-160 + 40 * k, 640)]
        p.fillPath(taper(pleat, 7), faded(tone.deep, 0.36))
    p.restore()
    gold = cloth(s.outfit.accent)
    p.fillPath(
        taper([(x + 40, 196), (40, 310), (-60, 430), (-s.shoulder + 30, 560)], 10, 0.9, 0.9),
        gold.base,
    )
    p.fillPath(
        taper([(x + 44, 198), (46, 312), (-54, 434), (-s.shoulder + 36, 564)], 2.4, 0.9, 0.9),
        gold.light,
    )


def wear_apron(p: QPainter, s: Sitter) -> None:
    """A tee with a cook's or a maker's apron."""
    wear_tee(p, s)
    tone = cloth(s.outfit.accent)
    x = s.neck + 34
    half = [(92, 344), (98, 430), (116, 520), (146, BOTTOM)]
    bib = shape([(-92, 344), (92, 344)], half, mirrored(half))
    for side in (-1, 1):
        p.fillPath(
            taper([(side * x, 200), (side * (x + 2), 270), (side * 86, 346)], 13, 1, 1), tone.shade
        )
    fill_cloth(p, s, bib, tone)
    p.fillPath(taper([(-90, 352), (0, 354), (90, 352)], 3, 1, 1), faded(tone.light, 0.8))
    pocket = shape([(-58, 500), (58, 500)], [(58, 500), (52, 590), (-52, 590)], [(-58, 500)])
    p.fillPath(pocket, mix(tone.base, tone.shade, 0.5))
