"""Whose avatars a row holds, without the key: a fingerprint that only this computer can make."""

import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from avatar_browser.domain.secret import Secret
from avatar_browser.store.atomic import write_atomically
from avatar_browser.store.database_file import made_private

_SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Account:
    """One key at one provider. ``fingerprint`` is of no use without this computer's salt."""

    provider: str
    fingerprint: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Removal:
    """An account that the user removed, and what is known of those that stay.

    ``key`` tells which it was, or else ``fingerprint``; neither where the keyring was locked and
    the key never seen. ``stays`` are keys, or fingerprints, of the provider's other accounts.
    ``all_known``: there is no account that stays of which neither is known.
    """

    provider: str
    key: Secret | None = None
    fingerprint: str = field(default="", repr=False)
    stays: tuple[Secret | str, ...] = field(default=(), repr=False)
    all_known: bool = True


def _write_new(path: Path) -> None:
    write_atomically(path, secrets.token_bytes(_SALT_BYTES))


@dataclass(frozen=True, slots=True)
class Salt:
    """``is_new``: fingerprints made before, if any, match nothing any more."""

    value: bytes = field(repr=False)
    is_new: bool = False

    @classmethod
    def kept_at(cls, path: Path) -> "Salt":
        """The salt in the file, made at the first call; mode 0600. Raises OSError."""
        with suppress(FileNotFoundError):
            value = path.read_bytes()
            if len(value) == _SALT_BYTES:
                return cls(value)
        is_new = made_private(path, _write_new)
        value = path.read_bytes()
        if len(value) != _SALT_BYTES:
            is_new = True
            _write_new(path)
            value = path.read_bytes()
        return cls(value, is_new)

    @classmethod
    def if_kept_at(cls, path: Path) -> "Salt | None":
        """The salt in the file. None is made: who opens the catalogue has to know of a new one."""
        with suppress(OSError):
            value = path.read_bytes()
            if len(value) == _SALT_BYTES:
                return cls(value)
        return None

    def account(self, provider: str, key: Secret) -> Account:
        message = f"{provider}\n{key.reveal()}".encode()
        return Account(provider, hmac.new(self.value, message, hashlib.sha256).hexdigest())

    def takes_along(self, removal: Removal, fingerprint: str) -> bool:
        """Whether what is stored under ``fingerprint``, of the same provider, goes with it.

        Where nobody knows which account was removed, all go that are not known to stay; and none
        where one that stays could be among them.
        """
        stays = {self._fingerprint(removal.provider, one) for one in removal.stays}
        goes = self._fingerprint(removal.provider, removal.key or removal.fingerprint)
        if fingerprint in stays:
            return False
        return fingerprint == goes if goes else removal.all_known

    def _fingerprint(self, provider: str, known: Secret | str) -> str:
        return known if isinstance(known, str) else self.account(provider, known).fingerprint
