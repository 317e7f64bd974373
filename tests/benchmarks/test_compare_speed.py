"""A comparison of six: how soon all move, what the window feels of it, what it leaves behind."""

from pathlib import Path

import pytest

from tests.benchmarks.conftest import Bench, report


@pytest.mark.timeout(240)
def test_a_comparison_leaves_no_thread_and_little_memory_behind(
    bench: Bench, tmp_path: Path
) -> None:
    """Six clips at once are six decoders: by the clock, gaps depend on the processors."""
    figures = bench.run("comparing", home=tmp_path)
    report("six compared, ten times", figures)
    assert figures["busy_worst_ms"] < 100
    assert figures["threads_more"] <= 0
    assert figures["memory_more"] <= 60
