"""The keys in use where the keyring is locked."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyringLocked
from avatar_browser.services.keys import KeySource, KeyState
from avatar_browser.store.credentials import Credentials
from tests.support.key_sessions import KEY, OTHER, Session, in_keyring
from tests.support.secret_service import Desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")


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
