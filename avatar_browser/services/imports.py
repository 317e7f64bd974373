"""Lists of avatars, read from files that the user names, into shortlists."""

import errno
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.importing import SIZE_LIMIT, Row, listing_of
from avatar_browser.domain.marks import Entry, Markable
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.marks import Marks

# The folder may be another computer's, which may never answer.
_DEADLINE = 60.0
_REASONS: Mapping[int | None, str] = {
    errno.EACCES: "That file cannot be read",
    errno.EPERM: "That file cannot be read",
    errno.ENOENT: "That file is not there any more",
    errno.EISDIR: "That is a folder, no file",
}


_CHOOSE = ", so nothing was imported: choose another one."


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file names. ``unknown``: how many of them no catalogue holds."""

    avatars: list[Markable]
    notes: dict[AvatarKey, str]
    unknown: int
    skipped: int


class Imports(QObject):
    """Reads and matches each file away from the GUI thread.

    An avatar is found by the id that is copied, else by that of its catalogue. One that no
    catalogue holds is taken in too, under the name that the file gives it.
    """

    failed = Signal(Problem)
    """Nothing was taken in. Otherwise the marks tell of it, and it can be undone."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        marks: Marks,
        catalogues: Sequence[Catalogue],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._marks = marks
        self._catalogues = catalogues

    def read(self, path: Path, shortlist: str) -> None:
        """Take what ``path`` names into ``shortlist``, which is made where it is missing."""
        held = [tuple(catalogue.avatars) for catalogue in self._catalogues]
        self._dispatcher.run_blocking(
            partial(_found_in, path, held),
            owner=self,
            done=partial(self._on_found, shortlist),
            failed=self.failed.emit,
            deadline=_DEADLINE,
            late=Problem(
                "The file was not read within a minute: choose one on this computer.",
                code="deadline",
            ),
        )

    def _on_found(self, shortlist: str, found: _Found) -> None:
        remark = _counted(found.unknown, "is not known here", "are not known here")
        remark += _counted(found.skipped, "line was skipped", "lines were skipped")
        self._marks.take_in(shortlist, found.avatars, found.notes, remark)


def _counted(number: int, one: str, many: str) -> str:
    return f" {number:,} {one if number == 1 else many}." if number else ""


def _found_in(path: Path, held: Sequence[Sequence[Avatar]]) -> _Found:
    listing = listing_of(_read(path))
    if not listing.rows:
        raise Problem(
            "No avatar was found in that file: choose an export of this program or a list of IDs.",
            code="import",
        )
    index = _indexed({row.id for row in listing.rows}, held)
    avatars: dict[AvatarKey, Markable] = {}
    notes: dict[AvatarKey, str] = {}
    unknown = 0
    for row in listing.rows:
        avatar = next((a for a in index.get(row.id, []) if _may_be(row, a)), None) or _entry(row)
        unknown += isinstance(avatar, Entry)
        avatars[avatar.key] = avatar
        notes.setdefault(avatar.key, row.note)
    return _Found([*avatars.values()], notes, unknown, listing.skipped)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = _REASONS.get(error.errno, "The file could not be read")
        detail = error.strerror or str(error)
        raise Problem(f"{reason}{_CHOOSE}", code="import", detail=detail) from error
    if len(data) > SIZE_LIMIT:
        raise Problem(f"That file is larger than 64 MB{_CHOOSE}", code="import size")
    return data


def _indexed(wanted: set[str], held: Sequence[Iterable[Avatar]]) -> dict[str, list[Avatar]]:
    """The avatars that have one of the wanted ids; those that are copied by it come first."""
    copied: dict[str, list[Avatar]] = {}
    listed: dict[str, list[Avatar]] = {}
    for avatars in held:
        for avatar in avatars:
            copy_id = avatar.copy_id
            if copy_id in wanted:
                copied.setdefault(copy_id, []).append(avatar)
            if avatar.key.id in wanted:
                listed.setdefault(avatar.key.id, []).append(avatar)
    return {each: copied.get(each, []) + listed.get(each, []) for each in wanted}


def _may_be(row: Row, avatar: Avatar) -> bool:
    return not row.provider or row.provider == avatar.key.provider


def _entry(row: Row) -> Entry:
    return Entry(AvatarKey(row.provider, "", row.id), row.id, row.name or row.id, row.variant)
