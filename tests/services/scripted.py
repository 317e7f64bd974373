"""A provider whose every answer waits until the test gives it."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Mapping, Sequence

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import Answer, Api, KeyReport, Page, ProviderSpec, Stream

END = "end"
Step = Page | Problem | Avatar | str


class Script:
    """Steps given on any thread and taken on the loop, in order."""

    def __init__(self, *steps: Step) -> None:
        self._steps: deque[Step] = deque(steps)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._more = asyncio.Event()
        self.waiting = threading.Event()
        self.cancelled = threading.Event()

    def give(self, *steps: Step) -> None:
        self._steps.extend(steps)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._more.set)

    async def take(self) -> Page | Avatar | None:
        """The next step; None at the end. Raises it where it is a Problem."""
        self._loop = asyncio.get_running_loop()
        self.waiting.set()
        try:
            while not self._steps:
                self._more.clear()
                await self._more.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        step = self._steps.popleft()
        if isinstance(step, Problem):
            raise step
        return None if isinstance(step, str) else step


class ScriptedStream(Script):
    """Yields the pages it is given; ``cursors`` are those it was asked to begin at."""

    def __init__(self, name: str, *steps: Step) -> None:
        super().__init__(*steps)
        self.name = name
        self.cursors: list[str | None] = []

    async def pages(self, cursor: str | None = None) -> AsyncGenerator[Page, None]:
        self.cursors.append(cursor)
        try:
            while isinstance(page := await self.take(), Page):
                yield page
        except GeneratorExit:
            self.cancelled.set()
            raise


class ScriptedProvider:
    """``details`` holds the script of each avatar's detail answer, by its id."""

    def __init__(self, *streams: Stream, details: Mapping[str, Script] | None = None) -> None:
        self._streams = streams
        self._details = details or {}

    def streams(self) -> tuple[Stream, ...]:
        return self._streams

    async def fetch_avatar(self, key: AvatarKey, known: Avatar | None = None) -> Avatar:
        assert known is not None
        assert known.key == key
        answer = await self._details[key.id].take()
        assert isinstance(answer, Avatar)
        return answer

    async def check_key(self) -> KeyReport:
        return KeyReport("fine")


class Keys:
    """What a key service is to the sessions."""

    def __init__(self, **keys: str) -> None:
        self._keys = {provider: Secret(value) for provider, value in keys.items()}

    def read(self, provider: str) -> Secret | None:
        return self._keys.get(provider)

    def put(self, provider: str, value: str | None) -> None:
        self._keys.pop(provider, None)
        if value is not None:
            self._keys[provider] = Secret(value)


def spec_of(
    provider_id: str, providers: Sequence[ScriptedProvider] = (), **changes: str
) -> ProviderSpec:
    """A spec whose adapters are ``providers``, one for each time that one is made."""
    ready = deque(providers)

    def connect(_: Api) -> ScriptedProvider:
        return ready.popleft() if ready else ScriptedProvider()

    def read_error(_: Answer) -> Problem | None:
        return None

    fields = {
        "name": provider_id.title(),
        "base_url": f"https://api.{provider_id}.example",
        "base_url_variable": f"{provider_id.upper()}_URL",
        "key_variable": f"{provider_id.upper()}_KEY",
        "keys_page": f"https://{provider_id}.example/keys",
        "key_purpose": "Tests.",
        **changes,
    }
    return ProviderSpec(
        id=provider_id,
        **fields,
        headers=lambda key: {"X-Key": key.reveal()},
        read_error=read_error,
        connect=connect,
    )


def avatar(
    number: int | str, *, name: str = "", provider: str = "one", person_id: str = ""
) -> Avatar:
    key = AvatarKey(provider, "looks", str(number))
    return Avatar(key, name=name or f"Avatar {number}", person_id=person_id)


def page(
    *numbers: int | str,
    cursor: str | None = None,
    skipped: int = 0,
    total: int | None = None,
    provider: str = "one",
) -> Page:
    avatars = tuple(avatar(number, provider=provider) for number in numbers)
    return Page(avatars=avatars, cursor=cursor, skipped=skipped, total=total)


def person(person_id: str, name: str = "Ada") -> Person:
    return Person("one", person_id, name)
