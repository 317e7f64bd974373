"""`make audit`: good news only when everything was judged. The judge is a stand-in. T26."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".make" / "audit.py"
LOCK = """\
h11==0.16.0 \\
    --hash=sha256:00
shiboken6==6.11.3 ; python_full_version < '3.12' \\
    --hash=sha256:00
shiboken6==6.12.0 ; python_full_version >= '3.12' \\
    --hash=sha256:00
"""
# What a line of the stand-in's answers means: sys.argv[-1] is the file of requirements.
JUDGE = """
import json, pathlib, sys
asked = [line.split("==") for line in pathlib.Path(sys.argv[-1]).read_text().split()]
with open({record!r}, "a") as record:
    record.write(json.dumps([sys.argv[1:-1], asked]) + "\\n")
"""
FINE = """
entries = [dict(name=n, version=v, vulns=[]) for n, v in asked]
print(json.dumps(dict(dependencies=entries, fixes=[])))
"""
FOUND = """
bad = dict(id="CVE-2026-1", fix_versions=["0.17.0"], aliases=[], description="")
entries = [dict(name=n, version=v, vulns=[bad] if n == "h11" else []) for n, v in asked]
print(json.dumps(dict(dependencies=entries, fixes=[])))
sys.exit(1)
"""
ALL_SKIPPED = """
entries = [dict(name=n, skip_reason="Dependency not found on PyPI") for n, v in asked]
print(json.dumps(dict(dependencies=entries, fixes=[])))
print("No known vulnerabilities found", file=sys.stderr)
"""
ONE_MISSING = """
entries = [dict(name=n, version=v, vulns=[]) for n, v in asked[:-1]]
print(json.dumps(dict(dependencies=entries, fixes=[])))
"""
UNREACHABLE = """
sys.exit("requests.exceptions.ConnectionError: Max retries exceeded (Connection refused)")
"""
UNKNOWN = """
sys.exit("ERROR:pip_audit._cli:h11: Dependency not found on PyPI and could not be audited")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / ".make").mkdir()
    shutil.copy(SCRIPT, tmp_path / ".make")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "dev.lock").write_text(LOCK)
    (tmp_path / ".venv" / "tools" / "bin").mkdir(parents=True)
    return tmp_path


def audit(checkout: Path, judge: str) -> subprocess.CompletedProcess[str]:
    tool = checkout / ".venv" / "tools" / "bin" / "pip-audit"
    head = JUDGE.format(record=str(checkout / "record"))
    tool.write_text(f"#!{sys.executable}\n{head}{judge}")
    tool.chmod(0o755)
    return subprocess.run(
        [sys.executable, str(checkout / ".make" / "audit.py")],
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_locked_version_is_judged_whatever_python_it_is_for(checkout: Path) -> None:
    done = audit(checkout, FINE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 locked packages were judged, 0 have a known vulnerability." in done.stdout
    record = [json.loads(line) for line in (checkout / "record").read_text().splitlines()]
    assert all("--strict" in options for options, _ in record)
    asked = sorted("==".join(pin) for _, pins in record for pin in pins)
    assert asked == ["h11==0.16.0", "shiboken6==6.11.3", "shiboken6==6.12.0"]


def test_the_word_is_told_of_what_no_service_sees(checkout: Path) -> None:
    assert "FFmpeg" in audit(checkout, FINE).stdout


def test_a_known_vulnerability_is_named_with_its_mend(checkout: Path) -> None:
    done = audit(checkout, FOUND)
    assert done.returncode == 1
    assert "h11 0.16.0: CVE-2026-1, mended in 0.17.0" in done.stdout


def test_a_service_out_of_reach_is_said_plainly_and_is_no_good_news(checkout: Path) -> None:
    """T26."""
    done = audit(checkout, UNREACHABLE)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Not audited: pip-audit could not reach its service.")
    assert "Connection refused" in done.stderr


def test_an_index_without_the_service_is_told_apart(checkout: Path) -> None:
    done = audit(checkout, UNKNOWN)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the index that answers here has no vulnerability service" in done.stderr


@pytest.mark.parametrize("judge", [ALL_SKIPPED, ONE_MISSING, "print('{}')", "", "sys.exit(3)"])
def test_an_answer_that_leaves_packages_out_is_no_good_news(checkout: Path, judge: str) -> None:
    """T26. With all of them skipped the tool itself says: no known vulnerabilities found."""
    done = audit(checkout, judge)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Not audited: ")


def test_without_the_tool_it_is_said_that_nothing_was_audited(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(checkout / ".make" / "audit.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Not audited: pip-audit could not be started")


def test_an_empty_lock_is_no_good_news(checkout: Path) -> None:
    (checkout / "requirements" / "dev.lock").write_text("# nothing\n")
    done = audit(checkout, FINE)
    assert done.returncode == 2
    assert "nothing was audited" in done.stderr
