"""The wheel as a stranger gets it: built, installed elsewhere, run without the checkout."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

import avatar_browser

CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Installed:
    """``place`` holds the unpacked wheel, ``elsewhere`` is a folder without any code."""

    place: Path
    elsewhere: Path

    def python(self, *arguments: str) -> str:
        """What an interpreter prints that knows the wheel and its dependencies alone.

        -S skips the .pth file by which the checkout is importable in .venv; -P keeps the working
        folder off the path.
        """
        known = (str(self.place), sysconfig.get_path("purelib"))
        return _output(
            [sys.executable, "-S", "-P", *arguments],
            cwd=self.elsewhere,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(known)},
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    built, place, elsewhere = (tmp_path_factory.mktemp(n) for n in ("built", "place", "elsewhere"))
    build = ["build", "--wheel", "--no-isolation", "--outdir", str(built), str(CHECKOUT)]
    _output([sys.executable, "-m", *build])
    (wheel,) = built.glob("*.whl")
    install = ["pip", "install", "--no-deps", "--no-index", "--no-compile"]
    _output([sys.executable, "-m", *install, "--target", str(place), str(wheel)])
    return Installed(place, elsewhere)


def test_the_wheel_runs_without_the_checkout(installed: Installed) -> None:
    origin = installed.python("-c", "import avatar_browser; print(avatar_browser.__file__)")
    assert Path(origin.strip()).is_relative_to(installed.place)
    version = installed.python("-m", "avatar_browser", "--version")
    assert avatar_browser.__version__ in version.split()


def test_every_resource_of_the_checkout_is_found_from_the_wheel(installed: Installed) -> None:
    root = CHECKOUT / "resources"
    expected = {f.relative_to(root).as_posix(): f.stat().st_size for f in _files(root)}
    assert expected
    program = (
        "import sys; from avatar_browser.store.resources import resource\n"
        "for name in sys.argv[1:]:\n"
        "    path = resource(*name.split('/'))\n"
        "    print(name, path.stat().st_size, path, sep='\\t')\n"
    )
    rows = [line.split("\t") for line in installed.python("-c", program, *expected).splitlines()]
    assert {name: int(size) for name, size, _ in rows} == expected
    assert all(Path(path).is_relative_to(installed.place) for _, _, path in rows)


def test_the_wheel_offers_the_command_and_carries_its_licence(installed: Installed) -> None:
    (information,) = installed.place.glob("avatar_browser-*.dist-info")
    scripts = (information / "entry_points.txt").read_text()
    assert "avatar-browser = avatar_browser.cli:main" in scripts
    assert (information / "licenses" / "LICENSE").read_text() == (CHECKOUT / "LICENSE").read_text()


def test_keyrings_are_found_where_no_package_tells_of_itself(installed: Installed) -> None:
    """F96. A frozen build has no entry points, by which keyring looks for its backends."""
    program = (
        "import sys\n"
        "from importlib import metadata\n"
        "def gone(*_, **__): raise RuntimeError('no metadata here')\n"
        "metadata.entry_points = metadata.distribution = gone\n"
        "sys.modules['importlib_metadata'] = metadata\n"
        "from avatar_browser.store import credentials\n"
        "for trusted in credentials._BY_PLATFORM.get(sys.platform, credentials._FREE_DESKTOP):\n"
        "    print(credentials._load(trusted).__module__)\n"
    )
    loaded = installed.python("-c", program).split()
    assert len(loaded) >= 1
    assert all(module.startswith("keyring.backends.") for module in loaded)
    if sys.platform == "linux":
        assert {"keyring.backends.SecretService", "keyring.backends.kwallet"} <= set(loaded)


def test_the_wheel_holds_the_package_alone(installed: Installed) -> None:
    """Tests and documents of the project would land beside other people's packages."""
    top = {p.name for p in installed.place.iterdir() if not p.name.endswith(".dist-info")}
    assert top - {"bin", "Scripts"} == {"avatar_browser"}


def _files(root: Path) -> list[Path]:
    """As git would take them: what an interpreter or a file manager leaves behind is not data."""
    hidden = {"__pycache__", ".DS_Store"}
    return [f for f in root.rglob("*") if f.is_file() and not hidden.intersection(f.parts)]


def _output(command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout
