"""Sessions of the program as the keys live through them, with a real keyring."""

from collections.abc import Mapping
from pathlib import Path

from pytestqt.qtbot import QtBot

from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.key_errands import Patience
from avatar_browser.services.keys import KeyService, KeyState
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.kept_keys import KeptKeys
from avatar_browser.store.key_notes import KeyNotes

KEY = Secret("CANARY-4711-abcdefgh")

OTHER = Secret("another-key-0815-xyz")

BACKEND = "Secret Service"

PATIENT = Patience(silent=30, prompted=30, notice=15)


def spec(provider: str) -> ProviderSpec:
    def never(*_: object) -> object:
        raise AssertionError("the keys need no wire")

    return ProviderSpec(
        id=provider,
        name=provider.title(),
        base_url="https://service.invalid",
        base_url_variable="",
        key_variable=f"{provider.upper()}_API_KEY",
        keys_page="",
        key_purpose="",
        headers=never,  # type: ignore[arg-type]
        read_error=never,  # type: ignore[arg-type]
        connect=never,  # type: ignore[arg-type]
    )


class Session:
    """The program, which can be started again and again on the same computer."""

    def __init__(self, qtbot: QtBot, dispatcher: Dispatcher, data: Path) -> None:
        self._qtbot = qtbot
        self._dispatcher = dispatcher
        self._data = data
        self.keys_changed: list[str] = []
        self.states: list[KeyState] = []

    def started(
        self,
        environment: Mapping[str, str] | None = None,
        patience: Patience | None = None,
        *,
        load: bool = True,
    ) -> KeyService:
        kept = KeptKeys(Credentials(), KeyNotes(self._data / "keys.json"))
        service = KeyService(
            [spec("anam"), spec("heygen")],
            kept,
            self._dispatcher,
            environment=environment or {},
            patience=patience or PATIENT,
        )
        service.key_changed.connect(self.keys_changed.append)
        service.state_changed.connect(lambda p: self.states.append(service.state(p)))
        if load:
            service.load()
            self.settle(service)
        return service

    def settle(self, service: KeyService) -> None:
        """Wait until the keyring has answered everything."""
        both = ("anam", "heygen")
        self._qtbot.waitUntil(
            lambda: (
                not any(
                    state.busy
                    for p in both
                    for state in (service.state(p), *(a.state for a in service.accounts(p)))
                )
            )
        )


def in_keyring(provider: str = "anam") -> Secret | None:
    return Credentials().read(provider)
