"""What the user has set, in one JSON file. Nothing secret is ever in it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.store.atomic import write_atomically

_log = logging.getLogger(__name__)


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class TabState:
    """How a tab was left. Words that a newer or an older program does not know are no damage.

    ``choices`` maps facets to the values that are ticked. ``columns`` is base64, as Qt gives it.
    ``people``: each person once, or the looks of the one whose look is ``opened``. ``top`` is the
    first avatar in view and ``top_cut`` how many pixels of it are above the view; it is None at
    the very top.
    """

    query: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    view: str = ""
    columns: str = ""
    people: bool = False
    opened: AvatarKey | None = None
    current: AvatarKey | None = None
    selected: tuple[AvatarKey, ...] = ()
    top: AvatarKey | None = None
    top_cut: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """``base_urls`` maps a provider's id to the address used in place of its own.

    ``window_geometry`` and ``window_state`` are base64, as Qt gives them; ``current_tab`` is a
    tab's id, and ``tabs`` are by those. ``first_screen`` are the avatars that were in view in that
    tab, and as many after them: they are read first. ``card_width`` is in pixels, 0 for the usual
    one. An empty text means "not set". ``proxy`` is empty for the system's, ``"none"`` or an
    address without user name and password. ``hover_preview`` is None as long as nobody chose: the
    platform does.
    """

    base_urls: Mapping[str, str] = field(default_factory=dict)
    window_geometry: str = ""
    window_state: str = ""
    current_tab: str = ""
    tabs: Mapping[str, TabState] = field(default_factory=dict)
    first_screen: tuple[AvatarKey, ...] = ()
    card_width: int = 0
    theme: Theme = Theme.SYSTEM
    muted: bool = False
    volume: int = 100
    loop: bool = True
    hover_preview: bool | None = None
    warm_up: bool = True
    fit_pictures: bool = False
    proxy: str = ""


class SettingsFile:
    """Reads and writes the settings. ``trouble`` is a sentence for the user, mostly empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""

    @property
    def corrupt_copy(self) -> Path:
        """Where the last file that could not be read whole is kept."""
        return self._path.with_name(self._path.name + ".corrupt")

    def load(self) -> Settings:
        """The settings; defaults for what is missing or cannot be read. Never raises."""
        self.trouble = ""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self._report(
                "The settings could not be read, so that defaults are used: make Avatar Browser's"
                " configuration folder readable, then start it again.",
                error,
            )
            return Settings()
        settings, whole = _decoded(data)
        if not whole:
            self._keep_copy(data)
        return settings

    def save(self, settings: Settings) -> None:
        """Raises OSError; the file then is what it was."""
        text = msgspec.json.format(msgspec.json.encode(settings), indent=2)
        write_atomically(self._path, text + b"\n")

    def _keep_copy(self, data: bytes) -> None:
        self._report(
            "The settings file was damaged, so that defaults are used for what could not be read:"
            f" set that again, a copy of the file is kept as {self.corrupt_copy.name}.",
        )
        try:
            write_atomically(self.corrupt_copy, data)
        except OSError as error:
            self._report(
                "The settings file was damaged and no copy could be kept, so that defaults are"
                " used: set again what you miss.",
                error,
            )

    def _report(self, sentence: str, error: OSError | None = None) -> None:
        self.trouble = sentence
        _log.warning("%s (%s: %s)", sentence, self._path, error or "not valid")


def _decoded(data: bytes) -> tuple[Settings, bool]:
    """The settings in ``data``, and whether every field of it could be read."""
    try:
        record = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Settings(), False
    if not isinstance(record, dict):
        return Settings(), False
    hints = get_type_hints(Settings)
    values: dict[str, Any] = {}
    bad = False
    for name in (f.name for f in fields(Settings) if f.name in record):
        try:
            values[name] = msgspec.convert(record[name], hints[name])
        except msgspec.ValidationError:
            bad = True
    return Settings(**values), not bad
