"""The checks that hold the layers do bite: each contract is broken once, in a copy of the tree."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]

VIOLATIONS = {
    "Imports point one way": ("domain/planted.py", "import avatar_browser.store"),
    "No Qt below the services": ("providers/planted.py", "import PySide6.QtCore"),
    "httpx is imported by providers/http.py alone": ("services/planted.py", "import httpx"),
    "keyring is imported by store/credentials.py alone": ("store/planted.py", "import keyring"),
    "No cycles between siblings": ("store/one/planted.py", "import avatar_browser.store.two"),
}
"""By the name of the contract: a file that breaks it, and how."""

OTHER_HALF_OF_THE_CYCLE = ("store/two.py", "import avatar_browser.store.one.planted")


def test_every_import_contract_notices_a_violation(tmp_path: Path) -> None:
    package = tmp_path / "avatar_browser"
    code_alone = shutil.ignore_patterns("__pycache__")  # where others write meanwhile
    shutil.copytree(CHECKOUT / "avatar_browser", package, ignore=code_alone)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    for name, line in (*VIOLATIONS.values(), OTHER_HALF_OF_THE_CYCLE):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(f"{line}\n")
    (package / "store" / "one" / "__init__.py").touch()
    program = str(Path(sys.executable).with_name("lint-imports"))
    done = subprocess.run(
        [program, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert set(re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE)) == set(VIOLATIONS)


def test_no_contract_is_left_without_a_violation() -> None:
    configuration = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    contracts = configuration["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == set(VIOLATIONS)


@pytest.mark.parametrize(
    ("place", "line", "code"),
    [
        ("services/planted.py", "from PySide6.QtWidgets import QLabel", "TID251"),
        ("services/planted.py", "import PySide6.QtMultimedia", "TID251"),
        ("services/planted.py", "from PySide6 import QtNetwork", "TID251"),
        ("ui/planted.py", "def f() -> None:\n    import json", "PLC0415"),
        ("services/planted.py", "try:\n    f()\nexcept Exception:\n    pass", "BLE001"),
    ],
)
def test_ruff_refuses_what_import_linter_cannot_see(place: str, line: str, code: str) -> None:
    assert code in _ruff_codes(place, line)


def test_widgets_are_welcome_in_the_ui() -> None:
    assert "TID251" not in _ruff_codes("ui/planted.py", "from PySide6.QtWidgets import QLabel")


def _ruff_codes(place: str, text: str) -> set[str]:
    ruff = str(Path(sys.executable).with_name("ruff"))
    path = str(CHECKOUT / "avatar_browser" / place)
    done = subprocess.run(
        [ruff, "check", "--no-cache", "--output-format=concise", "--stdin-filename", path, "-"],
        input=f"{text}\n",
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(re.findall(r": ([A-Z]+[0-9]+) ", done.stdout))
