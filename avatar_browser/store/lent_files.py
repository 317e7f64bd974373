"""Files for other programs: by an ending they know, and not the cache's own."""

import filecmp
import logging
from pathlib import Path

from avatar_browser.store.atomic import AtomicFile

_log = logging.getLogger(__name__)
_STEP = 2**20


class LentFiles:
    """A folder of copies that last until it is cleared. Every method works on the disk.

    Copies, no links: a program that changes what it was given changes nothing in the cache, and
    the cache may drop its file while the copy is still open elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lend(self, source: Path, name: str) -> Path:
        """The copy of ``source`` called ``name``, which is one path component. Raises OSError.

        One that is there already is left alone: a player may have it open.
        """
        target = self._folder / name
        if target.is_file() and filecmp.cmp(source, target, shallow=False):
            return target
        with source.open("rb") as file, AtomicFile(target, durable=False) as copy:
            while data := file.read(_STEP):
                copy.write(data)
            copy.commit()
        return target

    def clear(self) -> None:
        """What another program has open may stay where the system keeps it (Windows)."""
        try:
            for path in list(self._folder.iterdir()):
                _remove(path)
        except FileNotFoundError:
            return  # nothing was ever lent
        except OSError as error:
            _log.debug("What was lent cannot be listed: %s", error)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.debug("Not removed from what was lent: %s", error)
