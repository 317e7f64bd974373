"""The HTTP library is imported by the first request, on the network thread, and by nothing else."""

import subprocess
import sys
import threading

from typing_extensions import override

from avatar_browser.providers.http import Wire
from avatar_browser.providers.proxy import ProxyChoice
from avatar_browser.services.late_wire import Door, LateWire
from avatar_browser.services.network import NetworkThread

_CHILD = """
import sys
import avatar_browser.providers.anam
import avatar_browser.providers.heygen
import avatar_browser.services.catalogue
import avatar_browser.services.details
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.network import NetworkThread
door = LateWire()
print("httpx" in sys.modules)
network = NetworkThread()
network.start()
network.close_at_stop(door.aclose)
network.submit(door.open()).result(20)
print("httpx" in sys.modules)
network.stop()
"""


def test_importing_the_services_does_not_import_the_http_library() -> None:
    child = subprocess.run(
        [sys.executable, "-c", _CHILD], capture_output=True, text=True, timeout=30, check=True
    )
    assert child.stdout.split() == ["False", "True"]


def test_the_door_is_made_once_on_the_network_thread_and_closed_with_it() -> None:
    made_on: list[str] = []
    closed: list[Door] = []

    class Watched(Wire):
        @override
        async def aclose(self) -> None:
            closed.append(self)
            await super().aclose()

    def make(_proxy: ProxyChoice) -> Door:
        made_on.append(threading.current_thread().name)
        return Watched()

    network = NetworkThread()
    network.start()
    door = LateWire(make)
    network.close_at_stop(door.aclose)
    assert made_on == []
    network.submit(door.open()).result(10)
    network.submit(door.open()).result(10)
    assert network.stop(timeout=20)
    assert made_on == ["network"]
    assert len(closed) == 1


def test_a_door_that_was_never_opened_is_not_made_for_closing() -> None:
    network = NetworkThread()
    network.start()

    def make(_proxy: ProxyChoice) -> Door:
        raise AssertionError("made for nothing")

    network.close_at_stop(LateWire(make).aclose)
    assert network.stop(timeout=20)
