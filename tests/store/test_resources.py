"""The program's own files, in a checkout and inside the package."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import avatar_browser.store.resources
from avatar_browser.store.resources import resource

_CODE = "from avatar_browser.store.resources import resource; print(resource('word.txt'))"


def package_copy(root: Path) -> Path:
    """A package with nothing but ``store/resources.py`` in it."""
    package = root / "avatar_browser"
    (package / "store").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "store" / "__init__.py").touch()
    shutil.copy(avatar_browser.store.resources.__file__, package / "store")
    return package


def found_by(root: Path) -> str:
    result = subprocess.run(
        [sys.executable, "-c", _CODE], cwd=root, capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def test_a_wheel_has_its_resources_inside_the_package(tmp_path: Path) -> None:
    inside = package_copy(tmp_path) / "resources" / "word.txt"
    beside = tmp_path / "resources" / "word.txt"
    for file in (inside, beside):
        file.parent.mkdir()
        file.write_text("word")
    assert Path(found_by(tmp_path)) == inside.resolve()


def test_a_checkout_has_its_resources_beside_the_package(tmp_path: Path) -> None:
    package_copy(tmp_path)
    beside = tmp_path / "resources" / "word.txt"
    beside.parent.mkdir()
    beside.write_text("word")
    assert Path(found_by(tmp_path)) == beside.resolve()


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/icons/no-such-icon\.svg"):
        resource("icons", "no-such-icon.svg")
