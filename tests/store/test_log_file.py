"""The log on the disk: whose it is, how large it gets, and what is never in it."""

import io
import logging
import os
import stat
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_browser.domain.redaction import Redactor
from avatar_browser.domain.secret import Secret
from avatar_browser.store import log_file
from avatar_browser.store.log_file import FILES, RECENT, Log

KEY = "CANARY-0123456789-key"
SIGNED = "https://files.test/clip.mp4?X-Amz-Signature=CANARY"

logger = logging.getLogger("some.library")


@pytest.fixture
def stderr() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(stderr: io.StringIO) -> Iterator[Log]:
    root = logging.getLogger()
    level = root.level
    levels = {name: logging.getLogger(name).level for name in log_file._TALKATIVE}
    log = Log(Redactor())
    log.redactor.add(Secret(KEY))
    log.attach("warning", stderr)
    yield log
    log.finish(timeout=5.0)
    log.detach()
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


def refuse(words: str, cause: Exception | None = None) -> None:
    raise ValueError(words) from cause


def written(log: Log, path: Path) -> str:
    assert log.finish(timeout=5.0)
    return path.read_text(encoding="utf-8")


def test_what_was_logged_before_the_file_was_opened_is_in_it(log: Log, tmp_path: Path) -> None:
    logger.warning("early")
    log.open(tmp_path / "state" / "log.txt")
    logger.warning("late")
    lines = written(log, tmp_path / "state" / "log.txt").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "WARNING some.library early",
        "WARNING some.library late",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_only_the_user_can_read_it(log: Log, tmp_path: Path) -> None:
    """T22. Whatever the umask says."""
    path = tmp_path / "state" / "log.txt"
    before = os.umask(0)
    try:
        log.open(path)
        logger.warning("a line")
        written(log, path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are followed there")
def test_a_link_in_its_place_is_not_followed(log: Log, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "log.txt").symlink_to(other)
    log.open(tmp_path / "log.txt")
    logger.warning("a line")
    log.finish(timeout=5.0)
    assert other.read_text() == "mine"
    assert log.trouble


def test_a_traceback_is_redacted_as_its_message_is(
    log: Log, tmp_path: Path, stderr: io.StringIO
) -> None:
    """R11, T07, T23."""
    log.open(tmp_path / "log.txt")
    try:
        refuse(f"bad header {KEY}", OSError(SIGNED))
    except ValueError:
        logger.exception("It failed: %s, %s", KEY, [SIGNED])
    logger.warning("Where", stack_info=True)
    for told in (written(log, tmp_path / "log.txt"), stderr.getvalue()):
        assert "CANARY" not in told
        assert "bad header •••" in told
        assert "OSError: https://files.test/clip.mp4?•••" in told
        assert "test_a_traceback_is_redacted" in told


def test_a_traceback_that_another_handler_has_put_into_the_record_is_redacted_too(
    log: Log, stderr: io.StringIO
) -> None:
    """R11. logging keeps the text of the first formatter for all that follow."""
    first = logging.StreamHandler(io.StringIO())
    logging.getLogger().handlers.insert(0, first)
    try:
        refuse(KEY)
    except ValueError:
        logger.exception("It failed")
    finally:
        logging.getLogger().removeHandler(first)
    assert "CANARY" not in stderr.getvalue()
    assert "ValueError: •••" in stderr.getvalue()
    assert log.recent


def test_a_record_that_cannot_be_formatted_tells_nothing_of_its_values(
    log: Log, capfd: pytest.CaptureFixture[str], stderr: io.StringIO
) -> None:
    """R11. logging itself would print message and arguments to stderr."""
    lone = logging.getLogger("lone")
    lone.propagate = False  # the test runner's own handlers would raise
    for handler in log._handlers:
        lone.addHandler(handler)
    lone.error("%d is a number", KEY)
    lone.error("this one can")
    lone.handlers.clear()
    assert "this one can" in stderr.getvalue()
    assert "CANARY" not in "".join([*capfd.readouterr(), stderr.getvalue(), *log.recent])


def test_a_warning_of_python_is_redacted(log: Log, stderr: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)  # as in a program that no test runner has caught them in
        warnings.warn(f"left open: {SIGNED}", RuntimeWarning, stacklevel=1)
    assert "left open" in stderr.getvalue()
    assert "CANARY" not in stderr.getvalue() + "".join(log.recent)


def test_a_service_cannot_make_a_line_of_ours_or_steer_a_terminal(
    log: Log, stderr: io.StringIO
) -> None:
    logger.warning("sent: %s", "x\nERROR avatar_browser all is lost\x1b[2J\u202e\r")
    first, second = stderr.getvalue().splitlines()
    assert first == "WARNING some.library sent: x"
    assert second.startswith("    ERROR")
    assert not set("\x1b\u202e\r") & set(stderr.getvalue())
    assert len(log.recent) == 1


@pytest.mark.parametrize("places", [1, 2])
def test_no_half_of_a_key_stands_where_a_line_is_cut(log: Log, places: int) -> None:
    """T07. Wherever the cut falls, also where what was struck has made the rest come nearer."""
    for before in range(places * log_file._LONGEST - 80, places * log_file._LONGEST, 9):
        logger.warning("%s%s", "x" * before, KEY)
        assert "CANARY" not in log.recent[-1]
        assert "CANA" not in log.recent[-1]
    logger.warning("%s", f"{KEY} " * 5000)
    assert "CANA" not in log.recent[-1]


def test_libraries_that_log_addresses_and_headers_are_quiet_at_every_level(
    log: Log, stderr: io.StringIO
) -> None:
    """R11."""
    log.detach()
    log.attach("debug", stderr)
    for name in ("httpx", "httpcore.connection", "hpack.hpack", "jeepney", "secretstorage.util"):
        logging.getLogger(name).info("GET something")
        logging.getLogger(name).debug("headers")
    logger.debug("ours")
    assert stderr.getvalue() == "DEBUG some.library ours\n"


def test_the_files_together_have_a_bound(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "MOST_BYTES", 500)
    log.open(tmp_path / "log.txt")
    for number in range(200):
        logger.warning("line %d", number)
    assert log.finish(timeout=10.0)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["log.txt", "log.txt.1", "log.txt.2"]
    assert len(files) == FILES
    assert all(0 < file.stat().st_size <= 500 for file in files)
    lines = "".join(file.read_text() for file in reversed(files)).splitlines()
    kept = [int(line.rsplit(" ", 1)[1]) for line in lines]
    assert kept == list(range(kept[0], 200))  # the newest, without a gap


def test_a_folder_that_cannot_be_written_is_no_fault_of_what_is_logged(
    log: Log, tmp_path: Path, stderr: io.StringIO
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    log.open(tmp_path / "state" / "log.txt")
    logger.warning("a line")
    assert log.finish(timeout=5.0)
    assert log.trouble
    assert "a line" in stderr.getvalue()
    assert "a line" in log.recent[-1]


def test_writing_goes_on_when_it_is_possible_again(log: Log, tmp_path: Path, qtbot: QtBot) -> None:
    """F69."""
    obstacle = tmp_path / "state"
    obstacle.write_text("")
    log.open(obstacle / "log.txt")
    logger.warning("lost")
    qtbot.waitUntil(lambda: bool(log.trouble))
    obstacle.unlink()
    logger.warning("kept")
    assert written(log, obstacle / "log.txt").count("\n") == 1
    assert log.trouble == ""


def test_the_last_lines_are_at_hand_and_struck_by_keys_that_came_later(log: Log) -> None:
    for number in range(RECENT + 10):
        logger.warning("%d the-later-key", number)
    log.redactor.add(Secret("the-later-key"))
    assert len(log.recent) == RECENT
    assert log.recent[-1].endswith(f"{RECENT + 9} •••")


def test_without_a_console_nothing_is_missing(tmp_path: Path) -> None:
    log = Log(Redactor())
    log.attach("warning", None)
    log.open(tmp_path / "log.txt")
    logger.warning("a line")
    told = written(log, tmp_path / "log.txt")
    log.detach()
    assert "a line" in told


def test_nothing_waits_without_end_where_no_file_is_opened(log: Log) -> None:
    for number in range(log_file._WAITING + 1000):
        log.note(f"{number}")
    assert log._lines.qsize() == log_file._WAITING
