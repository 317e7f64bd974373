"""The three servers together: two providers and their media host, each an origin of its own."""

import asyncio
import threading
from collections import deque
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from avatar_browser.demo.anam_api import AnamApi
from avatar_browser.demo.anam_cast import AnamCast
from avatar_browser.demo.anam_media import AnamMedia
from avatar_browser.demo.endpoints import Endpoints
from avatar_browser.demo.heygen_api import HeyGenApi
from avatar_browser.demo.heygen_cast import HeyGenCast
from avatar_browser.demo.heygen_media import HeyGenMedia
from avatar_browser.demo.heygen_voices import HeyGenVoices
from avatar_browser.demo.media import MediaHost
from avatar_browser.demo.size import USUAL, shares
from avatar_browser.demo.stills import Stills
from avatar_browser.demo.switches import Switches
from avatar_browser.demo.web import Handler, HttpServer, LoggedRequest, Request, Response

_LOGGED = 10_000


class DemoWorld:
    """All servers on the running loop. ``switches`` and ``log`` may be used while they run.

    ``size`` is the number of avatars of both catalogues together; ``log`` holds the last requests.
    """

    def __init__(self, size: int = USUAL, switches: Switches | None = None) -> None:
        self.switches = switches or Switches()
        self.log: deque[LoggedRequest] = deque(maxlen=_LOGGED)
        self.stills = Stills()
        self._media = MediaHost(self.stills)
        avatars, looks = shares(size)
        anam_cast, heygen_cast = AnamCast(avatars), HeyGenCast(looks)
        anam_media = AnamMedia(anam_cast, self._media, self.switches)
        heygen_media = HeyGenMedia(heygen_cast, self._media, self.switches)
        anam = AnamApi(anam_cast, anam_media, self.switches)
        heygen_voices = HeyGenVoices(heygen_cast, self._media)
        heygen = HeyGenApi(heygen_cast, heygen_media, heygen_voices, self.switches)
        self._leading = (anam.leading_pictures, heygen.leading_pictures)
        self._servers = {
            "anam": HttpServer("anam", self._late(anam.handle), self.log),
            "heygen": HttpServer("heygen", self._late(heygen.handle), self.log),
            "media": HttpServer("media", self._media.handle, self.log),
        }

    async def start(self) -> Endpoints:
        for server in self._servers.values():
            await server.start()
        origins = {name: server.origin for name, server in self._servers.items()}
        self._media.origin = origins["media"]
        return Endpoints(
            **origins, anam_key=self.switches.anam_key, heygen_key=self.switches.heygen_key
        )

    async def draw_ahead(self, count: int) -> None:
        """Draw what the first ``count`` avatars of each list are shown by."""
        for leading in self._leading:
            await self._media.draw_ahead(leading(count))

    async def stop(self) -> None:
        for server in self._servers.values():
            await server.stop()
        await asyncio.to_thread(self.stills.close)

    def _late(self, handler: Handler) -> Handler:
        async def handle(request: Request) -> Response:
            if self.switches.latency > 0:
                await asyncio.sleep(self.switches.latency)
            return await handler(request)

        return handle


class DemoThread:
    """A world on a thread of its own, for tests: ``with DemoThread() as demo: demo.endpoints``."""

    endpoints: Endpoints

    def __init__(self, size: int = USUAL, switches: Switches | None = None) -> None:
        self.world = DemoWorld(size, switches)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="demo servers")

    @property
    def switches(self) -> Switches:
        return self.world.switches

    @property
    def log(self) -> Sequence[LoggedRequest]:
        return self.world.log

    def draw_ahead(self, count: int) -> None:
        """As :meth:`DemoWorld.draw_ahead`; returns when all is drawn."""
        drawing = asyncio.run_coroutine_threadsafe(self.world.draw_ahead(count), self._loop)
        drawing.result(timeout=60)

    def __enter__(self) -> Self:
        self._thread.start()
        started = asyncio.run_coroutine_threadsafe(self.world.start(), self._loop)
        self.endpoints = started.result(timeout=20)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        stopped = asyncio.run_coroutine_threadsafe(self.world.stop(), self._loop)
        try:
            stopped.result(timeout=20)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.get_loop().run_forever()
