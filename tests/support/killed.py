"""A program that tells what it has done, line by line, until it is killed."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def lines_until_killed(
    program: str, *arguments: str, after: int, environment: Mapping[str, str] | None = None
) -> list[str]:
    """Run `program` (Python), kill it once it has told `after` lines; every whole line it told.

    A line may follow the one that was waited for. One that the kill cut short was not told.
    """
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        try:
            lines = [running.stdout.readline() for _ in range(after)]
        finally:
            running.kill()
        # From the same reader: it may hold the first half of a line already.
        lines += running.stdout.readlines()
    return [line for line in lines if line.endswith("\n")]
