"""Every adapter reads one and the same answer, whatever it asks for."""

import asyncio
import json
from collections.abc import Coroutine, Mapping
from typing import Any

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.export import ExportForm, exported
from avatar_browser.domain.text import displayable
from avatar_browser.providers import anam
from avatar_browser.providers.heygen import spec as heygen
from avatar_browser.providers.protocol import Answer, ListsVoices, Provider, ProviderSpec
from avatar_browser.store.records import AvatarReader, packed, unpacked_person
from tests.fuzz.odd_values import SIGNATURE
from tests.providers.checks import assert_valid

_MOST_PAGES = 5
_SPECS = (anam.SPEC, heygen.SPEC)


class _Echo:
    """An API that gives the same answer to everything."""

    def __init__(self, payload: object) -> None:
        self._payload = payload

    async def get(
        self,
        *segments: str,  # noqa: ARG002 - the Api protocol
        query: Mapping[str, str | int] | None = None,  # noqa: ARG002
        slow: bool = False,  # noqa: ARG002
    ) -> object:
        return self._payload


def read_by_all(payload: object) -> int:
    """How many records came of it. Raises what no adapter may raise."""
    return asyncio.run(_read_by_all(payload))


async def _read_by_all(payload: object) -> int:
    count = 0
    for spec in _SPECS:
        _failures(spec, payload)
        provider = spec.connect(_Echo(payload))
        for stream in provider.streams():
            count += await _told(_listed(provider, stream.name))
        key = AvatarKey("x", "", "some-id")
        count += await _told(_detailed(provider, key))
        count += await _told(_checked(provider))
        if isinstance(provider, ListsVoices):
            count += await _told(_voices(provider))
    return count


async def _told(work: Coroutine[Any, Any, int]) -> int:
    """A Problem is an answer; it has words that can be shown."""
    try:
        return await work
    except Problem as problem:
        words = str(problem)
    assert words.encode()
    return 0


async def _listed(provider: Provider, name: str) -> int:
    (stream,) = [each for each in provider.streams() if each.name == name]
    count = pages = 0
    async for page in stream.pages():
        assert page.skipped >= 0
        for avatar in page.avatars:
            _kept_and_shown(avatar)
        for person in page.people:
            _person(person)
        count += len(page.avatars) + len(page.people)
        pages += 1
        if pages == _MOST_PAGES:
            break
    return count


async def _detailed(provider: Provider, key: AvatarKey) -> int:
    _kept_and_shown(await provider.fetch_avatar(key))
    return 1


async def _checked(provider: Provider) -> int:
    await provider.check_key()
    return 0


async def _voices(provider: ListsVoices) -> int:
    page = await provider.fetch_voices()
    for voice in page.voices:
        repr(voice).encode()
    return len(page.voices)


def _failures(spec: ProviderSpec, payload: object) -> None:
    """Whatever stands in the body of an error becomes one of our problems, or none."""
    for status in (200, 401, 403, 404, 429, 500):
        problem = spec.read_error(Answer(status, payload, json.dumps(payload)))
        f"{problem} {problem.detail if problem else ''}".encode()


def _kept_and_shown(avatar: Avatar) -> None:
    """It is valid, comes back from the disk as it went, and can be exported and shown."""
    assert_valid(avatar)
    stored = packed(avatar)
    back = AvatarReader({}).avatar(avatar.key, stored.record, stored.raw)
    assert back.key == avatar.key
    assert back.name == avatar.name or "://" in avatar.name  # a link in it loses its signature
    told = {avatar.key.id, avatar.person_id, *(one.value for one in avatar.ids)}
    if not any(SIGNATURE in one for one in told):  # ids are kept as they are
        assert SIGNATURE.encode() not in stored.record + stored.raw, "T23"
    displayable(avatar.name).encode()
    for form in ExportForm:
        exported([avatar], {}, form)


def _person(person: Person) -> None:
    stored = packed(person)
    back = unpacked_person(stored.record, stored.raw)
    assert back.name == person.name or "://" in person.name
