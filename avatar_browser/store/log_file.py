"""The log: redacted where it is formatted, kept in a file of this user's that cannot grow."""

import logging
import os
import queue
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from typing_extensions import override

from avatar_browser.domain.redaction import Redactor
from avatar_browser.domain.text import displayable_lines
from avatar_browser.store.paths import private_folder

MOST_BYTES = 1_000_000
"""Of one file; the present one and those before it are ``FILES`` together."""
FILES = 3
RECENT = 200
_LONGEST = 20_000
_WAITING = 10_000
# More than any form of a key: where a text is cut, half a key may stand, which nothing strikes.
_MARGIN = 4000
_PRIVATE = 0o600
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
# Their lines hold addresses, headers and what goes over D-Bus; nobody can act on them here.
_TALKATIVE = ("httpx", "httpcore", "hpack", "jeepney", "secretstorage", "keyring", "asyncio")


class RedactingFormatter(logging.Formatter):
    """Rule R11: strikes the finished text, so that a traceback is struck as well.

    A record stays one record to the eye: its further lines are indented, and what a service sent
    can neither steer a terminal nor look like a line of ours.
    """

    def __init__(self, form: str, redactor: Redactor) -> None:
        super().__init__(form)
        self._redactor = redactor

    @override
    def format(self, record: logging.LogRecord) -> str:
        # Without what another handler has made of the traceback and left in the record.
        kept, record.exc_text = record.exc_text, None
        try:
            text = super().format(record)
        finally:
            record.exc_text = kept
        told = self._redactor.redacted(text[: 2 * _LONGEST])
        if len(text) > 2 * _LONGEST:
            told = told[:-_MARGIN]
        return displayable_lines(told, _LONGEST).replace("\n", "\n    ")


class Log:
    """What this process logs. Nothing is attached to logging before :meth:`attach`."""

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor
        self.trouble = ""
        """Why nothing is written to the file, in half a sentence; empty while it is."""
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._handlers: list[logging.Handler] = []

    @property
    def recent(self) -> list[str]:
        """The last lines, redacted once more by the keys that are known by now."""
        return [self.redactor.redacted(line) for line in self._recent.copy()]

    def attach(self, level: str, stderr: TextIO | None) -> None:
        """Take every record of ``level`` to stderr, and those from INFO on for the file."""
        shown, noted = logging.getLevelNamesMapping()[level.upper()], logging.INFO
        self._add(_Lines(self), min(shown, noted), "%(asctime)s %(levelname)s %(name)s %(message)s")
        if stderr is not None:  # as in a program without a console
            self._add(_Stream(stderr), shown, "%(levelname)s %(name)s %(message)s")
        logging.getLogger().setLevel(min(shown, noted))
        logging.captureWarnings(True)
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)

    def detach(self) -> None:
        """For tests: what is logged after this is printed by nobody of ours."""
        logging.captureWarnings(False)
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
        self._handlers.clear()

    def open(
        self, path: Path, on_change: Callable[[OSError | None], object] = lambda _: None
    ) -> None:
        """Write to ``path`` from now on, on a thread of its own, what was logged before as well.

        Only the process that has the folder may do so: two would rotate each other's file.
        ``on_change`` is told on that thread how it went with the first line, and whenever it goes
        otherwise than with the one before: why a line could not be written, None where it was.
        """
        self._thread = threading.Thread(
            target=self._write_on, args=(path, on_change), name="log", daemon=True
        )
        self._thread.start()

    def finish(self, timeout: float) -> bool:
        """Write what is left; whether ``timeout`` seconds were enough. The file ends there."""
        self._lines.put(None)
        if self._thread is not None:
            self._thread.join(timeout)
        return self._thread is None or not self._thread.is_alive()

    def note(self, line: str) -> None:
        """On any thread; ``line`` is redacted."""
        self._recent.append(line)
        if self._lines.qsize() < _WAITING:  # else the disk is mute, or no file was opened
            self._lines.put(line)

    def _add(self, handler: logging.Handler, level: int, form: str) -> None:
        handler.setLevel(level)
        handler.setFormatter(RedactingFormatter(form, self.redactor))
        logging.getLogger().addHandler(handler)
        self._handlers.append(handler)

    def _write_on(self, path: Path, on_change: Callable[[OSError | None], object]) -> None:
        """As long as anything comes. A disk that is full for a while loses what came meanwhile."""
        is_known = False
        while (line := self._lines.get()) is not None:
            failure = _failure(path, line)
            trouble = (failure.strerror or type(failure).__name__) if failure else ""
            has_changed = not is_known or trouble != self.trouble
            is_known, self.trouble = True, trouble
            if has_changed:
                on_change(failure)


class _Lines(logging.Handler):
    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    @override
    def emit(self, record: logging.LogRecord) -> None:
        # What cannot be formatted is told by nobody: logging's own words would hold its values.
        with suppress(Exception):
            self._log.note(self.format(record))


class _Stream(logging.StreamHandler[TextIO]):
    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: logging would print the record's arguments, which are not redacted."""


def _failure(path: Path, line: str) -> OSError | None:
    """Why ``line`` could not be written; None where it was."""
    try:
        _append(path, line)
    except OSError as error:
        return error
    return None


def _append(path: Path, line: str) -> None:
    data = f"{line}\n".encode(errors="replace")
    with suppress(FileNotFoundError):
        if path.stat().st_size + len(data) > MOST_BYTES:
            _rotate(path)
    private_folder(path.parent)
    descriptor = os.open(path, _APPEND, _PRIVATE)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)


def _rotate(path: Path) -> None:
    names = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, FILES))]
    for older, newer in zip(reversed(names), reversed(names[:-1]), strict=False):
        with suppress(FileNotFoundError):
            newer.replace(older)
