"""The demo's servers as a process: one line of JSON on stdout, then service until stdin closes."""

import argparse
import asyncio
import json
import signal
import sys
import threading
from collections.abc import Callable

from avatar_browser.demo.server import DemoWorld
from avatar_browser.demo.size import USUAL
from avatar_browser.demo.switches import Switches


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m avatar_browser.demo", description=__doc__)
    parser.add_argument("--size", type=int, default=USUAL, help="avatars of both catalogues")
    parser.add_argument("--latency-ms", type=float, default=0.0, help="before each API answer")
    parser.add_argument("--signed-seconds", type=int, default=3600, help="life of signed links")
    parser.add_argument("--draw-ahead", type=int, default=0, help="pictures drawn at the start")
    return parser.parse_args()


async def _serve(given: argparse.Namespace) -> None:
    switches = Switches(latency=given.latency_ms / 1000, signed_seconds=given.signed_seconds)
    world = DemoWorld(given.size, switches)
    endpoints = await world.start()
    closed = asyncio.Event()
    loop = asyncio.get_running_loop()
    _watch_stdin(lambda: loop.call_soon_threadsafe(closed.set))
    sys.stdout.write(json.dumps(endpoints.as_json()) + "\n")
    sys.stdout.flush()
    drawing = asyncio.create_task(world.draw_ahead(given.draw_ahead))
    await closed.wait()
    drawing.cancel()
    await asyncio.gather(drawing, return_exceptions=True)
    await world.stop()


def _watch_stdin(when_closed: Callable[[], object]) -> None:
    """A thread, because a loop cannot wait for every kind of stdin on every system."""

    def watch() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        when_closed()

    threading.Thread(target=watch, name="stdin", daemon=True).start()


if __name__ == "__main__":
    # Ctrl+C goes to all programs of a terminal: the window ends first, and closes stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_serve(_arguments()))
