"""Walking a listing page by page, whatever the other side claims."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace

from avatar_browser.providers.protocol import Page

PAGE_LIMIT = 2_000


async def walk(
    fetch: Callable[[str | None], Awaitable[Page]], cursor: str | None
) -> AsyncGenerator[Page, None]:
    """Pages from ``cursor`` on, each got by ``fetch`` with the cursor of the one before.

    Ends where a page has no cursor, and also where the listing makes no sense any more: at a page
    without an id that is new, at a cursor used before, and at ``PAGE_LIMIT`` pages. The last page
    always has the cursor None.
    """
    seen_ids: set[tuple[str, str]] = set()
    seen_cursors = {cursor}
    for number in range(1, PAGE_LIMIT + 1):
        page = await fetch(cursor)
        ids = _ids(page)
        if not ids - seen_ids:
            # What was skipped on a page sent twice has been counted.
            page = replace(page, cursor=None, skipped=0 if ids else page.skipped)
        elif page.cursor in seen_cursors or number == PAGE_LIMIT:
            page = replace(page, cursor=None)
        yield page
        if page.cursor is None:
            return
        cursor = page.cursor
        seen_ids |= ids
        seen_cursors.add(cursor)


def _ids(page: Page) -> set[tuple[str, str]]:
    return {(avatar.key.catalogue, avatar.key.id) for avatar in page.avatars} | {
        ("", person.id) for person in page.people
    }
