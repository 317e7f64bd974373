"""A Secret Service of one's own: gnome-keyring on a private D-Bus, away from the user's.

Everything is real but the desktop: without a display no prompt can open, so that gnome-keyring
takes every prompt as dismissed.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
PASSWORD = "not empty"
_LAST_WORDS = "gnome-keyring.log"
crashes: list[str] = []
"""The last words of every gnome-keyring that ended while a test still used it."""

_GNOME_INTERNAL = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"

_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_FOREIGN = ("DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND", "XDG_CURRENT_DESKTOP")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def require_secret_service() -> None:
    """Skip where the programs are not installed; on a build server that is a failure."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing and os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    assert not missing, f"CI must have {', '.join(missing)}"


@dataclass(frozen=True)
class Desktop:
    """A user's session without a screen: a home folder, and maybe a bus with a keyring on it."""

    root: Path
    bus: str | None

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of a program in this session."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in _FOREIGN + _SCREENS
            and not name.startswith(("XDG_", "DBUS_", "KEYRING_PROPERTY"))
        }
        return {**kept, **self.changes}

    @property
    def changes(self) -> dict[str, str]:
        """What this session sets on top of an environment."""
        folders = {
            "HOME": self.root,
            "XDG_CONFIG_HOME": self.root / "config",
            "XDG_DATA_HOME": self.root / "data",
            "XDG_CACHE_HOME": self.root / "cache",
            "XDG_STATE_HOME": self.root / "state",
            "XDG_RUNTIME_DIR": self.root / "run",
        }
        bus = {"DBUS_SESSION_BUS_ADDRESS": self.bus} if self.bus else {}
        return {**{name: str(folder) for name, folder in folders.items()}, **bus}

    def run_python(self, code: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run ``code`` in a new interpreter of this session, as after a restart."""
        return subprocess.run(
            [sys.executable, "-c", code],
            env={**self.environment, **extra},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def files_holding(self, text: str) -> list[Path]:
        """The files of this session in which ``text`` can be read in plain."""
        needle = text.encode()
        holding = []
        for folder, _, names in os.walk(self.root):
            for path in (Path(folder, name) for name in names):
                with suppress(FileNotFoundError):  # the keyring renames what it has written
                    if path.is_file() and needle in path.read_bytes():
                        holding.append(path)
        return holding

    def lock(self) -> None:
        """Lock the login collection, as when the screen locker does."""
        import secretstorage

        with _environment(self.changes), closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def unlock(self, password: str = PASSWORD) -> None:
        """Unlock it without a prompt, by the call that gnome-keyring has for the login."""
        import secretstorage
        from secretstorage.util import DBusAddressWrapper, format_secret, open_session

        with _environment(self.changes), closing(secretstorage.dbus_init()) as connection:
            login = secretstorage.get_default_collection(connection).collection_path
            secret = format_secret(open_session(connection), password.encode(), "text/plain")
            service = DBusAddressWrapper("/org/freedesktop/secrets", _GNOME_INTERNAL, connection)
            service.call("UnlockWithMasterPassword", "o(oayays)", login, secret)

    @property
    def control(self) -> Path:
        """Where the keyring's own sockets are."""
        return self.root / "run" / "keyring"


@contextmanager
def entered(desktop: Desktop, **extra: str) -> Iterator[None]:
    """This process belongs to the session for a while; a screen that it has it keeps."""
    dropped = [name for name in _FOREIGN if name in os.environ and name not in extra]
    with _environment({**desktop.changes, **extra}, dropped):
        yield


@contextmanager
def desktop_without_bus() -> Iterator[Desktop]:
    """No D-Bus at all: a bare server, a container."""
    with _folder() as root:
        yield Desktop(root, bus=None)


@contextmanager
def desktop_without_keyring() -> Iterator[Desktop]:
    """A D-Bus on which nobody offers secrets and nobody can be started."""
    with _folder() as root, _bus(root) as address:
        yield Desktop(root, address)


@contextmanager
def desktop_with_keyring(password: str = PASSWORD) -> Iterator[Desktop]:
    """A D-Bus with gnome-keyring, unlocked by ``password``."""
    with desktop_without_keyring() as desktop, _gnome_keyring(desktop, password):
        yield desktop


@contextmanager
def desktop_with_locked_keyring() -> Iterator[Desktop]:
    """As :func:`desktop_with_keyring`, locked again."""
    with desktop_with_keyring() as desktop:
        desktop.lock()
        yield desktop


@contextmanager
def desktop_with_mute_keyring() -> Iterator[Desktop]:
    """A D-Bus on which the Secret Service has a name and never answers.

    At the end it loses its name, so that the bus ends the calls that wait for it; threads begun
    meanwhile get time to see that, since jeepney leaves a socket open where the bus itself ends.
    """
    from jeepney import message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    before = set(threading.enumerate())
    with desktop_without_keyring() as desktop:
        with _environment(desktop.changes), closing(open_dbus_connection()) as connection:
            connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets"))
            yield desktop
        for thread in set(threading.enumerate()) - before:
            thread.join(5)


@contextmanager
def _folder() -> Iterator[Path]:
    # Not pytest's tmp_path: a socket's path may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="ab-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        for part in ("config", "data", "cache", "state", "run"):
            (root / part).mkdir(mode=0o700)
        yield root


@contextmanager
def _bus(root: Path) -> Iterator[str]:
    socket = root / "bus"
    config = root / "bus.conf"
    config.write_text(_BUS_CONFIG.format(socket=socket))
    with _child(
        ["dbus-daemon", "--nofork", "--nopidfile", "--print-address", f"--config-file={config}"],
        dict(os.environ),
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().decode().strip()
        assert address, "dbus-daemon gave no address"
        yield address


@contextmanager
def _gnome_keyring(desktop: Desktop, password: str) -> Iterator[None]:
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with (
        (desktop.root / _LAST_WORDS).open("wb") as said,
        _child(
            [*command, f"--control-directory={desktop.control}"], desktop.environment, said
        ) as daemon,
    ):
        try:
            assert daemon.stdin is not None
            assert daemon.stdout is not None
            daemon.stdin.write(password.encode())
            daemon.stdin.close()
            # It tells its sockets once it is unlocked; only then does it take its name on the bus.
            assert daemon.stdout.readline(), "gnome-keyring-daemon did not start"
            _wait_for_name(desktop, "org.freedesktop.secrets")
            yield
        finally:  # it may have ended before the test had it
            ended = daemon.poll() is not None
            _end(daemon)
            # Who asks hears of its end a little before we can wait for it: then its code tells.
            if ended or daemon.returncode not in (0, -signal.SIGTERM):
                words = (desktop.root / _LAST_WORDS).read_text(errors="replace")
                crashes.append(
                    f"gnome-keyring-daemon ended by itself with {daemon.returncode}:\n{words}"
                )


def _wait_for_name(desktop: Desktop, name: str) -> None:
    from jeepney import MatchRule, message_bus
    from jeepney.io.blocking import Proxy, open_dbus_connection

    rule = MatchRule(type="signal", member="NameOwnerChanged", sender="org.freedesktop.DBus")
    rule.add_arg_condition(0, name)
    with _environment(desktop.changes), closing(open_dbus_connection()) as connection:
        bus = Proxy(message_bus, connection, timeout=20)
        bus.AddMatch(rule)
        with connection.filter(rule) as signals:
            if not bus.NameHasOwner(name)[0]:
                connection.recv_until_filtered(signals, timeout=20)


@contextmanager
def _child(
    command: list[str], environment: Mapping[str, str], said: IO[bytes] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said or subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _environment(changes: Mapping[str, str], dropped: list[str] | None = None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in dropped or ():
            patch.delenv(name)
        for name, value in changes.items():
            patch.setenv(name, value)
        yield
