"""Keys in a real Secret Service, and every way in which there is none."""

import logging
import sys
import types
from importlib import import_module
from pathlib import Path

import pytest

from avatar_browser.domain.errors import (
    KeyringLocked,
    KeyringMissing,
    KeyringProblem,
    KeyringRefused,
)
from avatar_browser.domain.secret import Secret
from avatar_browser.store.credentials import SERVICE, Credentials
from tests.support.secret_service import Desktop, entered

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keyrings of Linux")

CANARY = "CANARY-4711-abcdefgh"
OTHER = "another-key-0815-xyz"
NULL = "keyring.backends.null.Keyring"

_READ = """
from avatar_browser.store.credentials import Credentials
secret = Credentials().read("anam")
print(secret.reveal() if secret else secret)
"""
_WRITE = """
from avatar_browser.domain.errors import KeyringProblem
from avatar_browser.domain.secret import Secret
from avatar_browser.store.credentials import Credentials
credentials = Credentials()
try:
    credentials.write("anam", Secret.parse("CANARY-4711-abcdefgh"))
except KeyringProblem as problem:
    print(type(problem).__name__, problem.detail)
else:
    print("kept in", credentials.backend_name)
"""
_FOREIGN_BACKEND = """
from pathlib import Path
from keyring.backend import KeyringBackend
class Plain(KeyringBackend):
    priority = 99
    def set_password(self, service, username, password):
        Path(__file__).with_name("plain").write_text(password)
    def get_password(self, service, username):
        return Path(__file__).with_name("plain").read_text()
"""
_WHAT_KEYRING_TAKES = """
import keyring
backend = keyring.get_keyring()
print(f"{type(backend).__module__}.{type(backend).__name__}")
"""


def _with_keyrings_alt(root: Path) -> Path:
    """A folder with what an installed keyrings.alt offers to keyring: a file in plain text."""
    site = root / "site-packages"
    package, facts = site / "keyrings" / "alt", site / "keyrings.alt-5.0.2.dist-info"
    package.mkdir(parents=True)
    facts.mkdir()
    (package / "__init__.py").touch()
    source = _FOREIGN_BACKEND.replace("class Plain(", "class PlaintextKeyring(")
    (package / "file.py").write_text(source.replace("priority = 99", "priority = 0.5"))
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings.alt\nVersion: 5.0.2\n")
    (facts / "entry_points.txt").write_text("[keyring.backends]\nfile = keyrings.alt.file\n")
    return site


@pytest.fixture
def credentials() -> Credentials:
    return Credentials()


@pytest.mark.usefixtures("desktop")
class TestOpenKeyring:
    def test_what_was_written_is_read_and_the_keyring_is_named(
        self, credentials: Credentials
    ) -> None:
        credentials.write("anam", Secret(CANARY))
        assert credentials.read("anam") == Secret(CANARY)
        assert credentials.backend_name == "Secret Service"

    def test_a_key_is_read_back_after_a_restart(
        self, credentials: Credentials, desktop: Desktop
    ) -> None:
        credentials.write("anam", Secret(CANARY))
        assert desktop.run_python(_READ).stdout.strip() == CANARY

    def test_no_key_is_none(self, credentials: Credentials) -> None:
        assert credentials.read("anam") is None

    def test_accounts_do_not_mix_and_a_second_key_takes_the_place_of_the_first(
        self, credentials: Credentials
    ) -> None:
        credentials.write("anam", Secret(CANARY))
        credentials.write("heygen", Secret(OTHER))
        assert credentials.read("anam") == Secret(CANARY)
        credentials.write("anam", Secret(OTHER + "2"))
        assert credentials.read("anam") == Secret(OTHER + "2")
        assert credentials.read("heygen") == Secret(OTHER)

    def test_a_deleted_key_is_gone_after_a_restart_too(
        self, credentials: Credentials, desktop: Desktop
    ) -> None:
        credentials.write("anam", Secret(CANARY))
        credentials.write("heygen", Secret(OTHER))
        credentials.delete("anam")
        assert credentials.read("anam") is None
        assert desktop.run_python(_READ).stdout.strip() == "None"
        assert credentials.read("heygen") == Secret(OTHER)

    def test_deleting_what_is_not_there_is_no_error(self, credentials: Credentials) -> None:
        credentials.delete("anam")
        assert credentials.read("anam") is None

    def test_what_cannot_be_a_key_is_refused_without_being_shown(
        self, credentials: Credentials
    ) -> None:
        stored = "two words of somebody else"
        backend = import_module("keyring.backends.SecretService").Keyring()
        backend.set_password(SERVICE, "anam", stored)
        with pytest.raises(KeyringRefused, match="does not look like a key") as caught:
            credentials.read("anam")
        assert stored not in repr(caught.value) + caught.value.detail

    def test_the_key_is_in_no_file_and_no_log_record(
        self, credentials: Credentials, desktop: Desktop, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            credentials.write("anam", Secret(CANARY))
            credentials.read("anam")
        assert desktop.files_holding(CANARY) == []
        assert CANARY not in caplog.text
        assert CANARY not in repr(vars(credentials))

    def test_the_longest_key_is_kept(self, credentials: Credentials) -> None:
        """F92: the limit is one that every keyring keeps."""
        longest = Secret("k" * 1000)
        credentials.write("anam", longest)
        assert credentials.read("anam") == longest


class TestLockedKeyring:
    def test_reading_says_so_and_opens_no_prompt(
        self, credentials: Credentials, locked_desktop: Desktop
    ) -> None:
        with pytest.raises(KeyringLocked) as caught:
            credentials.read("anam")
        assert caught.value.code == "keyring locked"
        assert locked_desktop.files_holding(CANARY) == []

    @pytest.mark.usefixtures("locked_desktop")
    def test_a_dismissed_prompt_leaves_it_locked(self, credentials: Credentials) -> None:
        with pytest.raises(KeyringLocked):
            credentials.read("anam", may_prompt=True)

    def test_a_key_is_not_written_anywhere_else(
        self, credentials: Credentials, locked_desktop: Desktop
    ) -> None:
        with pytest.raises(KeyringLocked):
            credentials.write("anam", Secret(CANARY))
        assert locked_desktop.files_holding(CANARY) == []

    def test_a_kept_key_can_be_neither_read_nor_deleted_until_it_is_open_again(
        self, credentials: Credentials, desktop: Desktop
    ) -> None:
        credentials.write("anam", Secret(CANARY))
        desktop.lock()
        with pytest.raises(KeyringLocked):
            credentials.read("anam")
        with pytest.raises(KeyringLocked):
            credentials.delete("anam")
        desktop.unlock()
        assert credentials.read("anam") == Secret(CANARY)


class TestNoKeyring:
    @pytest.mark.usefixtures("desktop_without_keyring")
    def test_a_bus_without_a_secret_service_is_missing(self, credentials: Credentials) -> None:
        with pytest.raises(KeyringMissing) as caught:
            credentials.read("anam")
        assert "neither running nor activatable" in caught.value.detail
        assert credentials.backend_name == ""

    def test_no_bus_at_all_is_missing(
        self, credentials: Credentials, bare_desktop: Desktop
    ) -> None:
        with pytest.raises(KeyringMissing):
            credentials.read("anam")
        with pytest.raises(KeyringMissing):
            credentials.write("anam", Secret(CANARY))
        with pytest.raises(KeyringMissing):
            credentials.delete("anam")
        assert bare_desktop.files_holding(CANARY) == []


class TestForeignBackends:
    def test_keyrings_alt_is_never_used_though_it_is_all_there_is(
        self, bare_desktop: Desktop
    ) -> None:
        """T05: keyring itself would take it and write the key in plain."""
        site = _with_keyrings_alt(bare_desktop.root)
        asked = bare_desktop.run_python(_WHAT_KEYRING_TAKES, PYTHONPATH=str(site))
        assert asked.stdout.strip() == "keyrings.alt.file.PlaintextKeyring"
        result = bare_desktop.run_python(_WRITE, PYTHONPATH=str(site))
        assert result.stdout.startswith("KeyringMissing"), result.stderr
        assert bare_desktop.files_holding(CANARY) == []

    def test_keyrings_alt_does_not_lead_away_from_a_real_keyring(self, desktop: Desktop) -> None:
        """T05: not even where the user's configuration asks for it."""
        site = str(_with_keyrings_alt(desktop.root))
        backend = "keyrings.alt.file.PlaintextKeyring"
        result = desktop.run_python(_WRITE, PYTHONPATH=site, PYTHON_KEYRING_BACKEND=backend)
        assert result.stdout.strip() == "kept in Secret Service"
        assert desktop.files_holding(CANARY) == []

    def test_a_null_backend_is_never_used_and_is_named(self, bare_desktop: Desktop) -> None:
        """T05, F90."""
        result = bare_desktop.run_python(_WRITE, PYTHON_KEYRING_BACKEND=NULL)
        assert result.stdout.startswith("KeyringMissing")
        assert NULL in result.stdout
        assert bare_desktop.files_holding(CANARY) == []

    def test_the_variable_does_not_lead_away_from_a_real_keyring(self, desktop: Desktop) -> None:
        result = desktop.run_python(_WRITE, PYTHON_KEYRING_BACKEND=NULL)
        assert result.stdout.strip() == "kept in Secret Service"
        assert Credentials().read("anam") == Secret(CANARY)

    def test_a_variable_that_names_nothing_does_no_harm(
        self, credentials: Credentials, desktop: Desktop
    ) -> None:
        """F91."""
        with entered(desktop, PYTHON_KEYRING_BACKEND="no.such.module.Keyring"):
            assert credentials.read("anam") is None

    def test_code_named_by_keyringrc_is_not_loaded(self, bare_desktop: Desktop) -> None:
        """T06."""
        folder = bare_desktop.root / "foreign"
        folder.mkdir()
        (folder / "foreign_backend.py").write_text(_FOREIGN_BACKEND)
        for config in ("config/python_keyring", "data/python_keyring"):
            path = bare_desktop.root / config / "keyringrc.cfg"
            path.parent.mkdir()
            path.write_text(
                f"[backend]\ndefault-keyring=foreign_backend.Plain\nkeyring-path={folder}\n"
            )
        result = bare_desktop.run_python(
            _WRITE + "import sys\nprint('foreign_backend' in sys.modules, sys.path[0])\n"
        )
        first, second = result.stdout.splitlines()
        assert first.startswith("KeyringMissing")
        assert second.startswith("False")
        assert str(folder) not in second
        assert bare_desktop.files_holding(CANARY) == []

    @pytest.mark.usefixtures("desktop")
    def test_a_module_that_is_not_keyrings_own_is_refused(
        self, credentials: Credentials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "SecretService.py"
        path.write_text(_FOREIGN_BACKEND)
        foreign = types.ModuleType("keyring.backends.SecretService")
        foreign.__file__ = str(path)
        backend_class = type("Keyring", (), {"__module__": foreign.__name__, "priority": 99})
        monkeypatch.setattr(foreign, "Keyring", backend_class, raising=False)
        monkeypatch.setitem(sys.modules, foreign.__name__, foreign)
        with pytest.raises(KeyringMissing) as caught:
            credentials.write("anam", Secret(CANARY))
        assert "not the one that comes with keyring" in caught.value.detail
        assert not (tmp_path / "plain").exists()


@pytest.mark.usefixtures("desktop")
class TestAKeyringThatDoesNotServe:
    """The real backend with one method that fails, as no daemon does on demand."""

    @pytest.fixture
    def backend(self, desktop: Desktop) -> type:  # noqa: ARG002 - an open keyring
        backend: type = import_module("keyring.backends.SecretService").Keyring
        return backend

    def test_a_key_that_does_not_come_back_is_refused_and_not_left_behind(
        self, credentials: Credentials, backend: type, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """F90."""
        write = vars(backend)["set_password"]

        def write_half(self: object, service: str, username: str, password: str) -> None:
            write(self, service, username, password[: len(password) // 2])

        with monkeypatch.context() as patch:
            patch.setattr(backend, "set_password", write_half)
            with pytest.raises(KeyringRefused) as caught:
                credentials.write("anam", Secret(CANARY))
        assert caught.value.code == "keyring read-back"
        assert credentials.read("anam") is None

    def test_a_key_that_stays_after_deletion_is_reported(
        self, credentials: Credentials, backend: type, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        credentials.write("anam", Secret(CANARY))
        with monkeypatch.context() as patch:
            patch.setattr(backend, "delete_password", lambda *_: None)
            with pytest.raises(KeyringRefused) as caught:
                credentials.delete("anam")
        assert caught.value.code == "keyring delete"

    @pytest.mark.parametrize(
        ("error", "kind"),
        [
            (OSError(1783, "The stub received bad data"), KeyringRefused),
            (RuntimeError("g-io-error-quark"), KeyringRefused),
            (type("KeyringLocked", (Exception,), {})("denied"), KeyringLocked),
            (type("PromptDismissedException", (LookupError,), {})("no"), KeyringLocked),
        ],
    )
    def test_whatever_a_backend_raises_is_mapped_and_does_not_tell_the_key(
        self,
        credentials: Credentials,
        backend: type,
        monkeypatch: pytest.MonkeyPatch,
        error: Exception,
        kind: type[KeyringProblem],
    ) -> None:
        """F92: 1783 is what Windows says of a key that is too long."""

        def fail(*arguments: object) -> None:
            error.args = (*error.args, f"could not store {arguments[-1]}")
            raise error

        monkeypatch.setattr(backend, "set_password", fail)
        with pytest.raises(KeyringProblem) as caught:
            credentials.write("anam", Secret(CANARY))
        assert type(caught.value) is kind
        assert type(error).__name__ in caught.value.detail
        assert CANARY not in caught.value.detail + str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_importing_the_module_loads_neither_keyring_nor_secretstorage(
    bare_desktop: Desktop,
) -> None:
    code = (
        "import avatar_browser.store.credentials, sys\n"
        "print([m for m in ('keyring', 'secretstorage') if m in sys.modules])"
    )
    assert bare_desktop.run_python(code).stdout.strip() == "[]"
