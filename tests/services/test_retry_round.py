"""When something is tried again unbidden: F28, T30."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from avatar_browser.services import retry_round
from avatar_browser.services.retry_round import LONGEST, RetryRound, delay


def test_waits_grow_and_are_never_on_the_dot() -> None:
    """F28: the first one is 30 s, give or take a quarter."""
    assert [delay(n, lambda: 0.5) for n in range(6)] == [30, 60, 120, 240, LONGEST, LONGEST]
    assert (delay(0, lambda: 0.0), delay(0, lambda: 1.0)) == (22.5, 37.5)
    assert delay(10**9, lambda: 0.5) == LONGEST


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:  # noqa: ARG001 - a timer needs the application
    return QObject()


def test_it_acts_once_for_each_failure(
    owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F28."""
    monkeypatch.setattr(retry_round, "FIRST", 0.01)
    acted: list[int] = []
    retry = RetryRound(lambda: acted.append(1), owner)
    retry.failed()
    retry.failed()
    qtbot.waitUntil(lambda: bool(acted))
    assert (len(acted), retry.is_waiting) == (1, False)


def test_what_is_settled_is_tried_no_more(owner: QObject) -> None:
    retry = RetryRound(lambda: None, owner)
    retry.failed()
    assert retry.is_waiting
    retry.settle()
    assert not retry.is_waiting


def test_hurrying_tries_at_once_and_only_what_waits(owner: QObject) -> None:
    """F28: the network is back."""
    acted: list[int] = []
    retry = RetryRound(lambda: acted.append(1), owner)
    retry.hurry()
    assert acted == []
    retry.failed()
    retry.hurry()
    assert (acted, retry.is_waiting) == ([1], False)


def test_a_failed_try_waits_longer_and_a_settled_one_begins_anew(owner: QObject) -> None:
    """T30."""
    waits: list[int] = []
    retry = RetryRound(lambda: None, owner, dice=lambda: 0.5)
    for _ in range(3):
        retry.failed()
        waits.append(round(retry._timer.interval() / 1000))
        retry._timer.stop()
        retry._on_timeout()
    retry.settle()
    retry.failed()
    assert [*waits, round(retry._timer.interval() / 1000)] == [30, 60, 120, 30]
    retry.settle()
