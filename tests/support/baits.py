"""A program that shows texts and pictures with baits in them, on short rations.

Run as ``python -m tests.support.baits PIPE PICTURE [bare]``: the baits are a pipe that nobody
writes to and a magenta picture. It tells in JSON what it took and what it showed. With ``bare`` it
uses what Qt offers and we do not use: that shows that the baits are taken where nobody looks.
"""

import json
import resource
import sys
import time
from dataclasses import replace

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QToolTip, QWidget

from avatar_browser.domain.avatar import Avatar, Engine, Fact, Identifier, Media, MediaKind
from avatar_browser.domain.errors import MediaUnusable
from avatar_browser.domain.text import NAME_LIMIT, storable
from avatar_browser.services.shelf import Chip
from avatar_browser.services.thumbnails import decode
from avatar_browser.ui.compare.pane import Pane
from avatar_browser.ui.details.facts import FactsTable
from avatar_browser.ui.details.folded import FoldedText
from avatar_browser.ui.details.ids import IdsBlock
from avatar_browser.ui.details.rows import fact_rows, media_rows, raw_text
from avatar_browser.ui.look.labels import PlainLabel, small_label, title_label
from avatar_browser.ui.look.plain import set_tip
from avatar_browser.ui.look.theme import light
from avatar_browser.ui.notice_views import NoticeBanner, NoticePage
from avatar_browser.ui.notices import no_look_matches, nothing_matches
from avatar_browser.ui.quicklook.footer import Footer
from avatar_browser.ui.toast import Toast
from tests.support.avatars import a_full_avatar

LIGHT = light(QColor("blue"))
_MAGENTA = b"\xff\x00\xff\xff"
_SECONDS_AT_MOST = 20
"""Of the processor: what takes more is ended by the kernel."""


def texts(fifo: str, picture: str) -> list[str]:
    return [
        "<table><tr><td>" * 20 + "x",
        "<b>" * 80 + "x",
        f'<img src="{fifo}"> Liv',
        f'<img src="file://{fifo}"> Liv',
        f'<body background="{fifo}"><link rel="stylesheet" href="{fifo}">Liv</body>',
        f'<table background="{fifo}"><tr><td>Liv</td></tr></table>',
        f'<img src="{picture}" width="200" height="200">',
        "a" + "\u0301" * 50_000,
        "\u202e\u2067" * 20_000 + "x",
        "\u2068" * 5_000 + "x" + "\u2069" * 5_000,
        "x" * 1_000_000,
    ]


def svgs(fifo: str) -> list[bytes]:
    """Drawings that would read a file, or take for ever; one that is said to be a png."""
    head = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return [
        head + f' width="9" height="9"><image xlink:href="{fifo}"/></svg>'.encode(),
        head + f' width="9" height="9"><image href="file://{fifo}"/></svg>'.encode(),
        b"\x89PNG\r\n\x1a\n" + head + f'><image href="{fifo}"/></svg>'.encode(),
    ]


def ours(sent: str) -> list[QWidget]:
    text = storable(sent)
    avatar = of_nothing_but(text)
    notice = no_look_matches(text)
    banner_notice = nothing_matches(3, Chip(text, None, text))
    tipped = QToolButton()
    set_tip(tipped, text)
    facts, ids, folded = FactsTable(), IdsBlock(LIGHT), FoldedText("Raw", LIGHT, lambda: text)
    facts.show_rows([*fact_rows(avatar), *media_rows(avatar)])
    ids.show_ids(avatar.ids)
    raw = FoldedText("Raw", LIGHT, lambda: raw_text(avatar))
    for one in (folded, raw):
        one.findChildren(QToolButton)[0].click()
    page, banner, footer, pane = NoticePage(LIGHT), NoticeBanner(LIGHT), Footer(LIGHT), Pane(LIGHT)
    page.show_notice(notice, LIGHT)
    banner.show_notice(banner_notice, LIGHT)
    footer.show_avatar(avatar, "Anam", "1 of 9")
    pane.show_avatar(avatar, "Anam", text[:NAME_LIMIT], "")
    under = QWidget()
    under.resize(800, 200)
    toast = Toast(under)
    toast.show_text(banner_notice.text)
    labels = [PlainLabel(text), PlainLabel(text, selectable=True), title_label(text)]
    rest = [small_label(text), facts, ids, folded, raw, page, banner, footer, pane, under, tipped]
    return [*labels, *rest]


def of_nothing_but(text: str) -> Avatar:
    """As an adapter would make it: no text is longer than it lets through."""
    media = (Media("still", text, MediaKind.STILL, f"https://a.example/{text[:50]}"),)
    return replace(
        a_full_avatar(),
        name=text[:NAME_LIMIT],
        variant=text[:NAME_LIMIT],
        ids=(Identifier(text[:64], text, text, primary=True),),
        media=media,
        tags=(text, text),
        kind_raw=text,
        gender_raw=text,
        status_raw=text,
        engines=(Engine(text, text[:9]),),
        error=text,
        description=text,
        facts=(Fact(text[:64], text, text),),
        raw={text: text},
    )


def shows_bait(widget: QWidget) -> bool:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return not image.isNull() and _MAGENTA in bytes(image.constBits())


def main() -> None:
    fifo, picture, *rest = sys.argv[1:]
    bare = rest == ["bare"]
    application = QApplication([])
    PlainLabel("Liv").grab()  # fonts are read at the first text
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_AT_MOST, _SECONDS_AT_MOST))
    before = peak()
    shown = refused = 0
    slowest = 0.0
    for text in texts(fifo, picture)[2:7] if bare else texts(fifo, picture):
        begun = time.process_time()
        widgets = [QLabel(text)] if bare else ours(text)
        shown += sum(map(shows_bait, widgets))
        if not bare:
            QToolTip.showText(widgets[0].pos(), widgets[-1].toolTip(), widgets[0])
        for widget in widgets:
            widget.deleteLater()
        application.processEvents()
        slowest = max(slowest, time.process_time() - begun)
    for svg in svgs(fifo):
        if bare:
            QImage.fromData(svg)
            continue
        try:
            decode(svg, 90, 120, "fill")
        except MediaUnusable:
            refused += 1
    took = {"seconds": slowest, "memory": peak() - before}
    json.dump({**took, "shown": shown, "refused": refused}, sys.stdout)


def peak() -> int:
    """Bytes of memory at the most."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main()
