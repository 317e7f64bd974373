"""A flick through many cards whose pictures are nowhere yet; prints one JSON object.

``python -m tests.benchmarks.flicking COUNT``, with the address of :func:`plain_server` and a key
in the environment.
"""

import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from avatar_browser.app import Application
from avatar_browser.store.paths import Paths
from tests.benchmarks.session import memory_mb, wait_until
from tests.support.gaps import StallMeter

SECONDS = 20.0
FRAME_SECONDS = 0.016
PAGE = 100
PATIENCE = 300.0


@contextmanager
def plain_server(count: int) -> Iterator[str]:
    """The address of an Anam with ``count`` avatars, each with a picture of 720 by 960 pixels.

    It draws once: what is measured is not held up by one that draws.
    """
    picture = _jpeg(720, 960)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = re.fullmatch(rf"/v1/avatars\?page=(\d+)&perPage={PAGE}", self.path)
            kind = "application/json" if page else "image/jpeg"
            body = _page(self.headers["Host"], int(page[1]), count) if page else picture
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def handle(self) -> None:
            with suppress(ConnectionError):  # the client hung up: scrolled away
                super().handle()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def flick(application: Application, count: int) -> Iterator[tuple[str, float]]:
    """From the first card to the last and back, a step for each frame of a screen."""
    application.picture_commands.warming.set_on(False)
    application.start()
    window = application.window
    wait_until(lambda: window.page.count >= count and not window.page.is_loading, PATIENCE)
    wait_until(lambda: window.is_settled and not application.dispatcher.pending, PATIENCE)
    grid = window.page.grid
    memory = memory_mb()
    meter = StallMeter()
    _play_on(SECONDS / 4)
    at_rest = sum(gap > 50 for gap in meter.gaps) * 4
    meter.clear()
    bar = grid.verticalScrollBar()
    began = time.perf_counter()
    while (gone := (time.perf_counter() - began) / SECONDS) < 1:
        bar.setValue(round(bar.maximum() * (1 - abs(1 - 2 * gone))))
        _play_on(FRAME_SECONDS)
    yield "cards", float(grid.avatars.rowCount())
    yield "pixels_a_second", bar.maximum() * 2 / SECONDS
    yield "gap_worst_ms", max(meter.gaps)
    yield "gaps_over_50", float(sum(gap > 50 for gap in meter.gaps))
    yield "at_rest_over_50", float(at_rest)  # in as much time: what the machine itself does
    yield "busy_worst_ms", max(meter.busy)
    wait_until(lambda: window.is_settled and not application.dispatcher.pending, PATIENCE)
    yield "memory_more", memory_mb() - memory


def _page(host: str, number: int, count: int) -> bytes:
    records = [
        {
            "id": f"avatar-{one}",
            "displayName": f"Liv {one}",
            "variantName": "home",
            "imageUrl": f"http://{host}/{one}.jpg",
            "availableVersions": ["cara-3"],
            "createdByOrganizationId": None,
        }
        for one in range((number - 1) * PAGE, min(number * PAGE, count))
    ]
    last = -(-count // PAGE)
    meta = {"total": count, "lastPage": last, "currentPage": number, "perPage": PAGE}
    return json.dumps({"data": records, "meta": meta}).encode()


def _jpeg(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for step in range(0, width, 20):  # edges enough that it is no trifle to decode
        shade = QLinearGradient(step, 0, step + 20, height)
        shade.setColorAt(0, QColor.fromHsv(step % 360, 160, 230))
        shade.setColorAt(1, QColor.fromHsv((step + 140) % 360, 200, 120))
        painter.fillRect(step, 0, 20, height, shade)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "jpeg", 88)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _play_on(seconds: float) -> None:
    ends = time.perf_counter() + seconds
    wait_until(lambda: time.perf_counter() > ends)


def main(count: int) -> None:
    qt = QApplication(["bench"])
    application = Application(qt, Paths.of_user(), os.environ)
    application.features.complete()
    figures = dict(flick(application, count))
    application.shut_down()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
