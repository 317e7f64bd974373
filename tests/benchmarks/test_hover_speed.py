"""Previews on cards: how soon they move, and what a fast hand does to them."""

from pathlib import Path

import pytest

from tests.benchmarks.conftest import Bench, medians, report
from tests.benchmarks.flicking import plain_server

RUNS = 3
MANY = 10_000
KEY = "a-key-for-the-bench-0123456789"


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
    assert figures["busy_worst_ms"] < 50
    assert figures["threads_more"] <= 0
    assert figures["memory_more"] <= 40


@pytest.mark.timeout(600)
def test_a_flick_through_cold_pictures_has_no_stall(tmp_path: Path) -> None:
    """By what the GUI thread did in one turn; and by the clock, in the calmest run."""
    runs = []
    for number in range(RUNS):
        home = tmp_path / str(number)
        home.mkdir()
        with plain_server(MANY) as address:
            bench = Bench({"AVATAR_BROWSER_ANAM_URL": address, "ANAM_API_KEY": KEY}, [])
            runs.append(bench.run("flicking", str(MANY), home=home))
        report(f"a flick through {MANY:,} cards, pictures cold", runs[-1])
    assert min(run["gaps_over_50"] for run in runs) == 0
    assert medians(runs)["busy_worst_ms"] < 50
    assert medians(runs)["memory_more"] <= 40
