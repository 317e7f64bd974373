"""A program that is killed while it stars, notes and lists has lost nothing that was kept."""

from pathlib import Path

import pytest

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.mark_book import Cell, Kind, MarkBook
from avatar_browser.store.marks import open_marks
from tests.support.killed import lines_until_killed

WRITER = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.marks import Marks
from avatar_browser.services.marks_keeper import MarksKeeper
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.workers import WorkerPool
from avatar_browser.store.marks import open_marks
from tests.support.avatars import an_avatar

first = int(sys.argv[2])
qt = QCoreApplication([])
network = NetworkThread()
network.start()
dispatcher = Dispatcher(network, WorkerPool())
keeper = MarksKeeper(partial(open_marks, Path(sys.argv[1])), dispatcher)
marks = Marks(keeper)
done = 0

def step():
    global done
    avatar = an_avatar(f"look-{first + done // 3}")
    [lambda: marks.toggle_favourite([avatar]),
     lambda: marks.set_note(avatar, f"note on {avatar.key.id} " + "x" * 300),
     lambda: marks.add("Launch", [avatar])][done % 3]()
    done += 1

keeper.kept.connect(lambda count: print(count, flush=True))
timer = QTimer(interval=0)
timer.timeout.connect(step)
keeper.read.connect(timer.start)
marks.open()
qt.exec()
"""
KILLS = 20


def _number(cell: Cell) -> int:
    return int(cell.key.id.removeprefix("look-"))


@pytest.mark.timeout(600)  # twenty starts of a program
def test_a_kill_in_the_middle_costs_no_star_note_or_entry_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "marks.sqlite3"
    whole: list[int] = []
    first = 0
    for kill in range(KILLS):
        # Somewhere in what follows the change it told of.
        told = lines_until_killed(WRITER, str(path), str(first), after=1 + 3 * (kill % 5))
        kept = int(told[-1])
        whole += range(first, first + kept // 3)

        opened = open_marks(path)
        assert opened.trouble is None
        assert opened.store is not None
        book = MarkBook()
        book.put(opened.store.read().cells)
        opened.store.close()
        for number in whole:
            mark = book.mark(AvatarKey("heygen", "looks", f"look-{number}"))
            assert mark.is_favourite
            assert mark.note.startswith(f"note on look-{number} xxx")
            assert mark.shortlists == ("Launch",)
        first += len([cell for cell, _ in book.cells(Kind.STAR) if _number(cell) >= first])
    assert len(whole) >= 2 * KILLS
