"""Has a child process judge mutants, and tells what became of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 10**9


def run(name: str, first: int, count: int, seconds: float, folder: Path) -> str:
    """What the child told. A mutant that is a bug, or the death of the child, fails the test."""
    note, complaints = folder / "note", folder / "complaints"
    with complaints.open("wb") as errors:
        limits = [str(first), str(count), str(seconds), str(note)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.child", name, *limits],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=errors,  # decoders say a lot, and say it in the mutant's own bytes
            text=True,
            check=False,
        )
    if done.returncode != 0:
        number = note.read_text().strip() if note.exists() else "none yet"
        said = complaints.read_text(errors="backslashreplace")[-3_000:]
        pytest.fail(
            f"{name}: mutant {number} ended the child with {done.returncode}. Once more:\n"
            f"python -m tests.fuzz.child {name} {number} 1 60 note\n{said}",
            pytrace=False,
        )
    return done.stdout
