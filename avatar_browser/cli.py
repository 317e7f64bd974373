"""The command line: arguments and exit codes."""

import argparse
import gc
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from avatar_browser import __version__
from avatar_browser.demo.size import LARGEST, USUAL

_LEVELS = ("debug", "info", "warning", "error")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="avatar-browser",
        description="See, watch and copy avatars of AI video providers.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--demo", action="store_true", help="use embedded demo providers on this computer"
    )
    parser.add_argument(
        "--demo-size",
        metavar="N",
        type=_demo_size,
        help=f"about how many avatars the demo has, {USUAL} unless told, at most {LARGEST:,}",
    )
    parser.add_argument(
        "--screenshot",
        metavar="FILE.png",
        type=Path,
        help="save a picture of the window once its first screen is painted, then quit",
    )
    parser.add_argument(
        "--log-level", choices=_LEVELS, default="warning", help="what is written to stderr"
    )
    parser.add_argument("--version", action="version", version=f"Avatar Browser {__version__}")
    return parser


def _demo_size(text: str) -> int:
    size = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= size <= LARGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {LARGEST:,}")
    return size


def _has_display() -> bool:
    """Whether a window can be opened; systems other than Linux and BSD always say yes."""
    if sys.platform in {"win32", "darwin"}:
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 the picture could not be made, 2 wrong arguments or no display."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.screenshot is not None and given.screenshot.suffix.lower() != ".png":
        parser.error("--screenshot needs a file name that ends in .png")
    if given.demo_size is not None and not given.demo:
        parser.error("--demo-size goes with --demo")
    logging.basicConfig(level=given.log_level.upper(), format="%(levelname)s %(name)s %(message)s")
    if not _has_display():
        if given.screenshot is None:
            sys.stderr.write(
                "avatar-browser: there is no display. Set DISPLAY or WAYLAND_DISPLAY, or use"
                " --screenshot FILE.png to render the window to a picture.\n"
            )
            return 2
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    # Next to nothing of what is imported is garbage: to look for it meanwhile takes a sixth longer.
    gc.disable()
    app = import_module("avatar_browser.app")
    options = app.Options(
        demo=given.demo, demo_size=given.demo_size or USUAL, screenshot=given.screenshot
    )
    code: int = app.run(options)
    return code
