import json
import os
import signal
import subprocess
import sys

import psutil
import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.demo.process import DemoServers
from tests.demo.client import anam, get, heygen

_PARENT = """
import sys
from avatar_browser.demo.process import DemoServers
servers = DemoServers(draw_ahead=0)
servers.start()
print(servers.pid, flush=True)
sys.stdin.read()
"""


def test_the_child_serves_until_it_is_stopped() -> None:
    with DemoServers(draw_ahead=2) as servers:
        endpoints, pid = servers.endpoints, servers.pid
        assert anam(endpoints, "/v1/avatars").status == 200
        assert heygen(endpoints, "/v3/users/me").status == 200
        avatar = anam(endpoints, "/v1/avatars").json()["data"][0]
        assert get(avatar["imageUrl"]).body.startswith(b"\x89PNG")
        assert servers.environment["AVATAR_BROWSER_ANAM_URL"] == endpoints.anam
    assert not psutil.pid_exists(pid)
    with pytest.raises(RuntimeError):
        _ = servers.endpoints


def test_stopping_twice_is_harmless() -> None:
    servers = DemoServers(draw_ahead=0)
    servers.start()
    servers.stop()
    servers.stop()


def test_the_options_reach_the_child() -> None:
    with DemoServers(size=155, signed_seconds=77, draw_ahead=0) as servers:
        page = anam(servers.endpoints, "/v1/avatars").json()
    assert page["meta"]["total"] == 24
    assert "X-Amz-Expires=77&" in page["data"][0]["videoUrl"]


def test_the_child_tells_one_line_and_ends_when_stdin_closes() -> None:
    command = [sys.executable, "-m", "avatar_browser.demo"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        told = json.loads(child.stdout.readline())
        child.stdin.close()
        assert child.wait(timeout=30) == 0
        assert child.stdout.read() == b""
    assert set(told) == {"anam", "heygen", "media", "anam_key", "heygen_key"}


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not a signal of this system")
def test_the_child_dies_with_a_parent_that_is_killed(qtbot: QtBot) -> None:
    command = [sys.executable, "-c", _PARENT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        parent.wait(timeout=30)
    qtbot.waitUntil(lambda: _has_ended(child), timeout=30_000)


def _has_ended(process: psutil.Process) -> bool:
    """Even where the process that inherited it does not ask for its end."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_child_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    servers = DemoServers()
    monkeypatch.setattr(servers, "_command", [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(RuntimeError, match="did not start"):
        servers.start()
