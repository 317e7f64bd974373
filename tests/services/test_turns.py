"""Threads take short turns while the application runs, and Python's own ones afterwards."""

import sys

import pytest

from avatar_browser.services.turns import SWITCH_SECONDS, ShortTurns


def test_turns_are_short_until_the_end() -> None:
    before = sys.getswitchinterval()
    turns = ShortTurns()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS)
    turns.end()
    assert sys.getswitchinterval() == pytest.approx(before)
