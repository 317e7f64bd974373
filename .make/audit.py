"""Has any locked package a known vulnerability? `make audit` runs this.

Exit code 0: every package was judged, and none has one. 1: some have. 2: that could not be found
out, which is never told as good news. pip-audit itself ends with 1 for both of the latter, and
looks at the packages of one Python only; here each version that a lock names is asked about.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
ASIDE = "What Qt's wheels carry (Qt, FFmpeg, libwebp) no service of Python knows: see SECURITY.md."

Pin = tuple[str, str]
Judged = dict[str, Any]


class NotAuditedError(Exception):
    """The text says what stood in the way."""


def main() -> int:
    pins = sorted({pin for lock in _locks() for pin in PINNED.findall(lock.read_text())})
    if not pins:
        print("Nothing is locked, so nothing was audited.", file=sys.stderr)
        return 2
    try:
        judged = [entry for part in _without_doubles(pins) for entry in _audited(part)]
    except NotAuditedError as trouble:
        print(f"Not audited: {trouble}", file=sys.stderr)
        return 2
    found = [entry for entry in judged if entry["vulns"]]
    for entry in found:
        for each in entry["vulns"]:
            mended = ", ".join(each["fix_versions"]) or "no version yet"
            print(f"{entry['name']} {entry['version']}: {each['id']}, mended in {mended}")
    print(f"{len(judged)} locked packages were judged, {len(found)} have a known vulnerability.")
    print(ASIDE)
    return 1 if found else 0


def _locks() -> list[Path]:
    return sorted((ROOT / "requirements").glob("*.lock"))


def _without_doubles(pins: Iterable[Pin]) -> Iterator[list[Pin]]:
    """pip-audit refuses two versions of one package in a file; they differ by Python here."""
    left = list(pins)
    while left:
        part = {name: (name, version) for name, version in left}
        yield sorted(part.values())
        left = [pin for pin in left if part[pin[0]] != pin]


def _audited(pins: list[Pin]) -> list[Judged]:
    """What pip-audit says of exactly these, each of them judged."""
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / "pinned.txt"
        named.write_text("".join(f"{name}=={version}\n" for name, version in pins))
        done = _run(named)
    try:
        answer: Judged = json.loads(done.stdout)
        entries: list[Judged] = answer["dependencies"]
        judged = {(entry["name"], entry["version"]) for entry in entries}
        wholly = all(isinstance(entry["vulns"], list) for entry in entries)
    except (ValueError, KeyError, TypeError):
        raise NotAuditedError(_reason(done.stderr)) from None
    if not wholly or judged != set(pins) or done.returncode not in (0, 1):
        told = f"of {len(pins)} packages the service told about {len(judged)} only."
        raise NotAuditedError(f"{told} {_last(done.stderr)}")
    return entries


def _run(named: Path) -> subprocess.CompletedProcess[str]:
    tool = ROOT / ".venv" / "tools" / "bin" / "pip-audit"
    options = ["--strict", "--no-deps", "--disable-pip", "--format", "json"]
    try:
        return subprocess.run(
            [tool, *options, "--progress-spinner", "off", "--requirement", named],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as trouble:
        raise NotAuditedError(f"pip-audit could not be started ({trouble}).") from None


def _reason(complaint: str) -> str:
    last = _last(complaint)
    if re.search(r"not found on PyPI", last):
        return (
            "the index that answers here has no vulnerability service, or does not know a package. "
            f"{last}"
        )
    if re.search(r"[Cc]onnect|[Tt]imed? ?out|[Pp]roxy|resol|ServiceError|SSL|HTTPError", last):
        return f"pip-audit could not reach its service. {last}"
    return f"pip-audit ended without an answer. {last}"


def _last(complaint: str) -> str:
    """Its last word, in one line that a terminal can show."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    return f"It says: {lines[-1][:300]}" if lines else "It says nothing."


if __name__ == "__main__":
    sys.exit(main())
