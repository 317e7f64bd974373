"""The keys in use where there is no keyring, or one that does not answer."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyringMissing, KeyringRefused
from avatar_browser.services.key_errands import Patience
from avatar_browser.services.keys import KeySource, KeyState
from tests.support.key_sessions import KEY, Session
from tests.support.secret_service import Desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")

IMPATIENT = Patience(silent=2, prompted=0.6, notice=0.1)


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
