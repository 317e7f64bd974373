"""The keys in use, with a real keyring, real threads and every way in which it fails."""

import logging
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import (
    KeyMissing,
    KeyRejected,
    KeyringLocked,
    KeyringMissing,
    KeyringRefused,
)
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.key_errands import Patience
from avatar_browser.services.keys import KeyService, KeySource, KeyState
from avatar_browser.store.accounts import Removal
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.kept_keys import KeptKeys
from avatar_browser.store.key_notes import KeyNotes
from tests.support import secret_service
from tests.support.secret_service import Desktop, entered

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")

KEY = Secret("CANARY-4711-abcdefgh")
OTHER = Secret("another-key-0815-xyz")
BACKEND = "Secret Service"
IMPATIENT = Patience(silent=2, prompted=0.6, notice=0.1)
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


@pytest.fixture
def session(qtbot: QtBot, dispatcher: Dispatcher, tmp_path: Path) -> Session:
    return Session(qtbot, dispatcher, tmp_path)


@pytest.fixture
def mute_desktop() -> Iterator[Desktop]:
    secret_service.require_secret_service()
    with secret_service.desktop_with_mute_keyring() as made, entered(made):
        yield made


def in_keyring(provider: str = "anam") -> Secret | None:
    return Credentials().read(provider)


@pytest.mark.usefixtures("desktop")
class TestEnvironment:
    def test_a_key_from_the_environment_wins_and_is_not_stored(self, session: Session) -> None:
        Credentials().write("anam", OTHER)
        keys = session.started({"ANAM_API_KEY": KEY.reveal(), "HEYGEN_API_KEY": KEY.reveal()})
        assert keys.secret("anam") == KEY
        assert keys.state("anam") == KeyState(
            "anam", KeySource.ENVIRONMENT, masked="••••efgh", variable="ANAM_API_KEY"
        )
        assert session.keys_changed == ["anam", "heygen"]
        assert in_keyring("anam") == OTHER
        assert in_keyring("heygen") is None

    def test_a_blank_variable_is_no_key(self, session: Session) -> None:
        Credentials().write("anam", OTHER)
        keys = session.started({"ANAM_API_KEY": " "})
        assert keys.secret("anam") == OTHER
        assert keys.state("anam").source is KeySource.KEYRING

    def test_a_variable_that_is_no_key_is_told_and_nothing_else_takes_its_place(
        self, session: Session
    ) -> None:
        Credentials().write("anam", OTHER)
        keys = session.started({"ANAM_API_KEY": "two words"})
        state = keys.state("anam")
        assert keys.secret("anam") is None
        assert state.source is KeySource.NONE
        assert isinstance(state.problem, KeyRejected)
        assert "ANAM_API_KEY" in str(state.problem)
        assert "two words" not in repr(state)

    def test_a_typed_key_is_used_now_and_the_variable_again_after_its_removal(
        self, session: Session
    ) -> None:
        keys = session.started({"ANAM_API_KEY": KEY.reveal()})
        keys.use("anam", OTHER, remember=True)
        session.settle(keys)
        assert keys.secret("anam") == OTHER
        assert keys.state("anam").source is KeySource.KEYRING
        assert keys.state("anam").variable == "ANAM_API_KEY"
        keys.remove("anam")
        session.settle(keys)
        assert keys.secret("anam") == KEY
        assert keys.state("anam").source is KeySource.ENVIRONMENT
        assert in_keyring() is None


@pytest.mark.usefixtures("desktop")
class TestOpenKeyring:
    def test_without_any_key_there_is_no_problem(self, session: Session) -> None:
        keys = session.started()
        assert keys.secret("anam") is None
        assert keys.state("anam") == KeyState("anam")
        assert session.keys_changed == []

    def test_a_typed_key_is_used_at_once_and_kept(self, session: Session) -> None:
        keys = session.started()
        keys.use("anam", KEY, remember=True)
        assert keys.secret("anam") == KEY
        assert keys.state("anam").source is KeySource.SESSION
        assert keys.state("anam").busy
        session.settle(keys)
        expected = KeyState("anam", KeySource.KEYRING, masked="••••efgh", backend=BACKEND)
        assert keys.state("anam") == expected
        assert session.keys_changed == ["anam"]

    def test_a_kept_key_is_there_after_a_restart(self, session: Session) -> None:
        first = session.started()
        first.use("anam", KEY, remember=True)
        session.settle(first)
        second = session.started()
        assert second.secret("anam") == KEY
        assert second.state("anam").source is KeySource.KEYRING
        assert second.state("anam").backend == BACKEND
        assert second.secret("heygen") is None

    def test_a_key_for_this_session_is_gone_after_it(self, session: Session) -> None:
        first = session.started()
        first.use("anam", KEY, remember=False)
        assert first.state("anam") == KeyState("anam", KeySource.SESSION, masked="••••efgh")
        assert in_keyring() is None
        assert session.started().secret("anam") is None

    def test_a_removed_key_is_gone_now_and_after_a_restart(self, session: Session) -> None:
        first = session.started()
        first.use("anam", KEY, remember=True)
        session.settle(first)
        first.remove("anam")
        assert first.secret("anam") is None
        session.settle(first)
        assert first.state("anam") == KeyState("anam")
        assert session.keys_changed == ["anam", "anam"]
        assert in_keyring() is None
        assert session.started().secret("anam") is None

    def test_a_removed_key_is_told_after_it_is_out_of_use(self, session: Session) -> None:
        keys = session.started()
        keys.use("anam", KEY, remember=True)
        session.settle(keys)
        told: list[tuple[Removal, object]] = []
        keys.key_removed.connect(lambda p, removal: told.append((removal, keys.secret(p))))
        keys.remove("anam")
        keys.remove("anam")
        session.settle(keys)
        assert told == [(Removal("anam", KEY), None), (Removal("anam"), None)]

    def test_a_replaced_key_is_told_and_the_same_key_again_is_not(self, session: Session) -> None:
        keys = session.started()
        for secret in (KEY, KEY, OTHER):
            keys.use("anam", secret, remember=True)
            session.settle(keys)
        assert session.keys_changed == ["anam", "anam"]
        assert in_keyring() == OTHER

    def test_the_last_of_several_hasty_commands_is_what_counts(self, session: Session) -> None:
        keys = session.started()
        keys.use("anam", KEY, remember=True)
        keys.remove("anam")
        keys.use("anam", OTHER, remember=True)
        session.settle(keys)
        assert keys.state("anam").source is KeySource.KEYRING
        assert session.started().secret("anam") == OTHER

    def test_a_key_that_was_lost_is_told_once(self, session: Session) -> None:
        first = session.started()
        first.use("anam", KEY, remember=True)
        session.settle(first)
        Credentials().delete("anam")
        problem = session.started().state("anam").problem
        assert isinstance(problem, KeyMissing)
        assert "no longer in Secret Service" in str(problem)
        assert session.started().state("anam").problem is None

    def test_a_key_in_another_keyring_is_told_by_both_names(
        self, session: Session, tmp_path: Path
    ) -> None:
        """F94."""
        KeyNotes(tmp_path / "keys.json").kept("anam", "KWallet")
        problem = session.started().state("anam").problem
        assert isinstance(problem, KeyMissing)
        assert "KWallet" in str(problem)
        assert BACKEND in str(problem)

    def test_no_key_shows_in_a_log_a_repr_or_a_file(
        self, session: Session, desktop: Desktop, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            keys = session.started()
            keys.use("anam", KEY, remember=True)
            session.settle(keys)
            keys.use("heygen", KEY, remember=False)
        assert "CANARY" not in caplog.text
        assert "CANARY" not in repr(vars(keys))
        assert "CANARY" not in repr(session.states)
        assert desktop.files_holding("CANARY") == []
        assert not [p for p in tmp_path.rglob("*") if p.is_file() and b"CANARY" in p.read_bytes()]

    def test_an_unknown_provider_has_no_state(self, session: Session) -> None:
        with pytest.raises(KeyError):
            session.started(load=False).state("nobody")


class TestLockedKeyring:
    def test_a_locked_keyring_is_told_and_the_key_comes_when_it_is_unlocked(
        self, session: Session, desktop: Desktop
    ) -> None:
        Credentials().write("anam", KEY)
        desktop.lock()
        keys = session.started()
        assert isinstance(keys.state("anam").problem, KeyringLocked)
        assert keys.secret("anam") is None
        desktop.unlock()
        keys.retry("anam")
        session.settle(keys)
        assert keys.secret("anam") == KEY
        assert keys.state("anam").problem is None

    def test_a_dismissed_prompt_leaves_it_locked(self, session: Session, desktop: Desktop) -> None:
        desktop.lock()
        keys = session.started()
        keys.retry("anam")
        assert keys.state("anam").busy
        session.settle(keys)
        assert isinstance(keys.state("anam").problem, KeyringLocked)

    def test_one_unlocking_brings_the_keys_of_all(
        self, session: Session, desktop: Desktop, qtbot: QtBot
    ) -> None:
        Credentials().write("anam", KEY)
        Credentials().write("heygen", OTHER)
        desktop.lock()
        keys = session.started()
        desktop.unlock()
        keys.retry("anam")
        qtbot.waitUntil(lambda: keys.secret("heygen") == OTHER)
        assert keys.secret("anam") == KEY

    def test_a_typed_key_is_used_though_it_is_not_kept_and_kept_by_a_second_try(
        self, session: Session, desktop: Desktop
    ) -> None:
        desktop.lock()
        keys = session.started()
        keys.use("anam", KEY, remember=True)
        session.settle(keys)
        state = keys.state("anam")
        assert keys.secret("anam") == KEY
        assert state.source is KeySource.SESSION
        assert isinstance(state.problem, KeyringLocked)
        assert "until you quit" in str(state.problem)
        assert desktop.files_holding("CANARY") == []
        desktop.unlock()
        keys.retry("anam")
        session.settle(keys)
        assert keys.state("anam").source is KeySource.KEYRING
        assert in_keyring() == KEY

    def test_a_key_that_could_not_be_deleted_is_told_and_deleted_at_the_next_start(
        self, session: Session, desktop: Desktop
    ) -> None:
        """F95."""
        first = session.started()
        first.use("anam", KEY, remember=True)
        session.settle(first)
        desktop.lock()
        first.remove("anam")
        session.settle(first)
        assert first.secret("anam") is None
        assert isinstance(first.state("anam").problem, KeyringLocked)
        assert "not yet deleted" in str(first.state("anam").problem)
        desktop.unlock()
        assert in_keyring() == KEY
        second = session.started()
        assert second.state("anam") == KeyState("anam")
        assert in_keyring() is None


@pytest.mark.usefixtures("bare_desktop")
class TestNoKeyring:
    def test_no_keyring_is_told_and_a_typed_key_lasts_for_the_session(
        self, session: Session, bare_desktop: Desktop
    ) -> None:
        keys = session.started()
        assert isinstance(keys.state("anam").problem, KeyringMissing)
        keys.use("anam", KEY, remember=True)
        session.settle(keys)
        assert keys.secret("anam") == KEY
        assert keys.state("anam").source is KeySource.SESSION
        assert isinstance(keys.state("anam").problem, KeyringMissing)
        assert bare_desktop.files_holding("CANARY") == []

    def test_a_key_of_the_environment_needs_no_keyring(self, session: Session) -> None:
        keys = session.started({"ANAM_API_KEY": KEY.reveal()})
        assert keys.state("anam").problem is None
        assert isinstance(keys.state("heygen").problem, KeyringMissing)

    def test_removing_a_key_of_the_session_is_no_problem(self, session: Session) -> None:
        keys = session.started()
        keys.use("anam", KEY, remember=False)
        keys.remove("anam")
        session.settle(keys)
        assert keys.state("anam") == KeyState("anam")


@pytest.mark.usefixtures("mute_desktop")
class TestMuteKeyring:
    def test_the_wait_is_told_and_ends_at_the_deadline(self, session: Session) -> None:
        """F89."""
        keys = session.started(patience=IMPATIENT)
        turns = [(s.busy, s.waiting) for s in session.states if s.provider == "anam"]
        assert turns == [(True, False), (True, True), (False, False)]
        problem = keys.state("anam").problem
        assert isinstance(problem, KeyringRefused)
        assert "in time" in str(problem)

    def test_a_typed_key_is_used_all_the_same(self, session: Session) -> None:
        keys = session.started(load=False, patience=IMPATIENT)
        keys.use("anam", KEY, remember=True)
        assert keys.secret("anam") == KEY
        session.settle(keys)
        assert keys.secret("anam") == KEY
        assert keys.state("anam").source is KeySource.SESSION
        assert isinstance(keys.state("anam").problem, KeyringRefused)

    def test_the_user_need_not_wait(self, session: Session) -> None:
        """F88."""
        keys = session.started(load=False)
        keys.load()
        keys.stop_waiting("anam")
        assert not keys.state("anam").busy
        assert isinstance(keys.state("anam").problem, KeyringRefused)
        assert keys.state("heygen").busy
        keys.use("heygen", KEY, remember=False)
        assert keys.state("heygen") == KeyState("heygen", KeySource.SESSION, masked="••••efgh")

    def test_each_call_has_a_notice_of_its_own(self, session: Session, qtbot: QtBot) -> None:
        keys = session.started(load=False, patience=Patience(silent=30, prompted=30, notice=0.1))
        for _ in range(2):
            keys.retry("anam")
            assert keys.state("anam").busy
            assert not keys.state("anam").waiting
            qtbot.waitUntil(lambda: keys.state("anam").waiting)
        keys.stop_waiting("anam")
        assert not keys.state("anam").waiting

    def test_the_process_ends_though_the_keyring_never_answers(self, mute_desktop: Desktop) -> None:
        """F89."""
        result = mute_desktop.run_python(
            "import keyring.backends.SecretService\n"  # no thread may be amid that at the end
            "from avatar_browser.services.workers import on_daemon_thread\n"
            "from avatar_browser.store.credentials import Credentials\n"
            "future = on_daemon_thread(lambda: Credentials().read('anam'), 'keyring')\n"
            "try:\n    future.result(1)\nexcept TimeoutError:\n    print('mute')\n"
        )
        assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "mute", "")
