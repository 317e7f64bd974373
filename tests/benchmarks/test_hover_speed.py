"""Previews on cards: how soon they move, and what a fast hand does to them."""

from pathlib import Path

import pytest

from tests.benchmarks.conftest import Bench, report


@pytest.mark.timeout(120)
def test_a_cached_clip_moves_soon_after_the_rest(bench: Bench, tmp_path: Path) -> None:
    figures = bench.run("hovering", "hover", home=tmp_path)
    report("hover to first moving frame, after the rest", figures)
    assert figures["median_ms"] <= 150


@pytest.mark.timeout(300)
def test_clips_flicked_through_leave_nothing_behind(bench: Bench, tmp_path: Path) -> None:
    figures = bench.run("hovering", "flick", home=tmp_path)
    report("800 clips at ten a second", figures)
    assert figures["most_open"] == 1
    assert figures["threads_more"] <= 0
    assert figures["memory_more"] <= 40
