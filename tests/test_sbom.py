"""`make sbom`: the list of what a release is made of. T26."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import qVersion

import avatar_browser

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = {"Qt", "FFmpeg", "libwebp", "libjpeg-turbo", "libpng", "PCRE2", "ICU"}

Json = dict[str, Any]


def written(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / ".make" / "sbom.py"), str(folder)],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795000000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (file,) = folder.iterdir()
    assert file.name == f"avatar_browser-{avatar_browser.__version__}.cdx.json"
    return file.read_text()


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Json:
    found: Json = json.loads(written(tmp_path_factory.mktemp("sbom")))
    return found


def test_it_is_cyclonedx_about_this_program(document: Json) -> None:
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", document["serialNumber"])
    about = document["metadata"]["component"]
    assert (about["name"], about["version"]) == ("avatar-browser", avatar_browser.__version__)
    assert document["metadata"]["timestamp"] == "2026-11-18T11:06:40Z"


def test_every_locked_package_of_the_program_is_listed(document: Json) -> None:
    """T26."""
    lock = (ROOT / "requirements" / "app.lock").read_text()
    locked = re.findall(r"^([^\s=#]+)==([^\s;\\]+)", lock, re.MULTILINE)
    purls = {each["purl"] for each in document["components"]}
    assert locked
    assert {f"pkg:pypi/{name}@{version}" for name, version in locked} <= purls


def test_what_qts_wheels_carry_is_listed_with_versions_read_from_the_files(document: Json) -> None:
    """T26. What no tool of Python sees: Qt, FFmpeg, libwebp and the like."""
    parts = {each["name"]: each for each in document["components"]}
    assert parts.keys() >= BUNDLED
    assert parts["Qt"]["version"] == qVersion()
    if sys.platform == "linux":
        for name in BUNDLED:
            assert re.fullmatch(r"[0-9]+(\.[0-9]+)*", parts[name]["version"]), name
            assert parts[name]["cpe"].split(":")[5] == parts[name]["version"]


def test_who_needs_whom_is_told_from_the_program_down(document: Json) -> None:
    refs = {each["bom-ref"] for each in document["components"]} | {"avatar-browser"}
    assert len(refs) == len(document["components"]) + 1
    edges = {each["ref"]: set(each["dependsOn"]) for each in document["dependencies"]}
    assert {*edges, *set[str]().union(*edges.values())} <= refs
    assert {"httpx", "keyring", "pyside6-addons"} <= edges["avatar-browser"]
    assert "bundled:FFmpeg" in edges["pyside6-addons"]
    assert {"bundled:Qt", "bundled:libwebp"} <= edges["pyside6-essentials"]


def test_packages_have_licences(document: Json) -> None:
    """Those that this system installs; of others nothing is known here."""
    without = [each["name"] for each in document["components"] if "licenses" not in each]
    assert set(without) <= {
        "pywin32-ctypes",
        "jeepney",
        "secretstorage",
        "cryptography",
        "cffi",
    } | {
        "pycparser",
        "backports-tarfile",
        "importlib-metadata",
        "lazy-importer",
        "zipp",
    }


def test_two_builds_of_one_source_say_the_same(tmp_path: Path, document: Json) -> None:
    assert json.loads(written(tmp_path)) == document
