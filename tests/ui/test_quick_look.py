"""Quick look through the whole application: real pictures, real clips."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.video.canvas import Guide
from tests.support.media_server import refuses, sends
from tests.support.pictures import encoded, plain
from tests.support.quick_look import CONTROL, is_sharp, look_of, opened, picture, press
from tests.support.studio import Studio, click_card

pytestmark = pytest.mark.usefixtures("patience")
Key = Qt.Key


def test_space_shows_the_picture_large_with_name_and_ids(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot, row=2)
    assert look.sheet.accessibleName() == "Quick look"
    assert look.sheet.footer.title == "Liv 2"
    assert "home" in look.sheet.footer.second
    assert "3 of 30" in look.sheet.footer.second
    assert "anam-2" in look.sheet.footer.ids
    canvas = look.sheet.board.current
    qtbot.waitUntil(lambda: not canvas.is_empty)
    fits = canvas.picture
    assert round(fits.height()) == canvas.height() or round(fits.width()) == canvas.width()


def test_the_cards_picture_is_there_at_once(studio: Studio) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    look_of(studio).open()
    assert not look_of(studio).sheet.board.current.is_empty


def test_it_plays_by_itself_and_the_picture_moves(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    qtbot.waitUntil(lambda: look.sheet.board.current.is_showing_frame)
    first = picture(look)
    qtbot.waitUntil(lambda: picture(look) != first)


def test_space_closes_and_the_still_of_the_pane_is_left_alone(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    qtbot.waitUntil(lambda: look.playback.is_playing)
    press(Key.Key_Space)
    assert not look.sheet.isVisible()
    assert not look.playback.is_playing
    assert not studio.applications[-1].window.parts.theatre.stage.is_showing_frame


def test_space_held_down_does_not_close_it_again(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    QApplication.sendEvent(look.sheet, held)
    assert look.sheet.isVisible()


def test_a_click_beside_closes(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    QTest.mouseClick(look.sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not look.sheet.isVisible()


def test_copy_and_star_work_inside(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    press(Key.Key_Right)
    press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "anam-1"
    marks = studio.applications[-1].marks
    avatar = look.avatar
    assert avatar is not None
    press(Key.Key_S)
    qtbot.waitUntil(lambda: marks.mark(avatar.key).is_favourite)
    star = next(b for b in look.sheet.findChildren(QPushButton) if b.text() == "Unstar")
    press(Key.Key_D, CONTROL)
    assert not marks.mark(avatar.key).is_favourite
    assert star.text() == "Star"


def test_zoom_and_guide_stay_from_one_to_the_next(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    board = look.sheet.board
    qtbot.waitUntil(lambda: not board.current.is_empty)
    usual = board.current.picture.width()
    press(Key.Key_Plus)
    press(Key.Key_Plus, CONTROL)
    press(Key.Key_G)
    zoomed = board.look
    assert board.current.picture.width() > usual * 1.5
    assert zoomed.guide is Guide.WIDE
    press(Key.Key_Right)
    assert board.look == zoomed
    press(Key.Key_Escape)
    press(Key.Key_Space)
    assert board.look == zoomed
    press(Key.Key_0)
    press(Key.Key_Minus)
    assert board.look.zoom == 1.0
    size = studio.applications[-1].window.header.card_size.value()
    press(Key.Key_Plus, CONTROL)
    assert studio.applications[-1].window.header.card_size.value() == size


def test_guides_go_round_and_are_painted(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_clip(refuses(404))
    look = opened(studio, qtbot)
    qtbot.waitUntil(lambda: "not" in look.sheet.board.current.message.lower() and is_sharp(look))
    bare = picture(look)
    titles = []
    for _ in range(4):
        press(Key.Key_G)
        titles.append(look.sheet.board.look.guide.title)
        assert (picture(look) == bare) == (not titles[-1])
    assert titles == ["16:9", "9:16", "1:1", ""]


def test_facts_are_shown_beside_on_request(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    assert not look.sheet.side.isVisible()
    press(Key.Key_I)
    assert look.sheet.side.isVisible()
    press(Key.Key_Right)
    values = {field.text() for field in look.sheet.side.findChildren(QLineEdit)}
    assert "anam-1" in values
    press(Key.Key_I)
    assert not look.sheet.side.isVisible()


def test_two_players_never_play_at_once(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open_filled()
    click_card(window.page, 0)
    theatre = window.parts.theatre
    window.menu_actions.play.trigger()
    qtbot.waitUntil(lambda: theatre.is_playing)
    press(Key.Key_Space)
    look = look_of(studio)
    qtbot.waitUntil(lambda: look.playback.is_playing)
    assert not theatre.is_playing
    theatre.toggle_play()
    qtbot.waitUntil(lambda: theatre.is_playing)
    assert not look.playback.is_playing
    press(Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: look.playback.is_playing)
    assert not theatre.is_playing


def test_going_elsewhere_in_the_window_closes_it(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    press(Key.Key_F, CONTROL)
    assert not look.sheet.isVisible()
    assert studio.applications[-1].window.finder.search.hasFocus()


def test_another_tab_closes_it(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    studio.applications[-1].window.header.choose_tab(0)
    assert not look.sheet.isVisible()


def test_tab_stays_inside(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    for _ in range(30):
        press(Key.Key_Tab)
        focus = QGuiApplication.focusObject()
        assert isinstance(focus, QWidget)
        assert focus is look.sheet or look.sheet.isAncestorOf(focus)
    assert look.sheet.isVisible()


def test_keys_work_while_a_button_has_the_focus(studio: Studio, qtbot: QtBot) -> None:
    look = opened(studio, qtbot)
    copy = next(b for b in look.sheet.findChildren(QPushButton) if b.text() == "Copy ID")
    copy.setFocus()
    press(Key.Key_Right)
    assert look.sheet.footer.title == "Liv 1"
    press(Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "anam-1"
    assert look.sheet.isVisible()


def test_it_opens_from_the_list_and_from_the_menu(studio: Studio) -> None:
    window = studio.open_filled()
    window.page.views.set_mode(ViewMode.LIST)
    window.page.views.choose_row(1)
    window.page.views.setFocus()
    press(Key.Key_Space)
    assert look_of(studio).sheet.footer.title == "Liv 1"
    press(Key.Key_Space)
    assert window.page.views.table.hasFocus()
    next(a for a in window.findChildren(QAction) if a.text() == "&Quick Look").trigger()
    assert look_of(studio).is_open


def test_space_elsewhere_is_not_its_key(studio: Studio) -> None:
    window = studio.open_filled()
    window.finder.search.setFocus()
    press(Key.Key_Space)
    assert not look_of(studio).is_open


def test_an_empty_list_opens_nothing(studio: Studio) -> None:
    window = studio.open_filled()
    window.page.shelf.set_query("nobody is called so")
    look_of(studio).open()
    assert not look_of(studio).sheet.isVisible()


def test_names_are_shown_as_they_are(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_anam([studio.anam_record(0, displayName="<b>Liv</b>\u202e\n")])
    look = opened(studio, qtbot)
    title = look.sheet.footer.findChildren(QLabel)[0]
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Liv</b>" in title.text()
    assert "\u202e" not in title.text()


def test_a_large_picture_is_asked_for_in_its_own_size(studio: Studio, qtbot: QtBot) -> None:
    studio.server.serve("/still.png", sends(encoded(plain(900, 1200)), "image/png"))
    studio.serve_clip(refuses(404))
    look = opened(studio, qtbot)
    canvas = look.sheet.board.current
    still = canvas.still
    qtbot.waitUntil(lambda: canvas.still is not None and canvas.still.height() > 400)
    assert canvas.still is not still


def test_the_guide_s_name_is_in_view_where_its_corner_is_not(studio: Studio, qtbot: QtBot) -> None:
    studio.serve_anam([studio.anam_record(0, videoUrl=None)])
    look = opened(studio, qtbot)
    qtbot.waitUntil(lambda: is_sharp(look))
    for _ in range(9):
        press(Key.Key_Plus)
    canvas = look.sheet.board.current
    assert not canvas.rect().toRectF().contains(canvas.picture.topLeft())
    qtbot.waitUntil(lambda: is_sharp(look))
    bare = picture(look)
    press(Key.Key_G)
    guided = picture(look)
    upper_left = QRect(8, 8, 40, 16)
    assert guided.copy(upper_left) != bare.copy(upper_left)
