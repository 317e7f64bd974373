"""Slices of work that leave time for painting and input between them."""

import time
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from avatar_browser.services.slices import REST_SECONDS, SliceTimer


def busy(spans: list[tuple[float, float]], seconds: float) -> None:
    began = time.perf_counter()
    while time.perf_counter() < began + seconds:
        pass
    spans.append((began, time.perf_counter()))


def test_slices_of_all_timers_are_apart_and_every_timer_has_its_turn(qtbot: QtBot) -> None:
    parent = QObject()
    mine: list[list[tuple[float, float]]] = [[], [], []]
    timers: list[SliceTimer] = []

    def work(number: int) -> None:
        busy(mine[number], 0.003)
        timers[number].start()

    timers += [SliceTimer(partial(work, number), parent) for number in range(3)]
    for timer in timers:
        timer.start()
    qtbot.waitUntil(lambda: all(len(spans) >= 5 for spans in mine))
    for timer in timers:
        timer.stop()
    spans = sorted(span for each in mine for span in each)
    assert all(after[0] - before[1] >= REST_SECONDS for before, after in pairwise(spans))


def test_other_events_come_between_two_slices(qtbot: QtBot) -> None:
    parent, order = QObject(), list[str]()
    plain = QTimer(parent, interval=0)
    plain.timeout.connect(lambda: order.append("other"))

    def work() -> None:
        order.append("slice")
        sliced.start()

    sliced = SliceTimer(work, parent)
    plain.start()
    sliced.start()
    qtbot.waitUntil(lambda: order.count("slice") >= 5)
    plain.stop()
    sliced.stop()
    assert ("slice", "slice") not in set(pairwise(order))


def test_it_fires_once_a_start_and_not_after_a_stop(qtbot: QtBot) -> None:
    parent, fired = QObject(), list[int]()
    timer = SliceTimer(lambda: fired.append(1), parent)
    timer.start()
    qtbot.waitUntil(lambda: fired == [1] and not timer.is_active)
    timer.start()
    timer.stop()
    later = SliceTimer(lambda: fired.append(2), parent, interval_ms=20)
    later.start()
    qtbot.waitUntil(lambda: 2 in fired)
    assert fired == [1, 2]


def test_another_interval_holds_for_a_begun_one(qtbot: QtBot) -> None:
    parent, fired = QObject(), list[int]()
    timer = SliceTimer(lambda: fired.append(1), parent, interval_ms=3_600_000)
    timer.start()
    timer.set_interval(0)
    qtbot.waitUntil(lambda: fired == [1])


def test_work_that_fails_leaves_the_others_their_rest(qtbot: QtBot) -> None:
    parent, begun = QObject(), list[float]()

    def fail() -> None:
        begun.append(time.perf_counter())
        raise ValueError("a bug")

    SliceTimer(fail, parent).start()
    other = SliceTimer(lambda: begun.append(time.perf_counter()), parent)
    other.start(1)
    with qtbot.capture_exceptions() as errors:
        qtbot.waitUntil(lambda: len(begun) == 2)
    assert begun[1] - begun[0] >= REST_SECONDS
    assert [kind for kind, _, _ in errors] == [ValueError]
