"""Marks outlive the program, its keys, and the catalogue that told of the avatar."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.ui.window import MainWindow
from tests.support.studio import Studio, keys_for

LIV = AvatarKey("anam", "avatars", "anam-3")


def starred(window: MainWindow) -> Callable[[], bool]:
    """The tab All shows just that one as a favourite, starred, listed and noted."""
    page = window.pages[0]
    page.shelf.set_query("is:fav")

    def is_shown() -> bool:
        rows = [avatar.key for avatar in page.shelf.rows]
        mark = window.parts.marks.mark(LIV)
        return rows == [LIV] and (mark.note, mark.shortlists) == ("Good hair", ("Launch",))

    return is_shown


def test_marks_are_there_at_the_next_start_and_without_the_key(
    studio: Studio, qtbot: QtBot
) -> None:
    window = studio.open_filled()
    [liv] = [avatar for avatar in window.pages[0].shelf.rows if avatar.key == LIV]
    marks = window.parts.marks
    marks.toggle_favourite([liv])
    marks.set_note(liv, "Good hair")
    marks.add("Launch", [liv])
    qtbot.waitUntil(starred(window))
    qtbot.waitUntil(lambda: studio.is_at_rest)  # a program that ends waits a second for the disk
    studio.close()

    window = studio.open_filled()
    qtbot.waitUntil(starred(window))
    studio.close()

    environment = keys_for(studio.server, HEYGEN_API_KEY="another-key-of-the-test")
    del environment["ANAM_API_KEY"]
    window = studio.open(environment, tab=0)
    qtbot.waitUntil(lambda: window.parts.marks.mark(LIV).is_favourite)
    [entry] = window.parts.marks.entries("Launch")
    assert (entry.key, entry.name, entry.note) == (LIV, liv.display_name, "Good hair")
    studio.close()

    window = studio.open_filled()
    qtbot.waitUntil(starred(window))
