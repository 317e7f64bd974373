"""What a folder of ours holds, oldest first when sorted."""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from avatar_browser.store.atomic import PART_SUFFIX

BESIDE = "~"
"""Between the name of a file and that of what is kept beside it."""
_PART_LIFETIME = 3600.0


@dataclass(frozen=True, slots=True, order=True)
class StoredFile:
    """``used`` is the time of last change in unix seconds, ``size`` is in bytes."""

    used: float
    size: int
    path: Path


def stored_files(folder: Path) -> Iterator[StoredFile]:
    """The files below ``folder``, which may vanish at any time; none where it does not exist.

    Parts of files that a crash left an hour ago or earlier are deleted on the way.
    """
    try:
        with os.scandir(folder) as listing:
            found = list(listing)
    except FileNotFoundError:
        return
    for item in found:
        if item.is_dir(follow_symlinks=False):
            yield from stored_files(Path(item.path))
            continue
        try:
            facts = item.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if not item.name.endswith(PART_SUFFIX):
            yield StoredFile(facts.st_mtime, facts.st_size, Path(item.path))
        elif time.time() - facts.st_mtime > _PART_LIFETIME:
            Path(item.path).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, order=True)
class StoredBundle:
    """A file with all that is kept beside it, whether it is still there or not.

    ``used`` is the latest of their times, ``size`` the sum of their sizes.
    """

    used: float
    size: int
    path: Path
    beside: tuple[Path, ...] = ()


def bundled(files: Iterable[StoredFile]) -> list[StoredBundle]:
    """Oldest first: what one of them is used for, all are."""
    groups: dict[Path, list[StoredFile]] = {}
    for file in files:
        name = file.path.name.partition(BESIDE)[0]
        groups.setdefault(file.path.with_name(name), []).append(file)
    return sorted(
        StoredBundle(
            max(file.used for file in group),
            sum(file.size for file in group),
            path,
            tuple(file.path for file in group if file.path != path),
        )
        for path, group in groups.items()
    )
