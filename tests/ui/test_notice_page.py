"""A notice in the middle of a tab can be read however narrow the tab is."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from avatar_browser.ui.look.theme import Appearance
from avatar_browser.ui.notice_views import NoticePage
from avatar_browser.ui.notices import Notice

LONG = "None of 777 avatars matches everything asked for. Without “office suit” there are some."


@pytest.mark.parametrize("width", [1000, 440, 260])
def test_the_whole_text_is_within_the_page(width: int, qapp: QApplication, qtbot: QtBot) -> None:
    theme = Appearance(qapp, "light").theme
    page = NoticePage(theme)
    qtbot.addWidget(page)
    page.show_notice(Notice("search", "Nothing matches", LONG), theme)
    page.resize(width, 420)
    with qtbot.waitExposed(page):
        page.show()
    assert page.width() == width
    [text] = [label for label in page.findChildren(QLabel) if label.text() == LONG]
    left = text.mapTo(page, text.rect().topLeft()).x()
    assert left >= 0
    assert left + text.width() <= width
    assert text.height() >= text.heightForWidth(text.width())
