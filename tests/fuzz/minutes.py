"""`make fuzz`: mutants that nobody has tried yet, for as many minutes as MINUTES says."""

import os
import sys
import time
from pathlib import Path

import pytest

from tests.fuzz.running import ENOUGH, run
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_no_new_mutant_crashes_hangs_or_takes_too_much(name: str, tmp_path: Path) -> None:
    seconds = 60 * float(os.environ["MINUTES"]) / len(TARGETS)
    first = int(time.time()) * 1_000_000
    told = run(name, first, ENOUGH, seconds, tmp_path)
    sys.stdout.write(f"\n{name} from {first} on: {told}")
