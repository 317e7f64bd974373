import asyncio
from collections.abc import Callable

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.providers.paging import PAGE_LIMIT, walk
from avatar_browser.providers.protocol import Page


def page(*ids: str, cursor: str | None = None, skipped: int = 0) -> Page:
    avatars = tuple(Avatar(AvatarKey("p", "c", i), name=i) for i in ids)
    return Page(avatars=avatars, cursor=cursor, skipped=skipped)


def walked(fetch: Callable[[str | None], Page], cursor: str | None = None) -> list[Page]:
    async def fetched(at: str | None) -> Page:
        return fetch(at)

    async def main() -> list[Page]:
        return [found async for found in walk(fetched, cursor)]

    return asyncio.run(main())


def test_pages_follow_their_cursors_from_where_one_begins() -> None:
    listing = {None: page("a", cursor="2"), "2": page("b", cursor="3"), "3": page("c")}
    assert walked(listing.__getitem__) == list(listing.values())
    assert walked(listing.__getitem__, "2") == [listing["2"], listing["3"]]


def test_a_page_without_a_new_id_is_the_last() -> None:
    """F48."""
    asked: list[str | None] = []

    def fetch(cursor: str | None) -> Page:
        asked.append(cursor)
        return page("a", "b", cursor=f"{len(asked)}", skipped=1)

    first, last = walked(fetch)
    assert (first.cursor, first.skipped) == ("1", 1)
    assert (last.cursor, last.skipped) == (None, 0)


def test_an_empty_page_is_the_last_whatever_it_promises() -> None:
    assert walked(lambda _: page(cursor="more", skipped=3)) == [page(skipped=3)]


def test_a_cursor_that_comes_again_ends_the_listing() -> None:
    """F48."""
    number = iter(range(100))
    pages = walked(lambda _: page(str(next(number)), cursor="same"))
    assert [p.cursor for p in pages] == ["same", None]


def test_cursors_in_a_circle_end_the_listing() -> None:
    number = iter(range(100))
    onward = {None: "a", "a": "b", "b": "a"}
    pages = walked(lambda at: page(str(next(number)), cursor=onward[at]))
    assert [p.cursor for p in pages] == ["a", "b", None]


def test_the_cursor_that_was_resumed_from_counts_as_used() -> None:
    number = iter(range(100))
    pages = walked(lambda _: page(str(next(number)), cursor="here"), "here")
    assert [p.cursor for p in pages] == [None]


def test_a_listing_without_end_stops_at_the_page_limit() -> None:
    """F48."""
    number = iter(range(10_000))

    def fetch(_: str | None) -> Page:
        n = next(number)
        return page(str(n), cursor=str(n))

    pages = walked(fetch)
    assert len(pages) == PAGE_LIMIT == 2_000
    assert pages[-1].cursor is None


def test_people_and_avatars_of_another_list_are_new_ids() -> None:
    same = Avatar(AvatarKey("p", "other", "a"), name="a")
    listing = {
        None: page("a", cursor="2"),
        "2": Page(avatars=(same,), cursor="3"),
        "3": Page(people=(Person("p", "a", "A"),), cursor="4"),
        "4": page(),
    }
    assert len(walked(listing.__getitem__)) == 4
