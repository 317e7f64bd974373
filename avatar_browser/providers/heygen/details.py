"""Everything about one look: v3 for the record, v2 for what only v2 tells, the group for a name."""

import asyncio
import re
from collections.abc import Awaitable
from dataclasses import replace
from typing import TypeVar

from avatar_browser.domain.avatar import Avatar, Ownership, Person
from avatar_browser.domain.errors import KeyRejected, Problem
from avatar_browser.providers.heygen.failures import EndpointGone
from avatar_browser.providers.heygen.groups import fetch_group
from avatar_browser.providers.heygen.looks import fetch_look
from avatar_browser.providers.heygen.second_road import fetch_details
from avatar_browser.providers.heygen.streams import Roads
from avatar_browser.providers.merging import completed
from avatar_browser.providers.protocol import Api

T = TypeVar("T")

# A gateway may answer 404 for the signs in an id; only a plain one proves the call itself gone.
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]+")


class LookDetails:
    """``patience``: seconds that the extras of v2 and the group may take once the look is there."""

    def __init__(self, api: Api, roads: Roads, patience: float) -> None:
        self._api = api
        self._roads = roads
        self._patience = patience

    async def fetch(self, look_id: str, known: Avatar | None) -> Avatar:
        """The look as both roads tell it now. Raises the first road's problem if both fail."""
        look, extra = await self._ask_both(look_id)
        if isinstance(extra, EndpointGone) and _PLAIN_ID.fullmatch(look_id):
            self._roads.details_gone = True
        if isinstance(look, Problem):
            avatar = _instead_of_look(look, extra, known)
            answered: frozenset[str] = frozenset()
        else:
            avatar, answered = look
            if isinstance(extra, Avatar):
                avatar = _enriched(avatar, extra)
        avatar = completed(avatar, known, answered)
        if known and known.ownership is not Ownership.UNKNOWN:
            avatar = replace(avatar, ownership=known.ownership)
        return replace(avatar, detailed=True, person=await self._person(avatar))

    async def _ask_both(
        self, look_id: str
    ) -> tuple[tuple[Avatar, frozenset[str]] | Problem, Avatar | Problem | None]:
        """What v3 and v2 say, asked side by side; None from v2 if it was not asked or is late."""
        async with asyncio.TaskGroup() as group:
            second = None
            if not self._roads.details_gone:
                second = group.create_task(_outcome(fetch_details(self._api, look_id)))
            if self._roads.v3_gone:
                first: tuple[Avatar, frozenset[str]] | Problem = EndpointGone()
            else:
                first = await _outcome(fetch_look(self._api, look_id))
            if second is None:
                return first, None
            enough = isinstance(first, tuple)
            await asyncio.wait([second], timeout=self._patience if enough else None)
            if not second.done():
                second.cancel()
                return first, None
            return first, second.result()

    async def _person(self, avatar: Avatar) -> Person | None:
        """The group's name is a bonus: without it the look stands alone."""
        if avatar.person and avatar.person.id == avatar.person_id:
            return avatar.person
        if not avatar.person_id or self._roads.v3_gone:
            return None
        try:
            async with asyncio.timeout(self._patience):
                return await fetch_group(self._api, avatar.person_id)
        except (Problem, TimeoutError):
            return None


async def _outcome(asked: Awaitable[T]) -> T | Problem:
    try:
        return await asked
    except Problem as problem:
        return problem


def _enriched(look: Avatar, extra: Avatar) -> Avatar:
    """The look with ``premium``, ``is_public``, tags and whatever else only v2 tells."""
    tags: dict[str, str] = {}
    for tag in (*look.tags, *extra.tags):  # the two endpoints differ in case
        tags.setdefault(tag.casefold(), tag)
    return replace(completed(look, extra), tags=tuple(tags.values()))


def _instead_of_look(
    problem: Problem, extra: Avatar | Problem | None, known: Avatar | None
) -> Avatar:
    """What is left without v3's answer; raises where nothing is."""
    if isinstance(problem, KeyRejected):
        raise problem
    if isinstance(extra, Avatar):
        return extra
    if not isinstance(problem, EndpointGone):
        raise problem
    if extra is not None and not isinstance(extra, EndpointGone):
        raise extra
    if known is None:
        raise problem
    return known  # neither road has a call for details: the list record is all there is
