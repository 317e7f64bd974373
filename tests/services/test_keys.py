"""The keys in use, with a real keyring that is open, and with keys of the environment."""

import logging
import sys
from pathlib import Path

import pytest

from avatar_browser.domain.errors import KeyMissing, KeyRejected
from avatar_browser.services.keys import KeySource, KeyState
from avatar_browser.store.accounts import Removal
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.key_notes import KeyNotes
from tests.support.key_sessions import BACKEND, KEY, OTHER, Session, in_keyring
from tests.support.secret_service import Desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")


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
