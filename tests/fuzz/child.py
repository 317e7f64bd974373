"""Runs mutants of one target: python -m tests.fuzz.child TARGET FIRST COUNT SECONDS NOTE

``NOTE`` is a file that holds the number of the mutant in hand, for whoever finds this process
dead. Ends with one line of JSON on stdout, or with a traceback and 1, or is ended by the watchdog
with the stacks of all threads. One mutant alone: FIRST is its number, COUNT is 1.
"""

import faulthandler
import itertools
import json
import os
import sys
import time
from pathlib import Path

from tests.fuzz.targets import ACCEPTED, TARGETS

if sys.platform != "win32":
    import resource

WATCHDOG_SECONDS = 60
"""No mutant takes this long on any machine; one that does hangs."""
CPU_SECONDS = 5.0
"""Of the processor, for one mutant: a bomb. By the clock it would be a slow machine's fault."""
GROWTH_MIB = 256
"""Above what the seeds took: a picture of 64 MiB, a scaled one, and what an allocator keeps."""


def main(name: str, first: int, count: int, seconds: float, note: Path) -> None:
    _leave_no_core_file()
    faulthandler.dump_traceback_later(WATCHDOG_SECONDS, exit=True)
    target = TARGETS[name]
    seeds = target.seeds()
    judge = target.prepare()
    for seed in seeds:
        judge(seed)
    before = peak_mib()
    accepted = tried = 0
    slowest = (0.0, first)
    give_up_at = time.monotonic() + seconds
    with note.open("wb", buffering=0) as file:
        for number in itertools.islice(itertools.count(first), count):
            os.pwrite(file.fileno(), b"%-20d" % number, 0)
            faulthandler.dump_traceback_later(WATCHDOG_SECONDS, exit=True)
            began = time.process_time()
            accepted += judge(target.mutant(name, number, seeds)) == ACCEPTED
            slowest = max(slowest, (time.process_time() - began, number))
            tried += 1
            assert slowest[0] < CPU_SECONDS, f"{slowest[0]:.1f} s of the processor"
            growth = peak_mib() - before
            assert growth < GROWTH_MIB, f"{growth:.0f} MiB of memory"
            if time.monotonic() > give_up_at:
                break
    faulthandler.cancel_dump_traceback_later()
    told = {
        "tried": tried,
        "accepted": accepted,
        "growth_mib": round(peak_mib() - before),
        "slowest_s": round(slowest[0], 3),
        "slowest_number": slowest[1],
    }
    print(json.dumps(told), flush=True)


def _leave_no_core_file() -> None:
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def peak_mib() -> float:
    """The most that this process had in memory at once; 0 where the system does not tell.

    Not getrusage, which counts what the parent had before this program took its place.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    (line,) = [one for one in status.read_text().splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    faulthandler.enable()
    target_name, first_number, how_many, limit, note_file = sys.argv[1:]
    main(target_name, int(first_number), int(how_many), float(limit), Path(note_file))
