"""Several accounts of one provider, with a real keyring: which is in use, and what goes with it."""

import json
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.errors import KeyringLocked
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.keys import KeyService, KeySource
from avatar_browser.store.accounts import Removal, Salt
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.kept_keys import KeptKeys
from avatar_browser.store.key_notes import KeyNotes
from tests.support.key_sessions import BACKEND, KEY, OTHER, PATIENT, Session, spec
from tests.support.secret_service import Desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")

VARIABLE = {"ANAM_API_KEY": "a-key-of-the-environment"}


class Home(Session):
    """A :class:`Session` on a computer that has the salt of a stored catalogue."""

    def __init__(self, qtbot: QtBot, dispatcher: Dispatcher, data: Path) -> None:
        super().__init__(qtbot, dispatcher, data)
        self.salt = Salt.kept_at(data / "salt")
        self.removals: list[Removal] = []
        self.replacements: list[Removal] = []

    def opened(self, environment: dict[str, str] | None = None) -> KeyService:
        notes, salt = KeyNotes(self._data / "keys.json"), self._data / "salt"
        keys = KeyService(
            [spec("anam"), spec("heygen")],
            KeptKeys(Credentials(), notes, salt),
            self._dispatcher,
            environment=environment or {},
            patience=PATIENT,
        )
        keys.key_changed.connect(self.keys_changed.append)
        keys.key_removed.connect(lambda _, removal: self.removals.append(removal))
        keys.key_replaced.connect(lambda _, removal: self.replacements.append(removal))
        keys.load()
        self.settle(keys)
        return keys

    def with_two(self) -> KeyService:
        """The first is KEY; the second is OTHER, called "Work", and in use."""
        keys = self.opened()
        keys.add("anam", KEY, remember=True)
        self.settle(keys)
        keys.add("anam", OTHER, remember=True, label="Work")
        self.settle(keys)
        return keys

    def fingerprint(self, key: object) -> str:
        assert key in {KEY, OTHER}
        return self.salt.account("anam", KEY if key == KEY else OTHER).fingerprint

    def noted(self, name: str) -> bool:
        """Whether the file of notes has it by now: it is written behind the window's back."""
        return name in (self._data / "keys.json").read_text()

    @property
    def chosen(self) -> str:
        """The slot that the next session begins with, as far as it is noted."""
        notes = json.loads((self._data / "keys.json").read_text())
        return next((slot for slot, note in notes.items() if note["chosen"]), "")


@pytest.fixture
def home(qtbot: QtBot, dispatcher: Dispatcher, tmp_path: Path) -> Home:
    return Home(qtbot, dispatcher, tmp_path)


def shown(keys: KeyService) -> list[tuple[str, bool]]:
    return [(account.name, account.is_current) for account in keys.accounts("anam")]


def test_the_second_account_has_a_place_of_its_own_in_the_keyring(
    home: Home, desktop: Desktop
) -> None:
    keys = home.with_two()
    assert shown(keys) == [("Account 1", False), ("Work", True)]
    assert Credentials().read("anam") == KEY
    assert Credentials().read("anam/2") == OTHER
    assert keys.secret("anam") == OTHER
    assert desktop.files_holding("CANARY") == []


@pytest.mark.usefixtures("desktop")
def test_the_account_in_use_is_in_use_after_a_restart_and_the_other_is_not_read(
    home: Home, qtbot: QtBot
) -> None:
    home.with_two()
    qtbot.waitUntil(lambda: home.chosen == "anam/2")
    again = home.opened()
    assert shown(again) == [("Account 1", False), ("Work", True)]
    assert again.secret("anam") == OTHER
    assert again.account_secret("anam") is None
    assert again.accounts("anam")[0].kept_in == BACKEND


@pytest.mark.usefixtures("desktop")
def test_between_two_accounts_there_is_no_moment_with_the_wrong_key(home: Home) -> None:
    """T24: the session of the one ends before the key of the other is there."""
    home.with_two()
    keys = home.opened()
    home.keys_changed.clear()
    told: list[object] = []
    keys.key_changed.connect(lambda provider: told.append(keys.secret(provider)))
    other = next(a.slot for a in keys.accounts("anam") if not a.is_current)
    before = keys.secret("anam")
    keys.switch(other)
    assert keys.secret("anam") is None
    home.settle(keys)
    assert told == [None, keys.secret("anam")]
    assert {before, keys.secret("anam")} == {KEY, OTHER}


@pytest.mark.usefixtures("desktop")
def test_a_switch_does_not_end_the_writing_of_the_other_account(home: Home) -> None:
    keys = home.with_two()
    slot = keys.add("anam", KEY, remember=True, label="Third")
    keys.switch("anam")
    home.settle(keys)
    assert Credentials().read(slot) == KEY
    assert keys.secret("anam") == KEY
    assert ("Account 1", True) in shown(keys)


@pytest.mark.usefixtures("desktop")
def test_names_are_kept_with_the_keys_and_those_of_a_session_are_not(
    home: Home, qtbot: QtBot
) -> None:
    keys = home.with_two()
    keys.rename("anam", "Home")
    keys.add("anam", KEY, remember=False, label="Passing")
    qtbot.waitUntil(lambda: home.noted("Home"))
    assert [name for name, _ in shown(keys)] == ["Home", "Work", "Passing"]
    assert not home.noted("Passing")
    assert [name for name, _ in shown(home.opened())] == ["Home", "Work"]


@pytest.mark.usefixtures("desktop")
def test_a_removed_account_in_use_makes_room_for_the_other(home: Home) -> None:
    keys = home.with_two()
    keys.remove("anam")
    home.settle(keys)
    assert shown(keys) == [("Account 1", True)]
    assert keys.secret("anam") == KEY
    assert Credentials().read("anam/2") is None
    assert Credentials().read("anam") == KEY
    assert home.removals == [
        Removal("anam", OTHER, home.fingerprint(OTHER), stays=(KEY,), all_known=True)
    ]


def test_an_account_removed_behind_a_locked_keyring_takes_no_other_along(
    home: Home, desktop: Desktop, qtbot: QtBot
) -> None:
    """T24: nobody has seen either key in this session, and both catalogues are told apart."""
    home.with_two()
    qtbot.waitUntil(lambda: home.chosen == "anam/2")
    desktop.lock()
    keys = home.opened()
    keys.remove("anam", "anam")
    assert home.removals == [
        Removal("anam", None, home.fingerprint(KEY), stays=(home.fingerprint(OTHER),))
    ]
    home.settle(keys)
    work, going = keys.accounts("anam")
    assert (work.name, work.is_current, going.is_going) == ("Work", True, True)
    assert isinstance(going.state.problem, KeyringLocked)
    desktop.unlock()
    keys.retry("anam", going.slot)
    home.settle(keys)
    qtbot.waitUntil(lambda: shown(keys) == [("Work", True)])
    assert Credentials().read("anam") is None
    assert Credentials().read("anam/2") == OTHER
    home.settle(keys)


def test_a_key_that_could_not_be_deleted_goes_at_the_next_start_whatever_is_in_use(
    home: Home, desktop: Desktop, qtbot: QtBot
) -> None:
    """F95."""
    keys = home.with_two()
    desktop.lock()
    keys.remove("anam", "anam")
    home.settle(keys)
    desktop.unlock()
    assert Credentials().read("anam") == KEY
    again = home.opened()
    assert shown(again) == [("Work", True)]
    qtbot.waitUntil(lambda: not home.noted('"removed":true'))
    assert Credentials().read("anam") is None
    assert Credentials().read("anam/2") == OTHER


@pytest.mark.usefixtures("desktop")
def test_the_environments_account_wins_and_is_neither_stored_nor_removed(
    home: Home, desktop: Desktop
) -> None:
    home.with_two()
    keys = home.opened(VARIABLE)
    assert shown(keys) == [("Environment", True), ("Account 1", False), ("Work", False)]
    slot = keys.accounts("anam")[0].slot
    keys.remove("anam")
    keys.rename(slot, "Mine")
    assert shown(keys)[0] == ("Environment", True)
    keys.switch("anam")
    home.settle(keys)
    assert keys.secret("anam") == KEY
    keys.switch(slot)
    assert keys.state("anam").source is KeySource.ENVIRONMENT
    assert desktop.files_holding(VARIABLE["ANAM_API_KEY"]) == []
    assert not home.noted("environment")
    assert not home.noted("Mine")


@pytest.mark.usefixtures("desktop")
def test_another_key_of_an_account_leaves_nothing_of_the_old_one(home: Home) -> None:
    """T24: no key opens what was stored by the old one any more."""
    keys = home.opened()
    keys.use("anam", KEY, remember=True)
    home.settle(keys)
    keys.use("anam", OTHER, remember=True)
    assert home.replacements == []  # the keyring may refuse it: then KEY is back at the next start
    home.settle(keys)
    assert home.replacements == [
        Removal("anam", None, home.fingerprint(KEY), stays=(OTHER,), all_known=True)
    ]
    assert home.removals == []


@pytest.mark.usefixtures("desktop")
def test_another_key_of_an_account_for_the_session_ends_the_first(home: Home) -> None:
    keys = home.opened()
    keys.use("anam", KEY, remember=False)
    keys.use("anam", OTHER, remember=False)
    assert home.replacements == [Removal("anam", KEY, stays=(OTHER,))]


@pytest.mark.usefixtures("desktop")
def test_what_the_version_before_noted_is_the_first_account(home: Home, tmp_path: Path) -> None:
    Credentials().write("anam", KEY)
    (tmp_path / "keys.json").write_text('{"anam": {"backend": "Secret Service", "removed": false}}')
    keys = home.opened()
    assert shown(keys) == [("Account 1", True)]
    assert keys.secret("anam") == KEY
    note = json.loads((tmp_path / "keys.json").read_text())["anam"]
    assert note["fingerprint"] == home.fingerprint(KEY)


@pytest.mark.usefixtures("desktop")
def test_a_slot_that_is_free_again_is_used_again(home: Home, qtbot: QtBot) -> None:
    keys = home.with_two()
    keys.remove("anam", "anam")
    home.settle(keys)
    assert keys.add("anam", KEY, remember=True) == "anam"
    home.settle(keys)
    assert Credentials().read("anam") == KEY
    qtbot.waitUntil(lambda: home.chosen == "anam")
    assert shown(home.opened()) == [("Account 1", True), ("Work", False)]
