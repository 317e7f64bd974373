"""The command line: arguments and exit codes."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from avatar_browser import __version__
from avatar_browser.demo.size import LARGEST, USUAL
from avatar_browser.domain.redaction import Redactor
from avatar_browser.services.crash_guard import forbid_dumps, tell_crashes_to
from avatar_browser.start import import_quickly
from avatar_browser.store.log_file import Log

_logger = logging.getLogger(__name__)

_INTERRUPTED = 130
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
        "--log-level",
        choices=_LEVELS,
        default="warning",
        help="what is written to stderr, warning unless told; with debug the log file has it too",
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


def _log_of(level: str) -> Log:
    """Before anything is read that a dump or a line could hold."""
    forbid_dumps(os.environ)
    tell_crashes_to(sys.stderr)
    home = ""
    with suppress(RuntimeError):  # nobody knows where it is
        home = str(Path.home())
    log = Log(Redactor(home))
    log.attach(level, sys.stderr)
    _logger.info("Version %s starts", __version__)
    return log


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 the picture could not be made, 2 wrong arguments or no display.

    Ended by a signal: 128 and its number.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.screenshot is not None and given.screenshot.suffix.lower() != ".png":
        parser.error("--screenshot needs a file name that ends in .png")
    if given.demo_size is not None and not given.demo:
        parser.error("--demo-size goes with --demo")
    log = _log_of(given.log_level)
    if not _has_display():
        if given.screenshot is None:
            sys.stderr.write(
                "avatar-browser: there is no display. Set DISPLAY or WAYLAND_DISPLAY, or use"
                " --screenshot FILE.png to render the window to a picture.\n"
            )
            return 2
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        return _run(given, log)
    except KeyboardInterrupt:  # before there is a window to close
        return _INTERRUPTED


def _run(given: argparse.Namespace, log: Log) -> int:
    import_quickly()
    app = import_module("avatar_browser.app")
    options = app.Options(
        demo=given.demo, demo_size=given.demo_size or USUAL, screenshot=given.screenshot
    )
    code: int = app.run(options, log)
    return code
