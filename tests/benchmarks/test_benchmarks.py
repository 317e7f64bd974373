"""``make bench``: prints figures; bounds are ratios and counts of one run, never seconds alone."""

from pathlib import Path

from tests.benchmarks.conftest import Bench, medians, report

RUNS = 5
SHOWN_AT_FIRST = 20


def test_first_screen_cold_and_warm(bench: Bench, tmp_path: Path) -> None:
    """Process start to the first screen of pictures painted; beside a bare list of the same."""
    cold, warm, bare, asking = [], [], [], []
    anam = bench.environment["AVATAR_BROWSER_ANAM_URL"]
    for number in range(RUNS):
        home = tmp_path / str(number)
        home.mkdir()
        cold.append(bench.run("session", "first", home=home))
        warm.append(bench.run("session", "first", home=home))
        bare.append(bench.run("bare_list", "shown", *bench.stills[:SHOWN_AT_FIRST], home=home))
        asking.append(bench.run("bare_list", "asked", anam, str(SHOWN_AT_FIRST), home=home))
    report("first screen, cold (s, MB)", medians(cold))
    report("first screen, media cache warm (s, MB)", medians(warm))
    report(f"bare list of {SHOWN_AT_FIRST} of the same pictures (s, MB)", medians(bare))
    report("the same that asks for its list first (s, MB)", medians(asking))
    ratios = {
        "cold/bare": medians(cold)["first_screen"] / medians(bare)["first_screen"],
        "warm/bare": medians(warm)["first_screen"] / medians(bare)["first_screen"],
        "cold/bare that asks": medians(cold)["first_screen"] / medians(asking)["first_screen"],
        "warm/cold": medians(warm)["first_screen"] / medians(cold)["first_screen"],
    }
    report("ratios", ratios)
    assert ratios["warm/cold"] < 1.1


def test_scrolling_through_all_looks(bench: Bench, tmp_path: Path) -> None:
    """Step times, stalls of the GUI thread while the pictures load, and memory."""
    cold = bench.run("session", "scroll", home=tmp_path)
    warm = bench.run("session", "scroll", home=tmp_path)
    report("scroll through HeyGen, cold (ms, MB)", cold)
    report("scroll through HeyGen, media cache warm (ms, MB)", warm)
    assert cold["avatars"] >= 600
    assert cold["memory_after"] - cold["memory_before"] < 150
