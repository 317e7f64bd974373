"""Keys in the keyring of the operating system: the only place where keyring is imported.

keyring's own choice of a backend is never asked for. ``PYTHON_KEYRING_BACKEND``, keyringrc.cfg
and installed plug-ins could each make it a plain file or somebody else's code, so the backend is
picked here, from a list of classes inside the keyring package that encrypt what they keep.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from avatar_browser.domain.errors import (
    KeyRejected,
    KeyringLocked,
    KeyringMissing,
    KeyringProblem,
    KeyringRefused,
)
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.text import redacted
from avatar_browser.store.secret_service import collection_is_open

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "avatar-browser"


@dataclass(frozen=True, slots=True)
class _Trusted:
    module: str
    name: str
    title: str


_FREE_DESKTOP = (
    _Trusted("keyring.backends.SecretService", "Keyring", "Secret Service"),
    _Trusted("keyring.backends.libsecret", "Keyring", "Secret Service (libsecret)"),
    _Trusted("keyring.backends.kwallet", "DBusKeyring", "KWallet"),
)
_BY_PLATFORM = {
    "darwin": (_Trusted("keyring.backends.macOS", "Keyring", "macOS Keychain"),),
    "win32": (
        _Trusted("keyring.backends.Windows", "WinVaultKeyring", "Windows Credential Manager"),
    ),
}

# Classes of keyring, secretstorage and their like, by name: most platforms lack most of them.
_LOCKED = {"KeyringLocked", "LockedException", "PromptDismissedException"}
_MISSING = {"NoKeyringError", "SecretServiceNotAvailableException"}
_COPIES = 3


class Credentials:
    """One key per account, under the service ``avatar-browser``.

    Every call blocks, for as long as the system's own prompt is open or for ever where a keyring
    is mute: call it on a daemon thread with a deadline. Every call may raise KeyringMissing,
    KeyringLocked or KeyringRefused, and nothing else. Without ``may_prompt`` a locked Secret
    Service raises KeyringLocked and opens no prompt; other keyrings cannot promise that.
    """

    def __init__(self, service: str = SERVICE) -> None:
        """``service`` is the name the keys are kept under; the demo's is another."""
        self._service = service
        self._backend_name = ""

    @property
    def backend_name(self) -> str:
        """The keyring that the last call used, in words for the window; empty before one did."""
        return self._backend_name

    def read(self, account: str, *, may_prompt: bool = False) -> Secret | None:
        """The key, None where none is kept."""
        backend = self._open()
        with _door():
            if not self._is_ready(backend, account, may_prompt=may_prompt):
                return None
            value = backend.get_password(self._service, account)
        try:
            return Secret.parse(value) if value else None
        except KeyRejected:
            raise KeyringRefused(
                "What the keyring holds for this service does not look like a key.",
                advice="add the key again",
                code="keyring content",
            ) from None

    def write(self, account: str, secret: Secret) -> None:
        """Keep the key and see that it comes back. The user may be prompted."""
        backend = self._open()
        with _door(secret):
            self._is_ready(backend, account, may_prompt=True)
            backend.set_password(self._service, account, secret.reveal())
            kept = backend.get_password(self._service, account)
        if kept != secret.reveal():
            self.delete(account)
            raise KeyringRefused(
                "The keyring did not give back the key that was stored.", code="keyring read-back"
            )

    def delete(self, account: str, *, may_prompt: bool = True) -> None:
        """See that no key is kept; that there was none is no error."""
        backend = self._open()
        with _door():
            if not self._is_ready(backend, account, may_prompt=may_prompt):
                return
            for _ in range(_COPIES):
                if backend.get_password(self._service, account) is None:
                    return
                backend.delete_password(self._service, account)
            left = backend.get_password(self._service, account)
        if left is not None:
            raise KeyringRefused("The keyring did not delete the key.", code="keyring delete")

    def _open(self) -> "KeyringBackend":
        # Anew for each call: a keyring can come and go while we run, and a look costs 5 ms.
        backend, self._backend_name = _best_backend()
        return backend

    def _is_ready(self, backend: "KeyringBackend", account: str, *, may_prompt: bool) -> bool:
        """False where the backend has no place yet in which a key could be kept."""
        if not type(backend).__module__.endswith(".SecretService"):
            return True
        if hasattr(backend, "preferred_collection"):
            return True
        query = {"service": self._service, "username": account}
        return collection_is_open(query, may_prompt=may_prompt)


def found_backend() -> str:
    """The keyring that would be used now, in words and as the module that talks to it.

    Blocks as every call of :class:`Credentials` does, opens no prompt, and raises nothing.
    """
    try:
        backend, title = _best_backend()
    except KeyringProblem as problem:
        return f"none ({problem.code}: {problem.detail})"
    return f"{title} ({type(backend).__module__})"


def _best_backend() -> "tuple[KeyringBackend, str]":
    """The trusted backend that serves here and that keyring ranks highest, with its title."""
    found: list[tuple[float, type[KeyringBackend], str]] = []
    reasons = []
    for trusted in _BY_PLATFORM.get(sys.platform, _FREE_DESKTOP):
        try:
            backend_class = _load(trusted)
            found.append((backend_class.priority, backend_class, trusted.title))
        except Exception as error:  # noqa: BLE001 - each raises what its platform raises
            reasons.append(f"{trusted.title}: {error}")
    if not found:
        if asked := os.environ.get("PYTHON_KEYRING_BACKEND"):
            reasons.append(f"PYTHON_KEYRING_BACKEND names {asked}, which is never used")
        raise KeyringMissing(code="keyring missing", detail=redacted("; ".join(reasons)))
    _, backend_class, title = max(found, key=lambda entry: entry[0])
    with _door():
        return backend_class(), title


def _load(trusted: _Trusted) -> "type[KeyringBackend]":
    """The class, from the installed keyring package and nowhere else. Raises ImportError.

    By name and late: the modules import desktop libraries, 100 ms that the start of the window
    does not wait for.
    """
    package = import_module("keyring")
    module = import_module(trusted.module)
    backend_class: type[KeyringBackend] = getattr(module, trusted.name)
    home = Path(str(package.__file__)).resolve().parent
    inside = Path(str(module.__file__)).resolve().is_relative_to(home)
    if not inside or backend_class.__module__ != trusted.module:
        raise ImportError(f"{trusted.module} is not the one that comes with keyring")
    return backend_class


@contextmanager
def _door(secret: Secret | None = None) -> Iterator[None]:
    """Map what a backend raises to the error tree, without ``secret`` in any text."""
    try:
        yield
    except KeyringProblem:
        raise
    except Exception as error:  # noqa: BLE001 - D-Bus, GLib and Windows errors, and keyring's
        # Not chained: the frames below this one hold the key.
        raise _problem(error, secret) from None


def _problem(error: Exception, secret: Secret | None) -> KeyringProblem:
    text = f"{type(error).__name__}: {error}"
    if secret is not None:
        text = text.replace(secret.reveal(), "•••")
    names = {kind.__name__ for cause in _causes(error) for kind in type(cause).__mro__}
    if names & _LOCKED:
        return KeyringLocked(code="keyring locked", detail=redacted(text))
    if names & _MISSING:
        return KeyringMissing(code="keyring missing", detail=redacted(text))
    return KeyringRefused(code="keyring refused", detail=redacted(text))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
