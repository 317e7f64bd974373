"""The demo's servers with every picture drawn beforehand, so that drawing is not measured."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from avatar_browser.demo.process import DemoServers

_RUN = """
import runpy, sys
from avatar_browser.start import import_quickly
import_quickly()  # as the command line does before it imports the application
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Bench:
    """Runs measured programs against warm servers."""

    environment: dict[str, str]
    stills: list[str]

    def run(self, module: str, *arguments: str, home: Path) -> dict[str, float]:
        """The figures that one run of ``tests.benchmarks.<module>`` prints."""
        environment = {
            **os.environ,
            **self.environment,
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as on anybody's machine
            "BENCH_STARTED": str(time.time()),
        }
        result = subprocess.run(
            [sys.executable, "-c", _RUN, f"tests.benchmarks.{module}", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            timeout=600,
            check=True,
        )
        figures: dict[str, float] = json.loads(result.stdout)
        return figures


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(run[name] for run in runs) for name in runs[0]}


def report(title: str, figures: dict[str, float]) -> None:
    sys.stdout.write(f"\n{title}\n")
    for name, value in figures.items():
        sys.stdout.write(f"  {name:<18}{value:10.3f}\n")


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    with DemoServers() as demo:
        environment = dict(demo.environment)
        anam = _get(f"{demo.endpoints.anam}/v1/avatars?perPage=100", demo.endpoints.anam_key)
        stills = [a.get("portraitImageUrl") or a["imageUrl"] for a in anam["data"]]
        looks = heygen_stills(demo)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(_fetch, [*stills, *looks]))
        yield Bench(environment, [url for url in stills if url])


def heygen_stills(demo: DemoServers) -> list[str]:
    """Of the public looks, page by page."""
    urls: list[str] = []
    token = ""
    while True:
        address = f"{demo.endpoints.heygen}/v3/avatars/looks?ownership=public&limit=50"
        page = _get(address + (f"&token={token}" if token else ""), demo.endpoints.heygen_key)
        urls += [look["preview_image_url"] for look in page["data"]]
        token = page["next_token"] or ""
        if not page["has_more"]:
            return [url for url in urls if url]


def _get(url: str, key: str) -> Any:
    request = urllib.request.Request(
        url, headers={"Authorization": f"Bearer {key}", "X-Api-Key": key}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def _fetch(url: str | None) -> None:
    if url:
        with urllib.request.urlopen(url, timeout=60) as answer:
            answer.read()
