"""requirements/*.lock: whole, hashed, and what pyproject.toml asks for. T26."""

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
NAMES = ("app", "dev", "tools")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}

Pins = dict[str, Version]


def text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text()


def entries(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each requirement with the hashes below it."""
    joined = text(name).replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [
        (Requirement(line.split(" --hash=")[0]), re.findall(r"--hash=(\S+)", line))
        for line in lines
    ]


def pins(name: str, python: str, system: str) -> Pins:
    """What pip would install there."""
    os_name, platform = SYSTEMS[system]
    there = {
        "python_version": python,
        "python_full_version": f"{python}.4",
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    chosen = [r for r, _ in entries(name) if _holds(r.marker, there)]
    found: Pins = {canonicalize_name(r.name): Version(str(r.specifier)[2:]) for r in chosen}
    assert len(found) == len(chosen), "a package is named twice for one machine"
    return found


def _holds(marker: Marker | None, there: dict[str, str]) -> bool:
    return marker is None or marker.evaluate({**there, "extra": ""})


def wanted(name: str) -> list[Requirement]:
    project = PROJECT["project"]
    lines = {
        "app": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["dev"],
        "tools": PROJECT["dependency-groups"]["tools"],
    }
    return [Requirement(line) for line in lines[name]]


@pytest.mark.parametrize("name", NAMES)
def test_every_package_has_one_version_and_hashes(name: str) -> None:
    """T26."""
    found = entries(name)
    assert found
    for requirement, hashes in found:
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), str(requirement)
        assert hashes, f"{requirement.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes)
        assert requirement.url is None


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_no_place_of_its_own(name: str) -> None:
    """Which index serves the files is the machine's business; which files, is ours."""
    options = [line for line in text(name).splitlines() if line.lstrip().startswith("-")]
    assert all(line.lstrip().startswith("--hash=sha256:") for line in options)
    assert "://" not in text(name)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", NAMES)
def test_the_lock_is_what_the_project_asks_for(name: str, python: str, system: str) -> None:
    """T26."""
    locked = pins(name, python, system)
    there = {"python_version": python, "sys_platform": system}
    for need in wanted(name):
        if _holds(need.marker, there):
            version = locked[canonicalize_name(need.name)]
            assert need.specifier.contains(version), f"{need} against {version}"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_tested_is_what_is_released(python: str, system: str) -> None:
    """T26. The lock of the program is part of the lock that CI installs."""
    released, tested = pins("app", python, system), pins("dev", python, system)
    assert released == {name: tested.get(name) for name in released}


def test_what_the_editable_install_builds_with_is_locked() -> None:
    """It is built without isolation, so that nothing unjudged is fetched for it."""
    locked = pins("dev", "3.11", "linux")
    for line in [*PROJECT["build-system"]["requires"], "editables"]:
        need = Requirement(line)
        assert need.specifier.contains(locked[canonicalize_name(need.name)])


def test_nothing_runs_here_that_the_lock_does_not_name() -> None:
    """T26. Whatever the program's packages need in turn is locked, too."""
    locked = {canonicalize_name(r.name) for r, _ in entries("app")}
    left, seen = ["avatar-browser"], set[str]()
    while left:
        name = left.pop()
        if name in seen:
            continue
        seen.add(name)
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                left.append(canonicalize_name(need.name))
    assert seen - {"avatar-browser"} <= locked
