"""What .make/setup.sh does on other machines; the commands of the system are stand-ins."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".make" / "setup.sh"
PYTHONS = ("python3", *(f"python3.{minor}" for minor in range(11, 15)))
PLAIN_COMMANDS = ("sh", "cat", "cksum", "dirname", "env", "find", "grep", "head", "true")

RECORD = 'echo "$0 $*" >>"$(dirname "$0")/calls"'
PYTHON_WITHOUT_ENSUREPIP = """
case $2 in
*-venv*) echo python3.11-venv ;;
*ensurepip*) exit 1 ;;
esac
"""


@dataclass(frozen=True)
class Machine:
    """A checkout without .venv, and a PATH that holds stand-ins and a few plain commands."""

    checkout: Path
    commands: Path

    def has(self, name: str, body: str) -> None:
        program = self.commands / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)

    def set_up(self, purpose: str = "app") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(self.checkout / ".make" / "setup.sh"), purpose],
            env={"PATH": str(self.commands)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        record = self.commands / "calls"
        lines = record.read_text().splitlines() if record.exists() else []
        return [line.removeprefix(f"{self.commands}{os.sep}") for line in lines]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Debian with an X11 desktop lacking one library of Qt, and with Debian's bare Python."""
    machine = Machine(tmp_path / "checkout", tmp_path / "commands")
    (machine.checkout / ".make").mkdir(parents=True)
    machine.commands.mkdir()
    shutil.copy(SCRIPT, machine.checkout / ".make")
    for name in PLAIN_COMMANDS:
        found = shutil.which(name)
        assert found, f"this machine has no {name}"
        (machine.commands / name).symlink_to(found)
    libraries = [line.split()[0] for line in SCRIPT.read_text().splitlines() if ".so." in line]
    known = "\n".join(f"\t{name} (libc6) => /lib/{name}" for name in libraries)
    machine.has("ldconfig", f"cat <<'END'\n{known.replace('libpulse.so.0', 'libother.so.0')}\nEND")
    machine.has("uname", "echo Linux")
    machine.has("fc-list", "echo /usr/share/fonts/some.ttf")
    machine.has("apt-get", RECORD)
    machine.has("id", "echo 1000")
    machine.has("sudo", f"{RECORD}\nexit 1")
    for name in PYTHONS:
        machine.has(name, PYTHON_WITHOUT_ENSUREPIP)
    return machine


def test_an_older_python_is_refused_with_what_is_needed(machine: Machine) -> None:
    for name in PYTHONS:
        machine.has(name, "exit 1")
    done = machine.set_up()
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert machine.calls == []


def test_without_rights_the_command_is_named_and_nothing_is_installed(machine: Machine) -> None:
    done = machine.set_up()
    assert done.returncode == 1
    command = "sudo apt-get install --no-install-recommends python3.11-venv libpulse0"
    assert command in done.stderr
    assert machine.calls == ["sudo -n true"]


def test_root_installs_exactly_what_is_missing_in_one_go(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.set_up()
    update, install = machine.calls
    assert update.endswith("update")
    assert install.endswith("install -y --no-install-recommends python3.11-venv libpulse0")


def test_the_packages_are_installed_without_a_question(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", 'echo "frontend is $DEBIAN_FRONTEND"')
    assert machine.set_up().stdout.splitlines() == ["frontend is noninteractive"] * 2


def test_sudo_is_used_where_it_asks_for_no_password(machine: Machine) -> None:
    machine.has("sudo", f'{RECORD}\nshift\nexec "$@"')
    machine.set_up()
    programs = [call.split()[0] for call in machine.calls]
    assert programs == ["sudo", "sudo", "apt-get", "sudo", "apt-get"]


def test_the_tests_ask_for_a_bus_a_keyring_and_a_display_as_well(machine: Machine) -> None:
    more = "dbus gnome-keyring xvfb xdotool xclip"
    assert f"libpulse0 {more}\n" in machine.set_up("tests").stderr


def test_a_machine_without_a_font_gets_one(machine: Machine) -> None:
    machine.has("fc-list", "")
    assert "libpulse0 fonts-dejavu-core" in machine.set_up().stderr


@pytest.mark.parametrize(
    ("language", "package"),
    [("zh", "fonts-wqy-microhei"), ("ko", "fonts-wqy-microhei"), ("th", "fonts-freefont-ttf")],
)
def test_a_script_that_no_font_has_gets_one(machine: Machine, language: str, package: str) -> None:
    machine.has("fc-list", f'[ "$1" = ":lang={language}" ] || echo /usr/share/fonts/some.ttf')
    assert f"libpulse0 {package}\n" in machine.set_up().stderr


def test_a_mac_is_never_told_about_packages_of_debian(machine: Machine) -> None:
    machine.has("uname", "echo Darwin")
    machine.has("id", "echo 0")
    done = machine.set_up()
    assert machine.calls == []
    assert "libpulse0" not in done.stderr


def test_an_unknown_purpose_is_answered_with_the_usage(machine: Machine) -> None:
    done = machine.set_up("everything")
    assert done.returncode == 1
    assert "usage:" in done.stderr
