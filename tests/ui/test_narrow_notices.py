"""What is said in a narrow window is whole: wrapped where it has no room, and never cut."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import Offline, ProxyFailed
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import Appearance, Theme
from avatar_browser.ui.network.network_commands import NetworkCommands
from avatar_browser.ui.notice import Act, Notice, Offer
from avatar_browser.ui.notice_views import NoticeBanner, NoticePage
from avatar_browser.ui.notices import trouble_of
from avatar_browser.ui.toast import Toast
from avatar_browser.ui.video.canvas import Canvas
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import redirects
from tests.support.studio import Studio

LONG = "None of 777 avatars matches everything asked for. Without “office suit” there are some."
OFFERS = tuple(Offer(Act.LOOK_UP, f"Look it up at {name}", name) for name in ("Anam", "HeyGen"))
NOTICES = {
    "long text": Notice("search", "Nothing matches", LONG),
    "three buttons": trouble_of("Anam", ProxyFailed("The proxy 10.0.0.1:3128 cannot be reached.")),
    "offers": Notice("search", "No avatar here has this ID", "Nothing matches.", offers=OFFERS),
}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Appearance(qapp, "light").theme


def place(widget: QWidget, inside: QWidget) -> QRect:
    return QRect(widget.mapTo(inside, widget.rect().topLeft()), widget.size())


def over_a_grid(theme: Theme, qtbot: QtBot) -> tuple[QWidget, NoticeBanner]:
    """A banner as it is in a tab: what is around it says how wide it is."""
    under, banner = QWidget(), NoticeBanner(theme)
    qtbot.addWidget(under)
    tab = QWidget(under)
    layout = column(tab)
    layout.addWidget(banner)
    layout.addWidget(QWidget(), 1)
    area = column(under)
    area.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    area.addWidget(tab)
    return under, banner


def assert_whole(inside: QWidget) -> None:
    """All labels and buttons are within, each as wide and high as it wants, none over another.

    To be waited for: what is resized is laid out some turns later.
    """
    labels = [w for w in inside.findChildren(QLabel) if w.isVisible() and w.text()]
    buttons = [w for w in inside.findChildren(QPushButton) if w.isVisible()]
    assert labels
    places = []
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width())
        places.append(place(label, inside))
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        places.append(place(button, inside))
    for number, one in enumerate(places):
        assert inside.rect().contains(one)
        assert not any(one.intersects(other) for other in places[:number])


@pytest.mark.parametrize("width", [1000, 440, 300])
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_on_the_whole_page(name: str, width: int, theme: Theme, qtbot: QtBot) -> None:
    page = NoticePage(theme)
    qtbot.addWidget(page)
    page.resize(width, 480)
    page.show_notice(NOTICES[name], theme)
    with qtbot.waitExposed(page):
        page.show()
    assert page.width() == width
    qtbot.waitUntil(lambda: assert_whole(page))


@pytest.mark.parametrize("width", [1000, 440, 300])
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_in_the_banner(name: str, width: int, theme: Theme, qtbot: QtBot) -> None:
    under, banner = over_a_grid(theme, qtbot)
    banner.show_notice(NOTICES[name], theme)
    under.resize(width, 480)
    with qtbot.waitExposed(under):
        under.show()
    qtbot.waitUntil(lambda: banner.height() == banner.heightForWidth(width))
    assert banner.width() == width
    qtbot.waitUntil(lambda: assert_whole(banner))


def test_the_words_of_a_banner_are_no_narrow_column_beside_its_buttons(
    theme: Theme, qtbot: QtBot
) -> None:
    under, banner = over_a_grid(theme, qtbot)
    banner.show_notice(NOTICES["three buttons"], theme)
    under.show()
    [words] = banner.findChildren(QLabel)
    [first, *_] = [b for b in banner.findChildren(QPushButton) if b.isVisible()]
    for width in (900, 440, 900):
        under.resize(width, 480)
        aside, below = (
            lambda: place(first, banner).left() > place(words, banner).right(),
            lambda: place(first, banner).top() > place(words, banner).bottom(),
        )
        qtbot.waitUntil(aside if width == 900 else below)
        assert words.width() > 250


@pytest.mark.parametrize("size", [(900, 600), (770, 500)])
def test_in_a_small_window_with_all_beside_it(
    size: tuple[int, int], studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    page = window.pages[1]
    studio.serve_anam_list(redirects("https://elsewhere.example/"))
    page.load_anew()
    qtbot.waitUntil(lambda: bool(page.notice and page.notice.title == "Anam could not be read"))
    window.resize(*size)
    banner = page.findChild(NoticeBanner)
    assert banner is not None
    qtbot.waitUntil(lambda: is_at_rest(window))
    qtbot.waitUntil(lambda: assert_whole(banner))
    page.shelf.set_query("nothing at all is called like this")
    whole = page.findChild(NoticePage)
    assert whole is not None
    qtbot.waitUntil(whole.isVisible)
    qtbot.waitUntil(lambda: is_at_rest(window))
    qtbot.waitUntil(lambda: assert_whole(whole))


def is_at_rest(window: MainWindow) -> bool:
    """Nothing lies over anything, and the tab is as wide as it can be."""
    parts = (window.finder.sidebar, window.page, window.pane)
    sides = [(place(part, window).left(), place(part, window).right()) for part in parts]
    return sides[0][1] < sides[1][0] <= sides[1][1] < sides[2][0] and sides[2][1] <= window.width()


def test_the_grid_keeps_room_for_two_cards_where_the_window_has_it(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    window.resize(900, 600)
    qtbot.waitUntil(lambda: is_at_rest(window) and window.width() == 900)
    assert window.page.width() >= 400
    first, second = (window.page.grid.visualRect(window.page.model.index(row, 0)) for row in (0, 1))
    assert second.top() == first.top()


def test_a_long_sentence_stays_until_it_can_have_been_read(qtbot: QtBot) -> None:
    """A confirmation is a glance, a failure a sentence: in a narrow window, of several lines."""
    under = QWidget()
    qtbot.addWidget(under)
    under.resize(500, 300)
    toast = Toast(under)
    under.show()
    toast.show_text("Copied")
    glance, one_line = toast._timer.interval(), toast.height()
    toast.show_text(LONG)
    assert toast.text == LONG
    assert toast.width() <= under.width()
    assert toast.height() > one_line
    assert glance == 2_000
    assert toast._timer.interval() > 2 * glance


def test_what_is_said_over_a_small_picture_is_wrapped(qtbot: QtBot) -> None:
    """Six side by side leave each a narrow canvas."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(200, 300)
    canvas.show()

    canvas.show_message(LONG)
    picture = canvas.grab().toImage()
    ground = picture.pixelColor(2, 2)
    column_of = [picture.pixelColor(canvas.width() // 2, y) for y in range(picture.height())]
    said = sum(colour != ground for colour in column_of)
    line = canvas.fontMetrics().height()
    lines = canvas.fontMetrics().horizontalAdvance(LONG) / (canvas.width() - 40)
    assert said > lines * line * 0.9


def test_a_dialog_grows_with_what_it_has_to_say(studio: Studio, qtbot: QtBot) -> None:
    window = studio.open()
    [commands] = window.findChildren(NetworkCommands)
    dialog = commands.open_proxy()
    with qtbot.waitExposed(dialog):
        dialog.show()
    for name in ("Anam", "HeyGen"):
        dialog._on_answered(name, Offline("No host can be found, so there seems to be no network."))
    qtbot.waitUntil(lambda: assert_whole(dialog))
    dialog.reject()
