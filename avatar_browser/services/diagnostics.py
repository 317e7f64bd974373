"""What can be told about this program to somebody who is to help: shown first, sent nowhere."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from stat import S_ISREG

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.text import displayable_lines
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.crash_guard import crash_text
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.exports import LATE, write_failure
from avatar_browser.services.keys import KeyService
from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.services.versions import library_versions, program_versions
from avatar_browser.store.atomic import write_atomically
from avatar_browser.store.credentials import found_backend
from avatar_browser.store.log_file import Log
from avatar_browser.store.paths import Paths

Section = tuple[str, Sequence[str]]
"""A heading and the lines below it."""

# Looks at folders and asks for the keyring: either may hang.
_DEADLINE = 5.0
_MOST_CRASH_LINES = 300
_MOST_FILES = 200_000
_LONGEST = 400_000
_VARIABLES = ("QT_", "AVATAR_BROWSER_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_PLAIN_SETTINGS = ("theme", "card_width", "fit_pictures", "warm_up", "hover_preview")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the facts come from."""

    specs: Sequence[ProviderSpec]
    catalogues: Sequence[Catalogue]
    keys: KeyService
    settings: SettingsKeeper
    paths: Paths
    log: Log
    environment: Mapping[str, str]


class Diagnostics(QObject):
    """Collects the facts as they are at that moment, and writes what the user has seen of them.

    No key is in them, nor a part of one, no name of an avatar, nothing that was searched for, and
    nothing of what the user wrote.
    """

    collected = Signal(str)
    """The whole text, as it would be written."""
    written = Signal(Path)
    failed = Signal(Problem)

    def __init__(
        self, sources: Sources, dispatcher: Dispatcher, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._dispatcher = dispatcher

    def collect(self) -> None:
        """:attr:`collected` follows, after some seconds where a disk or the keyring is mute."""
        now = self._sections_now()
        self._dispatcher.run_blocking(
            partial(_slow_sections, self._sources.paths),
            owner=self,
            done=lambda slow: self._tell([*now, *slow]),
            failed=lambda problem: self._tell([*now, ("Keyring and files", [problem.code])]),
            deadline=_DEADLINE,
            late=Problem(code=f"no answer in {_DEADLINE:.0f} seconds"),
        )

    def write(self, text: str, path: Path) -> None:
        """``text``, which the user has seen. One of ``written`` and ``failed`` follows."""
        self._dispatcher.run_blocking(
            partial(_write, text, path),
            owner=self,
            done=lambda _: self.written.emit(path),
            failed=self.failed.emit,
            deadline=60.0,
            late=Problem(LATE, code="deadline"),
        )

    def _tell(self, sections: Sequence[Section]) -> None:
        log = self._sources.log
        last = ("Log, its last lines", log.recent or ["nothing"])
        self.collected.emit(log.redactor.redacted(as_text([*sections, last])))

    def _sections_now(self) -> list[Section]:
        sources = self._sources
        trouble = sources.log.trouble
        return [
            ("Avatar Browser", [*program_versions(), f"Collected {_time(datetime.now(UTC))}"]),
            ("Libraries", library_versions()),
            *((spec.name, self._provider_lines(spec)) for spec in sources.specs),
            ("Settings", self._settings_lines()),
            ("Variables that are set", _variable_lines(sources)),
            ("Log file", [f"not written: {trouble}" if trouble else "written"]),
        ]

    def _provider_lines(self, spec: ProviderSpec) -> list[str]:
        key = self._sources.keys.state(spec.id)
        state = next(c.state for c in self._sources.catalogues if c.provider_id == spec.id)
        counts = f"{state.count:,} avatars, {state.skipped:,} records skipped"
        synced = _time(state.synced_at) if state.synced_at else "never"
        where = ", what is held is from before" if state.is_offline_copy else ""
        lines = [
            f"Key: {key.source.value}{_backend(key.backend)}{_problem(key.problem)}",
            f"Catalogue: {state.phase.name.lower()}, {counts}{_problem(state.problem)}",
            f"Read whole: {synced}{where}",
        ]
        lines += [
            f"Ended early: {failure.stream}, page {failure.page:,}{_problem(failure.problem)}"
            for failure in state.failures
        ]
        return lines

    def _settings_lines(self) -> list[str]:
        settings = self._sources.settings.settings
        lines = [f"{name}: {getattr(settings, name)}" for name in _PLAIN_SETTINGS]
        changed = [spec.name for spec in self._sources.specs if spec.id in settings.base_urls]
        return [*lines, f"addresses other than a service's own: {', '.join(changed) or 'none'}"]


def as_text(sections: Sequence[Section]) -> str:
    """Plain text; what comes from outside can neither be a heading nor steer a terminal."""
    blocks = ("\n".join([f"## {title}", *_shown(lines)]) for title, lines in sections)
    return displayable_lines("\n\n".join(blocks), _LONGEST) + "\n"


def _shown(lines: Sequence[str]) -> list[str]:
    return ["  " + line.replace("\n", "\n  ") for line in lines] or ["  none"]


def _problem(problem: Problem | None) -> str:
    return f"; {problem.code or type(problem).__name__}: {problem}" if problem else ""


def _backend(name: str) -> str:
    return f" ({name})" if name else ""


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")


def _variable_lines(sources: Sources) -> list[str]:
    """Names alone: a proxy's address can hold a password."""
    keys = tuple(spec.key_variable for spec in sources.specs)
    return sorted(n for n in sources.environment if n.upper().startswith((*_VARIABLES, *keys)))


def _slow_sections(paths: Paths) -> list[Section]:
    files = {
        "Settings": paths.settings_file,
        "Catalogue": paths.catalogue_file,
        "Marks": paths.marks_file,
        "Pictures and clips": paths.media,
        "Log": paths.log_file,
    }
    return [
        ("Keyring", [found_backend()]),
        ("Files", [f"{name}: {path} ({_size(path)})" for name, path in files.items()]),
        ("Last crash of the native code", _crash_lines(paths.crash_file)),
    ]


def _crash_lines(path: Path) -> list[str]:
    """When, and where each thread stood."""
    begin = "Fatal Python error"
    before, found, last = crash_text(path).rpartition(begin)
    if not found:
        return last.splitlines()[:_MOST_CRASH_LINES]
    lines = f"{begin}{last}".splitlines()[:_MOST_CRASH_LINES]
    with suppress(OSError):
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        lines.insert(0, f"{_time(when)}, {before.count(begin):,} before it")
    return lines


def _size(path: Path) -> str:
    """Of a file, or of all files in a folder."""
    count = total = 0
    try:
        for file in path.rglob("*") if path.is_dir() else [path]:
            with suppress(FileNotFoundError):  # thrown out of the cache meanwhile
                facts = file.stat()
                if S_ISREG(facts.st_mode):
                    total += facts.st_size
                    count += 1
            if count >= _MOST_FILES:
                break
    except OSError as error:
        return error.strerror or type(error).__name__
    if not count:
        return "not there"
    return f"{total / 1_000_000:,.1f} MB" + (f" in {count:,} files" if path.is_dir() else "")


def _write(text: str, path: Path) -> None:
    try:
        write_atomically(path, text.encode(errors="replace"), private=False)
    except OSError as error:
        raise Problem(write_failure(error, "saved"), code="diagnostics") from error
