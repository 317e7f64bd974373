"""Mutants by the hundred in every run, by the hundred thousand with `make fuzz`.

T13 to T15, T23, F32 to F43, F53 to F57, F61 to F63. Each target runs in a process of its own, in
which a mutant may take 256 MiB of memory and 5 s of the processor, and ends within a minute.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.running import ENOUGH, ROOT, run
from tests.fuzz.targets import DATA, TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_no_mutant_crashes_hangs_or_takes_too_much(name: str, tmp_path: Path) -> None:
    usual = TARGETS[name].usual
    told = json.loads(run(name, 0, usual, ENOUGH, tmp_path))
    assert told["tried"] == usual
    assert 0 < told["accepted"] < usual, "mutants of one kind only try nothing"


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_there(name: str) -> None:
    assert len(TARGETS[name].seeds()) >= 6
    assert all((DATA / pattern).parent.is_dir() for pattern in TARGETS[name].patterns)


_PROGRAM = """
from hashlib import sha256
from tests.fuzz.mutants import json_mutant, mutant
from tests.fuzz.targets import TARGETS
seeds = TARGETS["answers"].seeds()
made = [make("x", number, seeds) for make in (json_mutant, mutant) for number in range(50)]
print(len(set(made)), sha256(b"".join(made)).hexdigest())
"""


def test_a_mutant_is_known_by_its_number() -> None:
    """In another process, too, where texts and sets are in another order."""
    told = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": order},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for order in ("1", "7")
    ]
    assert told[0] == told[1]
    assert int(told[0].split()[0]) > 60, "nearly all alike"


@pytest.mark.parametrize(
    ("limit", "deed", "words"),
    [
        ("", "os.kill(os.getpid(), signal.SIGSEGV)", "Segmentation fault"),
        ("", "raise ValueError('a bug')", "a bug"),
        ("child.GROWTH_MIB = 32", "held.append(b'x' * (100 << 20))", "MiB of memory"),
        ("child.CPU_SECONDS = 0.2", "while time.process_time() < began + 1: pass", "s of the proc"),
        ("child.WATCHDOG_SECONDS = 2", "time.sleep(600)", "Timeout (0:00:02)"),
    ],
    ids=["crash", "bug", "memory", "processor", "hang"],
)
def test_what_a_mutant_must_not_do_is_noticed(
    limit: str, deed: str, words: str, tmp_path: Path
) -> None:
    """The limits themselves, on a target that breaks each of them."""
    done = subprocess.run(
        [sys.executable, "-c", _BAD_TARGET.format(limit=limit, deed=deed), str(tmp_path / "note")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert words in done.stderr
    assert int((tmp_path / "note").read_text()) == 60


_BAD_TARGET = """
import faulthandler, os, signal, sys, time
from pathlib import Path
from tests.fuzz import child
from tests.fuzz.targets import TARGETS, Target

faulthandler.enable()
{limit}
target = Target(("anam/*.json",), lambda: judge, 100)
left, held = [len(target.seeds()) + 60], []

def judge(data):
    left[0] -= 1
    if left[0] < 0:
        began = time.process_time()
        {deed}
    return "refused"

TARGETS["bad"] = target
child.main("bad", 0, 100, 60, Path(sys.argv[1]))
"""
