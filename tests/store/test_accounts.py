"""Rows are told apart by account without the key being stored."""

import stat
import sys
from pathlib import Path

import pytest

from avatar_browser.domain.secret import Secret
from avatar_browser.store.accounts import Salt

KEY = Secret("CANARY-0123456789-key")


def test_an_account_is_the_same_after_a_restart(tmp_path: Path) -> None:
    first, second = (Salt.kept_at(tmp_path / "data" / "salt") for _ in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.account("anam", KEY) == second.account("anam", KEY)


def test_accounts_differ_by_key_by_provider_and_by_installation(tmp_path: Path) -> None:
    here, elsewhere = Salt.kept_at(tmp_path / "a"), Salt.kept_at(tmp_path / "b")
    accounts = [
        here.account("anam", KEY),
        here.account("anam", Secret("CANARY-0123456789-kez")),
        here.account("heygen", KEY),
        elsewhere.account("anam", KEY),
    ]
    assert len({account.fingerprint for account in accounts}) == 4


def test_neither_key_nor_salt_nor_fingerprint_is_shown(tmp_path: Path) -> None:
    salt = Salt.kept_at(tmp_path / "salt")
    account = salt.account("anam", KEY)
    assert account.fingerprint not in repr(account)
    assert repr(salt.value) not in repr(salt)
    assert KEY.reveal() not in account.fingerprint


@pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")
def test_only_the_owner_can_read_the_salt(tmp_path: Path) -> None:
    Salt.kept_at(tmp_path / "data" / "salt")
    assert stat.S_IMODE((tmp_path / "data" / "salt").stat().st_mode) == 0o600


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 31, b"x" * 33, b"x" * 5_000])
def test_a_damaged_salt_is_made_anew_and_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "salt").write_bytes(data)
    salt = Salt.kept_at(tmp_path / "salt")
    assert salt.is_new
    assert Salt.kept_at(tmp_path / "salt").value == salt.value


def test_a_salt_that_cannot_be_read_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "salt").mkdir()
    with pytest.raises(OSError, match="salt"):
        Salt.kept_at(tmp_path / "salt")
