"""Threat T24: what is stored for one key is never shown under another, nor kept without it."""

from dataclasses import replace

import pytest

from avatar_browser.domain.avatar import Media, MediaKind
from avatar_browser.domain.links import LONG_PAST
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import Page
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.store.accounts import Removal
from tests.services.scripted import END, ScriptedStream, avatar, page
from tests.services.visits import FIRST_KEY, OTHER_KEY, House

SIGNATURE = "SIGNATURE-0123456789"


def stream(*steps: object) -> ScriptedStream:
    return ScriptedStream("looks", *steps)  # type: ignore[arg-type]


def test_another_key_shows_its_own_avatars_and_never_the_first_ones(house: House) -> None:
    house.visit(stream(page("of first"), END)).synced()
    house.visit(stream(page("of other"), END), key=OTHER_KEY).synced()
    mute = stream()
    visit = house.visit(stream(), then=[mute])
    visit.catalogue.load()
    visit.until(lambda: visit.ids == ["of first"])
    visit.use_key(OTHER_KEY)
    assert visit.ids == []
    visit.until(mute.waiting.is_set)
    assert visit.seen == ["of first", "|", "of other"]


def test_a_key_changed_while_its_copy_is_read_shows_nothing_of_it_after(house: House) -> None:
    house.visit(stream(page(*range(1_000)), END)).synced()
    visit = house.visit(stream(), then=[stream(page("of other"), END)])
    visit.catalogue.load()
    visit.until(lambda: visit.state.count > 0)
    visit.use_key(OTHER_KEY)
    visit.wait_for(Phase.COMPLETE)
    assert visit.ids == ["of other"]
    assert visit.seen[-2:] == ["|", "of other"]


def test_a_page_that_comes_after_the_key_changed_is_kept_for_nobody(house: House) -> None:
    old = stream(page(1))
    visit = house.visit(old, then=[stream(page(2), END)])
    visit.catalogue.load()
    visit.until(lambda: visit.ids == ["1"])
    visit.use_key(OTHER_KEY)
    old.give(page(3), END)
    visit.wait_for(Phase.COMPLETE)
    house.leave()
    assert house.rows("SELECT id FROM avatars ORDER BY id") == [("1",), ("2",)]
    assert len(house.rows("SELECT DISTINCT account FROM avatars")) == 2


def test_without_a_key_nothing_stored_is_shown(house: House) -> None:
    house.visit(stream(page(1), END)).synced()
    visit = house.visit(key=None)
    visit.catalogue.load()
    assert (visit.state.phase, visit.state.count) == (Phase.NO_KEY, 0)
    visit.use_key(FIRST_KEY)
    visit.until(lambda: visit.ids == ["1"])


def test_a_removed_key_takes_what_was_stored_for_it_along(house: House) -> None:
    house.visit(stream(page("of other"), END), key=OTHER_KEY).synced()
    visit = house.visit(stream(page("of first"), END)).synced()
    visit.use_key(None)
    visit.keeper.forget(Removal("one", Secret(FIRST_KEY)))
    assert (visit.ids, visit.state.phase) == ([], Phase.NO_KEY)
    house.leave()
    assert house.rows("SELECT id FROM avatars") == [("of other",)]
    assert not any(b"of first" in data for data in house.bytes_on_disk())


@pytest.mark.parametrize("ended", [False, True])
def test_neither_keys_nor_signatures_are_in_any_file(house: House, ended: bool) -> None:
    """Rules R8 and R14, threats T07 and T23."""
    url = f"https://cdn.example/a.mp4?X-Amz-Signature={SIGNATURE}"
    video = Media("videoUrl", "Video", MediaKind.VIDEO, url)
    told = replace(avatar(1), media=(video,), raw={"GET /x": {"videoUrl": url}})
    visit = house.visit(stream(Page(avatars=(told,)), END)).synced()
    visit.catalogue.update(replace(told, detailed=True))
    if ended:
        house.leave()
    else:
        visit.until(lambda: house.rows("SELECT sum(complete_sync) FROM accounts") == [(1,)])
    everything = b"".join(house.bytes_on_disk())
    assert b"cdn.example/a.mp4" in everything
    for secret in (SIGNATURE, FIRST_KEY, "X-Amz"):
        assert secret.encode() not in everything


def test_a_link_whose_signature_was_left_out_is_past_until_the_provider_tells_it_anew(
    house: House,
) -> None:
    url = f"https://cdn.example/a.mp4?X-Amz-Signature={SIGNATURE}"
    told = replace(avatar(1), media=(Media("videoUrl", "Video", MediaKind.VIDEO, url),))
    house.visit(stream(Page(avatars=(told,)), END)).synced()
    source = stream()
    visit = house.visit(source)
    visit.catalogue.load()
    visit.until(lambda: visit.state.count == 1)
    [video] = visit.catalogue.avatars[0].media
    assert (video.url, video.expires_at) == ("https://cdn.example/a.mp4", LONG_PAST)
    source.give(Page(avatars=(told,)), END)
    visit.wait_for(Phase.COMPLETE)
    assert visit.catalogue.avatars[0].media == told.media
