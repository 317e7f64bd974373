"""Threat T24: pictures of an account that was removed leave the disk, and no others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar, Media, MediaKind
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import Page
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.media_purge import MediaPurge
from avatar_browser.services.picture_keeping import PictureKeeping
from avatar_browser.store.accounts import Removal
from avatar_browser.store.media_cache import MediaCache, MediaId
from avatar_browser.store.purges import Purges
from tests.services.scripted import END, ScriptedStream, avatar
from tests.services.visits import FIRST_KEY, OTHER_KEY, House, Visit

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return qtbot.waitUntil


def pictured(identifier: str) -> Avatar:
    picture = Media("imageUrl", "Picture", MediaKind.STILL, f"https://cdn.example/{identifier}")
    return replace(avatar(identifier), media=(picture,))


def medium(identifier: str) -> MediaId:
    key = pictured(identifier).key
    return MediaId(key.provider, key.catalogue, key.id, "", "imageUrl")


class Flat:
    """The cache of one who has two accounts, each with a picture of its own and one of both."""

    def __init__(self, house: House, dispatcher: Dispatcher, root: Path) -> None:
        self._dispatcher = dispatcher
        self.cache = MediaCache(root / "media")
        self.purges = Purges(root / "purges")
        self.keeping = PictureKeeping(dispatcher)
        for name in ("of first", "of other", "of both"):
            self.cache.store(medium(name), b"picture")
        self.enter(house, OTHER_KEY, "of other")
        self.visit = self.enter(house, FIRST_KEY, "of first")

    def enter(self, house: House, key: str, name: str) -> Visit:
        page = Page(avatars=(pictured(name), pictured("of both")))
        return house.visit(ScriptedStream("looks", page, END), key=key).synced()

    def purge(self) -> MediaPurge:
        keeper, keep = self.visit.keeper, self.keeping.keep
        return MediaPurge(keeper, self.cache, self.purges, keep, self._dispatcher)

    @property
    def left(self) -> list[str]:
        names = ("of first", "of other", "of both")
        return [name for name in names if self.cache.find(medium(name)) is not None]


@pytest.fixture
def flat(house: House, dispatcher: Dispatcher, tmp_path: Path) -> Flat:
    return Flat(house, dispatcher, tmp_path)


REMOVAL = Removal("one", Secret(FIRST_KEY))


def test_what_another_account_has_as_well_stays(flat: Flat, until: Until) -> None:
    purge = flat.purge()
    flat.visit.keeper.forget(REMOVAL)
    purge.begin("one", REMOVAL)
    until(lambda: flat.left == ["of other", "of both"])
    until(lambda: flat.purges.due() == ["one"])  # once more, after the next start


def test_a_picture_that_still_waits_for_the_disk_does_not_outlive_its_account(
    flat: Flat, until: Until
) -> None:
    flat.keeping.hold_back(True)
    late = medium("late of first")
    stored: list[Path] = []
    flat.keeping.keep(lambda: stored.append(flat.cache.store(late, b"picture")), 7)
    purge = flat.purge()
    flat.visit.keeper.forget(REMOVAL)
    purge.begin("one", REMOVAL)
    flat.keeping.hold_back(False)
    until(lambda: flat.left == ["of other", "of both"] and flat.cache.find(late) is None)
    assert stored == [flat.cache.path(late)]


def test_what_a_session_that_was_cut_short_left_goes_after_the_next_start(
    flat: Flat, until: Until
) -> None:
    flat.visit.keeper.forget(REMOVAL)
    flat.purges.begin("one")
    flat.purge().finish_now()
    until(lambda: flat.left == ["of other", "of both"] and flat.purges.due() == [])


def test_a_replaced_key_costs_no_picture_before_the_new_ones_catalogue_is_read(
    house: House, flat: Flat, until: Until
) -> None:
    """The same account by another key: nearly all is the same."""
    flat.visit.keeper.forget(REMOVAL)
    flat.purge().begin_later("one", REMOVAL)
    until(lambda: flat.purges.due() == ["one"])
    assert flat.left == ["of first", "of other", "of both"]
    flat.visit = flat.enter(house, "the-new-key-of-the-first", "of first")
    flat.purge().finish_now()
    until(lambda: flat.purges.due() == [])
    assert flat.left == ["of first", "of other", "of both"]
