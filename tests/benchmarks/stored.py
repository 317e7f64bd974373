"""A catalogue of a given size stored, then loaded again, measured from inside; prints JSON.

``python -m tests.benchmarks.stored 10000 <folder>``. There is no window: what is measured is what
the services take of the GUI thread.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.providers.protocol import Page
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.garbage import GarbageRounds
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.workers import WorkerPool
from avatar_browser.store.catalogue import open_catalogue
from tests.benchmarks.session import wait_until
from tests.services.scripted import Keys, ScriptedProvider, spec_of
from tests.support.avatars import a_full_avatar
from tests.support.gaps import StallMeter

PAGE = 100
LATENCY = 0.01
"""Seconds to a page, at the quickest."""


class Listing:
    """``count`` avatars in pages, as fast as a network may bring them."""

    name = "looks"

    def __init__(self, count: int) -> None:
        self._count = count

    async def pages(self, cursor: str | None = None) -> AsyncGenerator[Page, None]:
        first = int(cursor or 0)
        while first < self._count:
            last = min(first + PAGE, self._count)
            following = str(last) if last < self._count else None
            await asyncio.sleep(LATENCY)
            yield Page(avatars=tuple(map(avatar, range(first, last))), cursor=following)
            first = last


def avatar(number: int) -> Avatar:
    made = a_full_avatar()
    raw = {"GET /x": {"id": f"look-{number}", "note": "about as much as they send " * 20}}
    key = AvatarKey("one", "looks", f"look-{number}")
    return replace(made, key=key, name=f"Avatar {number}", person=None, raw=raw)


class Program:
    """The services of one start."""

    def __init__(self, folder: Path, streams: list[Listing]) -> None:
        network = NetworkThread()
        network.start()
        self.dispatcher = Dispatcher(network, WorkerPool())
        self.keeper = Keeper(
            partial(open_catalogue, folder / "catalogue.sqlite3", folder / "salt"), self.dispatcher
        )
        sessions = Sessions(
            [spec_of("one", [ScriptedProvider(*streams)])],
            LateWire(),
            Keys(one="key-of-the-bench").read,
        )
        self.catalogue = Catalogue("one", sessions, self.dispatcher, keeper=self.keeper)

    def end(self) -> None:
        self.keeper.finish(timeout=60)
        self.dispatcher.shut_down()


def stored(folder: Path, count: int) -> Iterator[tuple[str, float]]:
    program = Program(folder, [Listing(count)])
    meter = StallMeter()
    started = time.perf_counter()
    program.catalogue.load()
    wait_until(lambda: program.catalogue.state.phase is Phase.COMPLETE)
    yield "synced_s", time.perf_counter() - started
    wait_until(lambda: program.dispatcher.pending == 0)
    yield "stored_s", time.perf_counter() - started
    yield "storing_gap_ms", max(meter.gaps)
    yield "storing_gaps_over_50", float(sum(gap > 50 for gap in meter.gaps))
    program.end()


def loaded(folder: Path, count: int) -> Iterator[tuple[str, float]]:
    before = psutil.Process().memory_info().rss
    program = Program(folder, [])
    meter = StallMeter()
    started = time.perf_counter()
    program.catalogue.load()
    wait_until(lambda: program.catalogue.state.count > 0)
    yield "first_shown_s", time.perf_counter() - started
    wait_until(lambda: program.catalogue.state.count == count)
    yield "loaded_s", time.perf_counter() - started
    yield "loading_gap_ms", max(meter.gaps)
    yield "loading_gaps_over_50", float(sum(gap > 50 for gap in meter.gaps))
    yield "bytes_per_avatar", (psutil.Process().memory_info().rss - before) / count
    program.end()


def main(mode: str, count: int, folder: Path) -> None:
    application = QCoreApplication([])
    breaks = GarbageRounds()
    figures = dict((stored if mode == "store" else loaded)(folder, count))
    breaks.end()
    del application
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
