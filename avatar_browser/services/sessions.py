"""Who is talked to, and with which key."""

import os
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import AddressUnusable, KeyMissing, NotFound, Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.api_client import ApiClient
from avatar_browser.providers.budget import Budget
from avatar_browser.providers.media_client import MediaClient
from avatar_browser.providers.origin import Origin
from avatar_browser.providers.protocol import Provider, ProviderSpec
from avatar_browser.services.dispatcher import Post
from avatar_browser.services.late_wire import Door
from avatar_browser.services.server_clock import ServerClock


@dataclass(frozen=True, slots=True)
class _Session:
    """A provider as it can be used now: an adapter, or the reason why there is none."""

    key: Secret | None
    provider: Provider | None
    problem: Problem | None


class Sessions(QObject):
    """One adapter for each provider that has a key, made anew whenever its key changes.

    ``session_changed`` names the provider whose adapter came, went or was replaced.
    ``wait_begun`` tells that a request of a provider pauses for some seconds before it is sent
    again; ``item_unknown`` carries the AvatarKey of an avatar that its provider does not know.
    These two are emitted on the network thread.
    """

    session_changed = Signal(str)
    wait_begun = Signal(str, float)
    item_unknown = Signal(object)

    def __init__(
        self,
        specs: Iterable[ProviderSpec],
        door: Door,
        read_key: Callable[[str], Secret | None],
        *,
        base_urls: Mapping[str, str] | None = None,
        environment: Mapping[str, str] = os.environ,
        server_clock: ServerClock | None = None,
        on_key: Callable[[Secret], None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        """``base_urls`` are the settings', by provider id; the environment goes before them.

        ``on_key`` is told of each key before it is first used for anything.
        """
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in specs}
        self._door = door
        self._read_key = read_key
        self._base_urls = base_urls or {}
        self._environment = environment
        self._on_key = on_key
        self.server_clock = server_clock or ServerClock()
        """Set by every answer of a provider's API."""
        self._budgets = {spec_id: Budget(time.monotonic) for spec_id in self._specs}
        self._is_here = {spec.id: self._has_loopback(spec) for spec in self._specs.values()}
        self._media = {i: MediaClient(door, allow_loopback=h) for i, h in self._is_here.items()}
        self._sessions = {spec.id: self._begun(spec) for spec in self._specs.values()}

    @property
    def specs(self) -> tuple[ProviderSpec, ...]:
        return tuple(self._specs.values())

    def provider(self, provider_id: str) -> Provider | None:
        """The adapter for the present key; None where :meth:`problem` tells why."""
        return self._sessions[provider_id].provider

    def key(self, provider_id: str) -> Secret | None:
        """The key in use; there may be no adapter for it all the same."""
        return self._sessions[provider_id].key

    def problem(self, provider_id: str) -> Problem | None:
        """KeyMissing, a base URL that cannot be used, or None."""
        return self._sessions[provider_id].problem

    def detail_task(
        self, key: AvatarKey, known: Avatar | None = None
    ) -> Callable[[Post], Awaitable[Avatar]]:
        """For the dispatcher: what the detail endpoint tells of ``key``, by the present adapter.

        What ``known`` holds and the answer does not is kept. Without an adapter the task raises
        what :meth:`problem` tells.
        """
        provider = self.provider(key.provider)
        missing = self.problem(key.provider) or KeyMissing()

        async def fetch(_: Post) -> Avatar:
            if provider is None:
                raise missing
            try:
                return await provider.fetch_avatar(key, known)
            except NotFound as problem:
                if problem.is_about_item and self.provider(key.provider) is provider:
                    self.item_unknown.emit(key)
                raise

        return fetch

    def trust(self, provider_id: str) -> None:
        """Have the provider asked again, however often it has failed."""
        self._budgets[provider_id].trust()

    def origin(self, provider_id: str) -> Origin:
        """Where the provider's API is. Raises Problem on a bad base URL."""
        return self._origin(self._specs[provider_id])

    def is_here(self, provider_id: str) -> bool:
        """The provider's API is on this computer."""
        return self._is_here[provider_id]

    def media(self, provider_id: str) -> MediaClient:
        """The client for the provider's pictures and clips. It carries no key and needs none."""
        return self._media[provider_id]

    def adapter_for(self, provider_id: str, key: Secret) -> Provider:
        """An adapter that is not kept, for checking a key. Raises Problem on a bad base URL."""
        self.trust(provider_id)
        return self._adapter(self._specs[provider_id], key)

    @Slot(str)
    def renew(self, provider_id: str) -> None:
        """Read the provider's key again; connect it to the key service's ``key_changed``."""
        if self._read_key(provider_id) != self._sessions[provider_id].key:
            self._sessions[provider_id] = self._begun(self._specs[provider_id])
            self.session_changed.emit(provider_id)

    def _begun(self, spec: ProviderSpec) -> _Session:
        key = self._read_key(spec.id)
        if key is None:
            return _Session(None, None, KeyMissing())
        try:
            provider = self._adapter(spec, key, on_wait=partial(self.wait_begun.emit, spec.id))
        except Problem as problem:
            return _Session(key, None, problem)
        return _Session(key, provider, None)

    def _adapter(
        self, spec: ProviderSpec, key: Secret, on_wait: Callable[[float], None] | None = None
    ) -> Provider:
        self._on_key(key)
        headers = spec.headers(key)
        origin = self._origin(spec)
        return spec.connect(
            ApiClient(
                self._door,
                origin,
                headers,
                spec.read_error,
                on_wait=on_wait,
                on_date=partial(self.server_clock.note, spec.id),
                now=partial(self.server_clock.now, spec.id),
                budget=self._budgets[spec.id],
            )
        )

    def _origin(self, spec: ProviderSpec) -> Origin:
        typed = self._environment.get(spec.base_url_variable) or self._base_urls.get(spec.id)
        try:
            return Origin.parse(typed or spec.base_url)
        except ValueError as error:
            why = str(error).removesuffix(".")
            is_variable = bool(self._environment.get(spec.base_url_variable))
            where = spec.base_url_variable if is_variable else "base_urls in the settings file"
            raise AddressUnusable(
                f"The address set for {spec.name} cannot be used ({why}).",
                advice=f"correct {where}, then start Avatar Browser again",
                code="base url",
            ) from error

    def _has_loopback(self, spec: ProviderSpec) -> bool:
        try:
            return self._origin(spec).is_loopback
        except Problem:
            return False
