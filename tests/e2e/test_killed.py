"""The program killed in the middle of a sync: no star, note or shortlist is lost."""

import json
import os
from pathlib import Path

import pytest

from avatar_browser.demo.process import DemoServers
from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.mark_book import MarkBook
from avatar_browser.store.catalogue import open_catalogue
from avatar_browser.store.marks import open_marks
from avatar_browser.store.paths import Paths
from tests.support.killed import lines_until_killed

MARKER = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from avatar_browser.app import Application
from avatar_browser.services.catalogue_state import Phase
from avatar_browser.store.paths import Paths

qt = QApplication(["killed"])
application = Application(qt, Paths.under(Path(sys.argv[1])), os.environ)
marks, heygen = application.marks, application.catalogues[1]
marked = []

def mark_one():
    fresh = [a for a in heygen.avatars if not marks.mark(a.key).is_favourite]
    if fresh:
        avatar = fresh[0]
        marks.toggle_favourite([avatar])
        marks.set_note(avatar, "note on " + avatar.key.id)
        marks.add("Launch", [avatar])
        marked.append(avatar.key)

def tell(kept):
    if kept % 3 == 0:
        key = marked[kept // 3 - 1]
        syncing = heygen.state.phase is Phase.LOADING
        print(json.dumps([syncing, key.catalogue, key.id]), flush=True)

application._marks_keeper.kept.connect(tell)
timer = QTimer(interval=5)
timer.timeout.connect(mark_one)
application._marks_keeper.read.connect(timer.start)
application.start()
qt.exec()
"""
KILLS = 20


@pytest.mark.timeout(600)  # twenty starts of the whole program
def test_twenty_kills_in_the_middle_of_a_sync_lose_no_mark(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    told: list[AvatarKey] = []
    # A sync of half a minute at least: no disk is so slow that it ends before the kill.
    with DemoServers(size=20_000, latency_ms=100) as demo:
        environment = {**os.environ, **demo.environment}
        for kill in range(KILLS):
            lines = lines_until_killed(
                MARKER, str(tmp_path), after=1 + kill % 7, environment=environment
            )
            kept = [json.loads(line) for line in lines]
            assert kept[-1][0], "killed when the sync was over"
            told += [AvatarKey("heygen", catalogue, avatar) for _, catalogue, avatar in kept]
            _assert_whole(paths, told)
    assert len(set(told)) == len(told) >= KILLS


def _assert_whole(paths: Paths, told: list[AvatarKey]) -> None:
    opened = open_marks(paths.marks_file)
    assert opened.trouble is None
    assert opened.store is not None
    book = MarkBook()
    book.put(opened.store.read().cells)
    opened.store.close()
    for key in told:
        mark = book.mark(key)
        assert mark.is_favourite
        assert mark.note == f"note on {key.id}"
        assert mark.shortlists == ("Launch",)
    catalogue = open_catalogue(paths.catalogue_file, paths.salt_file)
    assert catalogue.trouble is None
    assert catalogue.store is not None
    catalogue.store.close()
