"""Keys in the keyring and the notes beside it, in a real Secret Service."""

import sys
import threading
from pathlib import Path

import pytest
from typing_extensions import override

from avatar_browser.domain.errors import KeyringLocked, KeyringMissing
from avatar_browser.domain.secret import Secret
from avatar_browser.store.credentials import Credentials
from avatar_browser.store.kept_keys import KeptKeys, StoredKey
from avatar_browser.store.key_notes import KeyNotes, Note
from tests.support.secret_service import Desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")

KEY = Secret("CANARY-4711-abcdefgh")
OTHER = Secret("another-key-0815-xyz")
BACKEND = "Secret Service"


@pytest.fixture
def notes(tmp_path: Path) -> KeyNotes:
    return KeyNotes(tmp_path / "keys.json")


@pytest.fixture
def kept(notes: KeyNotes) -> KeptKeys:
    return KeptKeys(Credentials(), notes)


def store(kept: KeptKeys, secret: Secret = KEY) -> None:
    kept.write("anam", secret, kept.order("anam"))


@pytest.mark.usefixtures("desktop")
def test_a_key_comes_back_with_the_name_of_its_keyring(kept: KeptKeys) -> None:
    assert kept.write("anam", KEY, kept.order("anam")) == StoredKey(KEY, BACKEND)
    assert kept.read("anam", may_prompt=False) == StoredKey(KEY, BACKEND)


@pytest.mark.usefixtures("desktop")
def test_the_notes_hold_no_part_of_a_key(kept: KeptKeys, tmp_path: Path) -> None:
    store(kept)
    text = (tmp_path / "keys.json").read_text()
    assert BACKEND in text
    assert "CANARY" not in text
    assert "efgh" not in text


@pytest.mark.usefixtures("desktop")
def test_a_key_that_somebody_else_deleted_is_told_once(kept: KeptKeys) -> None:
    store(kept)
    Credentials().delete("anam")
    assert kept.read("anam", may_prompt=False) == StoredKey(None, BACKEND, lost_from=BACKEND)
    assert kept.read("anam", may_prompt=False) == StoredKey(None, BACKEND)


@pytest.mark.usefixtures("desktop")
def test_a_key_in_another_keyring_is_told_until_there_is_one_here(
    kept: KeptKeys, notes: KeyNotes
) -> None:
    notes.kept("anam", "KWallet")
    for _ in range(2):
        stored = kept.read("anam", may_prompt=False)
        assert stored == StoredKey(None, BACKEND, lost_from="KWallet")
    store(kept)
    assert kept.read("anam", may_prompt=False) == StoredKey(KEY, BACKEND)


def test_a_key_that_could_not_be_deleted_is_never_given_again_and_deleted_later(
    kept: KeptKeys, notes: KeyNotes, desktop: Desktop, tmp_path: Path
) -> None:
    store(kept)
    desktop.lock()
    with pytest.raises(KeyringLocked):
        kept.delete("anam", kept.order("anam"))
    later = KeptKeys(Credentials(), KeyNotes(tmp_path / "keys.json"))
    with pytest.raises(KeyringLocked):
        later.read("anam", may_prompt=False)
    desktop.unlock()
    assert later.read("anam", may_prompt=False).secret is None
    assert Credentials().read("anam") is None
    assert notes.note("anam").removed
    assert KeyNotes(tmp_path / "keys.json").note("anam") == Note()


def test_deleting_where_no_key_was_ever_seen_bothers_nobody(
    kept: KeptKeys, notes: KeyNotes, desktop: Desktop
) -> None:
    desktop.lock()
    kept.delete("anam", kept.order("anam"))
    assert notes.note("anam").removed


@pytest.mark.usefixtures("bare_desktop")
def test_deleting_without_any_keyring_is_a_problem_only_for_a_key_that_was_kept(
    kept: KeptKeys, notes: KeyNotes
) -> None:
    kept.delete("heygen", kept.order("heygen"))
    notes.kept("anam", BACKEND)
    with pytest.raises(KeyringMissing):
        kept.delete("anam", kept.order("anam"))


class _PromptOpen(Credentials):
    """A keyring whose prompt is open until :attr:`answered`."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.answered = threading.Event()

    @override
    def write(self, account: str, secret: Secret) -> None:
        self.asked.set()
        assert self.answered.wait(30)
        super().write(account, secret)


@pytest.fixture
def slow() -> _PromptOpen:
    return _PromptOpen()


@pytest.mark.usefixtures("desktop")
def test_a_key_removed_while_a_prompt_was_open_is_not_kept_by_its_answer(
    slow: _PromptOpen, notes: KeyNotes
) -> None:
    kept = KeptKeys(slow, notes)
    write = threading.Thread(target=kept.write, args=("anam", KEY, kept.order("anam")))
    write.start()
    assert slow.asked.wait(30)
    delete = threading.Thread(target=kept.delete, args=("anam", kept.order("anam")))
    delete.start()
    slow.answered.set()
    write.join()
    delete.join()
    assert slow.read("anam") is None
    assert notes.note("anam") == Note()


@pytest.mark.usefixtures("desktop")
def test_of_the_changes_that_wait_only_the_newest_is_carried_out(
    slow: _PromptOpen, notes: KeyNotes
) -> None:
    kept = KeptKeys(slow, notes)
    threads = [threading.Thread(target=kept.write, args=("anam", KEY, kept.order("anam")))]
    threads[0].start()
    assert slow.asked.wait(30)
    orders = [kept.order("anam") for _ in range(3)]
    changes = [(kept.write, KEY), (kept.write, OTHER)]
    threads.append(threading.Thread(target=kept.delete, args=("anam", orders[0])))
    threads += [
        threading.Thread(target=change, args=("anam", secret, order))
        for (change, secret), order in zip(changes, orders[1:], strict=True)
    ]
    for thread in reversed(threads[1:]):
        thread.start()
    slow.answered.set()
    for thread in threads:
        thread.join()
    assert slow.read("anam") == OTHER


@pytest.mark.usefixtures("desktop")
def test_another_providers_key_does_not_wait(slow: _PromptOpen, notes: KeyNotes) -> None:
    kept = KeptKeys(slow, notes)
    Credentials().write("heygen", OTHER)
    write = threading.Thread(target=kept.write, args=("anam", KEY, kept.order("anam")))
    write.start()
    assert slow.asked.wait(30)
    kept.delete("heygen", kept.order("heygen"))
    assert slow.read("heygen") is None
    slow.answered.set()
    write.join()
