"""Pictures from the disk: from the small copies, and from the pictures themselves."""

from pathlib import Path

import pytest

from tests.benchmarks.conftest import Bench, medians, report

RUNS = 3


@pytest.mark.timeout(600)  # with all pictures drawn beforehand
def test_pages_of_pictures_from_the_disk(bench: Bench, tmp_path: Path) -> None:
    """The same program on the same pictures, with and without the copies, turn about."""
    bench.run("paging", home=tmp_path)
    bench.run("paging", home=tmp_path)  # fills up what was only passed by
    with_copies, without = [], []
    for _ in range(RUNS):
        with_copies.append(bench.run("paging", home=tmp_path))
        copies = list((tmp_path / "cache").rglob("*~fill-*"))
        assert copies
        for path in copies:
            path.unlink()
        without.append(bench.run("paging", home=tmp_path))
    small, whole = medians(with_copies), medians(without)
    report("pages of HeyGen's looks, from small copies", small)
    report("the same, from the pictures themselves", whole)
    report("small/whole", {name: small[name] / whole[name] for name in small})
    assert small["decode_each_ms"] < 0.6 * whole["decode_each_ms"]
    assert small["page_in_memory_ms"] < small["page_down_ms"]
    assert small["decode_ratio"] <= 1.2
