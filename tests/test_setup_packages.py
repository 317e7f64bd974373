"""Which Python packages .make/setup.sh installs, and by which judgement; pip is a stand-in."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLAIN_COMMANDS = ("sh", "cat", "cksum", "dirname", "find", "grep", "head", "mkdir", "cp", "chmod")

# Records what it is asked for; makes a venv by copying itself; fails where it is to fail.
PYTHON = """#!/bin/sh
case "$*" in
-c*"$FAILS"*) exit 1 ;;
-c*) exit 0 ;;
"-m venv"*)
    for folder; do :; done
    mkdir -p "$folder/bin" && cp "$0" "$folder/bin/python" ;;
esac
echo "$0 $*" >>"$CALLS"
case "$*" in *"$FAILS"*) echo "pip: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1 ;; esac
"""
LOCKED = "-m pip install --quiet --require-hashes --only-binary :all: --requirement"
ITSELF = "-m pip install --quiet --no-deps --no-build-isolation --editable ."


@dataclass(frozen=True)
class Checkout:
    folder: Path
    commands: Path

    def set_up(
        self, purpose: str = "app", fails: str = "nothing", unlocked: str = ""
    ) -> subprocess.CompletedProcess[str]:
        self.record.write_text("")
        return subprocess.run(
            ["sh", str(self.folder / ".make" / "setup.sh"), purpose],
            env={
                "PATH": str(self.commands),
                "CALLS": str(self.record),
                "FAILS": fails,
                "AVATAR_BROWSER_UNLOCKED": unlocked,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def record(self) -> Path:
        return self.commands / "calls"

    @property
    def calls(self) -> list[str]:
        return [
            line.removeprefix(f"{self.folder}{os.sep}")
            for line in self.record.read_text().splitlines()
        ]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """On a system without packages to install, with a .venv that serves."""
    checkout = Checkout(tmp_path / "checkout", tmp_path / "commands")
    for name in (".make", "requirements", ".venv/bin"):
        (checkout.folder / name).mkdir(parents=True)
    shutil.copy(ROOT / ".make" / "setup.sh", checkout.folder / ".make")
    (checkout.folder / "pyproject.toml").write_text("[project]\n")
    for name in ("dev", "tools"):
        (checkout.folder / "requirements" / f"{name}.lock").write_text("some==1\n")
    checkout.commands.mkdir()
    for name in PLAIN_COMMANDS:
        found = shutil.which(name)
        assert found, f"this machine has no {name}"
        (checkout.commands / name).symlink_to(found)
    system = checkout.commands / "uname"
    system.write_text("#!/bin/sh\necho Darwin\n")
    python = checkout.folder / ".venv" / "bin" / "python"
    python.write_text(PYTHON)
    for program in (system, python):
        program.chmod(0o755)
    python.with_name("pip").write_text(f"#!{python.parent}/python\n")
    return checkout


def test_packages_are_those_of_the_lock_judged_by_their_hashes(checkout: Checkout) -> None:
    """T26."""
    assert checkout.set_up().returncode == 0
    python = ".venv/bin/python"
    assert checkout.calls == [
        f"{python} {LOCKED} requirements/dev.lock",
        f"{python} {ITSELF}",
    ]


def test_what_is_installed_already_is_not_asked_for_again(checkout: Checkout) -> None:
    checkout.set_up()
    assert checkout.set_up().returncode == 0
    assert checkout.calls == []


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements/dev.lock"])
def test_a_change_of_what_is_wanted_installs_anew(checkout: Checkout, name: str) -> None:
    checkout.set_up()
    (checkout.folder / name).write_text("other==2\n")
    checkout.set_up()
    assert len(checkout.calls) == 2


def test_a_file_with_another_hash_ends_the_set_up_and_nothing_else_is_tried(
    checkout: Checkout,
) -> None:
    """T26."""
    done = checkout.set_up(fails="--require-hashes")
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "pip could not install what requirements/dev.lock names" in done.stderr
    assert "AVATAR_BROWSER_UNLOCKED=1" in done.stderr
    assert len(checkout.calls) == 1
    checkout.set_up()
    assert len(checkout.calls) == 2, "the failed attempt counted as done"


@pytest.mark.parametrize(("fails", "code"), [("import PySide6", 1), ("nothing", 0)])
def test_where_qt_cannot_be_loaded_the_last_word_is_what_to_do(
    checkout: Checkout, fails: str, code: int
) -> None:
    """On a Linux without fontconfig and without a way to install it."""
    (checkout.commands / "uname").write_text("#!/bin/sh\necho Linux\n")
    done = checkout.set_up(fails=fails)
    assert done.returncode == code
    assert "Please install what this system calls these packages of Debian: " in done.stderr
    last = done.stderr.splitlines()[-1]
    assert ("Qt cannot be loaded before the packages named above" in last) == bool(code)


def test_without_the_lock_only_where_it_is_asked_for(checkout: Checkout) -> None:
    checkout.set_up(unlocked="1")
    assert checkout.calls == [".venv/bin/python -m pip install --quiet --editable .[dev]"]
    checkout.set_up()
    assert len(checkout.calls) == 2, "the lock is back once nobody asks to go without"


def test_the_tools_that_judge_are_apart_from_what_they_judge(checkout: Checkout) -> None:
    """T26."""
    checkout.set_up()
    assert checkout.set_up("tools").returncode == 0
    assert checkout.calls == [
        ".venv/bin/python -m venv --clear .venv/tools",
        f".venv/tools/bin/python {LOCKED} requirements/tools.lock",
    ]
    checkout.set_up("tools")
    assert checkout.calls == []
