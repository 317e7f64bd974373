"""The folders of this user, by the customs of the operating system (XDG on Linux)."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs

_APP = "avatar-browser"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Paths:
    """Four folders. None is made before :func:`private_folder` is asked for it."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @classmethod
    def of_user(cls) -> Self:
        dirs = PlatformDirs(_APP, appauthor=False)
        return cls(
            config=dirs.user_config_path,
            data=dirs.user_data_path,
            cache=dirs.user_cache_path,
            state=dirs.user_state_path,
        )

    @classmethod
    def under(cls, root: Path) -> Self:
        """All four inside ``root``: for the demo and for tests."""
        return cls(root / "config", root / "data", root / "cache", root / "state")

    def within(self, name: str) -> Self:
        """The same four, each one folder deeper: what the demo keeps stays apart."""
        return type(self)(
            self.config / name, self.data / name, self.cache / name, self.state / name
        )

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def key_notes_file(self) -> Path:
        return self.data / "keys.json"

    @property
    def catalogue_file(self) -> Path:
        return self.data / "catalogue.sqlite3"

    @property
    def marks_file(self) -> Path:
        return self.data / "marks.sqlite3"

    @property
    def salt_file(self) -> Path:
        return self.data / "salt"

    @property
    def playing_file(self) -> Path:
        """There while a preview plays on a card."""
        return self.state / "playing.lock"

    @property
    def log_file(self) -> Path:
        """What this program did; nothing secret is in it."""
        return self.state / "log.txt"

    @property
    def crash_file(self) -> Path:
        """Where the program stood when it crashed."""
        return self.state / "crash.txt"

    @property
    def purges(self) -> Path:
        """Names the providers whose media are still to be looked through."""
        return self.state / "purges"

    @property
    def media(self) -> Path:
        return self.cache / "media"

    @property
    def lent(self) -> Path:
        """Copies of previews that other programs were given in this session."""
        return self.cache / "lent"

    @property
    def colours_file(self) -> Path:
        return self.cache / "colours"


def private_folder(path: Path) -> Path:
    """``path``, made where it is missing and open to its owner only (mode 0700).

    Missing parents are made just as private; parents that exist are left as they are. Raises
    OSError where that cannot be done.
    """
    for folder in reversed([path, *path.parents]):
        if not folder.is_dir():
            folder.mkdir(mode=_PRIVATE, exist_ok=True)
    if stat.S_IMODE(path.stat().st_mode) != _PRIVATE:
        path.chmod(_PRIVATE)
    return path
