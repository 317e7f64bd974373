"""Stills drawn when they are asked for, each once as long as memory holds them."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageWriter

from avatar_browser.demo.art.portrait import draw
from avatar_browser.demo.art.traits import Portrait

_CAPACITY = 256 * 1024 * 1024
_QUALITY = {"jpeg": 88, "webp": 82}
# Qt counts 0 to 100: 20 is three times as quick as its default and a third larger.
_PNG_COMPRESSION = 20


@dataclass(frozen=True, slots=True)
class Still:
    """One picture file. ``form`` is ``png``, ``jpeg`` or ``webp``."""

    portrait: Portrait
    width: int
    height: int
    form: str


def encoded(still: Still) -> bytes:
    """The file's bytes. Raises RuntimeError where Qt has no plugin for the format."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(still.form.encode()))
    if still.form == "png":
        writer.setCompression(_PNG_COMPRESSION)
    else:
        writer.setQuality(_QUALITY[still.form])
    if not writer.write(draw(still.portrait, still.width, still.height)):
        raise RuntimeError(f"a {still.form} could not be written: {writer.errorString()}")
    return bytes(buffer.data().data())


class Stills:
    """Draws on two threads of its own; belongs to one loop."""

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._held = 0
        self._files: OrderedDict[Still, bytes] = OrderedDict()
        self._under_way: dict[Still, asyncio.Future[bytes]] = {}
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="demo-draw")
        self.drawn = 0
        """How many pictures were drawn so far."""

    async def file(self, still: Still) -> bytes:
        if still in self._files:
            self._files.move_to_end(still)
            return self._files[still]
        if still not in self._under_way:
            loop = asyncio.get_running_loop()
            job = loop.run_in_executor(self._threads, encoded, still)
            self._under_way[still] = job
            job.add_done_callback(lambda done: self._keep(still, done))
        # Whoever asked may go away; the others who ask for the same picture still get it.
        return await asyncio.shield(self._under_way[still])

    async def idle(self) -> None:
        """Until nothing is being drawn."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _keep(self, still: Still, done: "asyncio.Future[bytes]") -> None:
        del self._under_way[still]
        if done.cancelled() or done.exception() is not None:
            return
        self.drawn += 1
        self._files[still] = done.result()
        self._held += len(done.result())
        while self._held > self._capacity and len(self._files) > 1:
            _, oldest = self._files.popitem(last=False)
            self._held -= len(oldest)
