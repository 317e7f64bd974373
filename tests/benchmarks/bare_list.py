"""The yardstick: the least program that shows the same pictures, with none of our features.

``python -m tests.benchmarks.bare_list shown URL …`` has its list; ``asked ADDRESS COUNT`` asks
Anam there for it, by httpx, with the key in the environment. Prints one JSON object. Pictures come
by urllib on two threads, are scaled while they are decoded, and are shown as icons of a QListView.
"""

import json
import os
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import psutil
from PySide6.QtCore import QBuffer, QEventLoop, QSize
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView

IMPORTED = time.time()
SIZE = QSize(165, 220)


def fetched(url: str) -> QImage:
    with urllib.request.urlopen(url, timeout=20) as answer:
        data = answer.read()
    buffer = QBuffer()
    buffer.setData(data)
    reader = QImageReader(buffer)
    reader.setScaledSize(SIZE)
    return reader.read()


def asked(address: str, count: str) -> list[str]:
    """The first pictures of the first page."""
    httpx = import_module("httpx")  # 0.1 s, which the other way does without
    key = os.environ["ANAM_API_KEY"]
    with httpx.Client(headers={"Authorization": f"Bearer {key}"}, trust_env=False) as client:
        records = client.get(f"{address}/v1/avatars?page=1&perPage=100").json()["data"]
    urls = [record.get("portraitImageUrl") or record["imageUrl"] for record in records]
    return [url for url in urls if url][: int(count)]


def main(how: str, *told: str) -> None:
    app = QApplication(["bare"])
    urls = asked(*told) if how == "asked" else told
    model = QStandardItemModel()
    view = QListView()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setUniformItemSizes(True)
    view.setGridSize(QSize(SIZE.width() + 16, SIZE.height() + 48))
    view.setIconSize(SIZE)
    view.setModel(model)
    for url in urls:
        model.appendRow(QStandardItem(url[-12:]))
    view.resize(900, 700)
    view.show()
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(fetched, url) for url in urls]
        for row, future in enumerate(futures):
            while not future.done():
                app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
            model.item(row).setIcon(QIcon(QPixmap.fromImage(future.result())))
    app.processEvents()
    view.viewport().repaint()
    started = float(os.environ["BENCH_STARTED"])
    memory = psutil.Process().memory_full_info().pss / 1e6
    figures = {"first_screen": time.time() - started, "imports": IMPORTED - started}
    sys.stdout.write(json.dumps({**figures, "memory": memory}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
