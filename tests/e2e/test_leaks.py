"""No key and no signature is left anywhere after a session in which nearly everything fails.

A process of its own, so that standard error, the log, temporary files and a crash are the real
ones; three origins, so that it shows who was told what.
"""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.canary import CANARY_KEY, CANARY_SIGNATURE, SECRETS, TYPED_KEY, Canary
from tests.support.leaky_services import LeakyServices, leaky_services

_ROOT = Path(__file__).parents[2]


class Place:
    """All folders that the program could write to, in one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home, self.taken, self.temp, self.work = (
            root / name for name in ("home", "taken", "temp", "work")
        )
        for folder in (self.home, self.taken, self.temp, self.work, self.home / "run"):
            folder.mkdir(parents=True)
        (self.home / "run").chmod(0o700)
        self.state = self.home / ".local" / "state" / "avatar-browser"
        self.data = self.home / ".local" / "share" / "avatar-browser"
        self.cache = self.home / ".cache" / "avatar-browser"
        self.config = self.home / ".config" / "avatar-browser"

    def environment(self, services: LeakyServices) -> Mapping[str, str]:
        return {
            **os.environ,
            **services.environment,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.config.parent),
            "XDG_DATA_HOME": str(self.data.parent),
            "XDG_CACHE_HOME": str(self.cache.parent),
            "XDG_STATE_HOME": str(self.state.parent),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "TMPDIR": str(self.temp),
            "PYTHONPATH": str(_ROOT),
        }

    def run(self, services: LeakyServices, end: str) -> int:
        """Returns the exit code; what was printed is kept as files, and searched like them."""
        ended = subprocess.run(
            [sys.executable, "-m", "tests.support.leak_session", str(self.taken), end],
            env=self.environment(services),
            cwd=self.work,
            capture_output=True,
            timeout=170,
            check=False,
        )
        (self.root / "stdout").write_bytes(ended.stdout)
        (self.root / "stderr").write_bytes(ended.stderr)
        failed = self.taken / "failed"
        assert not failed.exists(), failed.read_text()
        return ended.returncode

    def text(self, path: Path) -> str:
        return path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.timeout(240)  # a whole session of the program, with retries and pauses of services
@pytest.mark.skipif(sys.platform == "win32", reason="folders are set by variables of POSIX")
@pytest.mark.parametrize("end", ["close", "abort"])
def test_no_secret_is_left_behind_by_a_session(end: str, tmp_path: Path) -> None:
    """T07, T23, T25, R11; T01 and T02 by the headers of three origins."""
    place = Place(tmp_path)
    with leaky_services() as services:
        code = place.run(services, end)
        assert code == (0 if end == "close" else -6)
        _assert_the_session_was_real(place, end)
        _assert_keys_went_to_their_own_service_alone(services)
    while_running = json.loads((place.taken / "found.json").read_text())
    assert while_running == {str(number): [] for number in range(len(SECRETS))}
    for number, secret in enumerate(SECRETS):
        assert Canary(secret).found_below(tmp_path) == [], number


def _assert_the_session_was_real(place: Place, end: str) -> None:
    """What is searched is there, and what was struck stood in it."""
    stderr, log = place.text(place.root / "stderr"), place.text(place.state / "log.txt")
    for told in (stderr, log):
        assert told.count("A bug") == 4
        assert "Illegal header value b'•••'" in told
        assert "no such file •••" in told
        assert "clip.mp4?•••" in told
        assert "HTTP Request" not in told
    assert stat.S_IMODE((place.state / "log.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.state.stat().st_mode) == 0o700
    for file in ("catalogue.sqlite3", "marks.sqlite3"):
        assert (place.data / file).stat().st_size
    assert any((place.cache / "media").rglob("*"))
    names = [path.name for path in place.taken.iterdir()]
    assert {"1.csv", "1.json", "2.csv", "2.json", "diagnostics.txt"} <= set(names)
    assert sum("clipboard" in name for name in names) >= 8
    assert sum("problem" in name for name in names) >= 9
    if end == "close":
        assert (place.config / "settings.json").stat().st_size
        assert not (place.state / "crash.txt").exists()
    else:
        assert "Fatal Python error: Aborted" in place.text(place.state / "crash.txt")
        assert not list(place.root.rglob("core*"))


def _assert_keys_went_to_their_own_service_alone(services: LeakyServices) -> None:
    """T01, T02."""
    own = {CANARY_KEY: services.anam, TYPED_KEY: services.heygen}
    # A clip's redirect is followed, without a credential; that of an API never is.
    assert {target.partition("?")[0] for target in services.elsewhere.targets} == {"/clip.mp4"}
    assert any(CANARY_SIGNATURE in target for target in services.files.targets)
    for server in (services.anam, services.heygen, services.files, services.elsewhere):
        assert server.asked
        for asked in server.asked:
            sent = f"{asked.target} {asked.headers}"
            assert [key for key, its in own.items() if key in sent and its is not server] == []
    for key, server in own.items():
        assert any(key in str(asked.headers) for asked in server.asked)
    for asked in (*services.files.asked, *services.elsewhere.asked):
        assert not {"authorization", "x-api-key", "cookie", "referer"} & set(asked.headers)
