"""The user's marks on disk: what nobody could tell again if it were lost."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import StoreTrouble
from avatar_browser.domain.mark_book import Cell, Cells, Kind, Value
from avatar_browser.domain.marks import Label
from avatar_browser.store.database import BUSY_SECONDS, Database, open_database
from avatar_browser.store.marks_schema import MARKS

_READ = {
    Kind.STAR: "SELECT '', provider, catalogue, id, CAST(at AS INTEGER) FROM stars",
    Kind.NOTE: "SELECT '', provider, catalogue, id, CAST(text AS TEXT) FROM notes",
    Kind.COPY: "SELECT '', provider, catalogue, id, CAST(at AS INTEGER) FROM copies",
    Kind.LIST: "SELECT name, '', '', '', CAST(at AS INTEGER) FROM shortlists",
    Kind.ENTRY: "SELECT shortlist, provider, catalogue, id, CAST(at AS INTEGER) FROM entries",
}
_SET = {
    Kind.STAR: "REPLACE INTO stars VALUES (:provider, :catalogue, :id, :value)",
    Kind.NOTE: "REPLACE INTO notes VALUES (:provider, :catalogue, :id, :value)",
    Kind.COPY: "REPLACE INTO copies VALUES (:provider, :catalogue, :id, :value)",
    Kind.LIST: "REPLACE INTO shortlists VALUES (:shortlist, :value)",
    Kind.ENTRY: "REPLACE INTO entries VALUES (:shortlist, :provider, :catalogue, :id, :value)",
}
_UNSET = {
    Kind.STAR: "DELETE FROM stars WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)",
    Kind.NOTE: "DELETE FROM notes WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)",
    Kind.COPY: "DELETE FROM copies WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)",
    Kind.LIST: "DELETE FROM shortlists WHERE name = :shortlist",
    Kind.ENTRY: "DELETE FROM entries WHERE (shortlist, provider, catalogue, id)"
    " = (:shortlist, :provider, :catalogue, :id)",
}
_FORGET_LABEL = """
    DELETE FROM labels WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)
    AND NOT EXISTS (
        SELECT 1 FROM stars WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)
        UNION ALL
        SELECT 1 FROM notes WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)
        UNION ALL
        SELECT 1 FROM copies WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)
        UNION ALL
        SELECT 1 FROM entries WHERE (provider, catalogue, id) = (:provider, :catalogue, :id)
    )
"""


@dataclass(frozen=True, slots=True)
class StoredMarks:
    cells: Cells
    labels: Mapping[AvatarKey, Label]


class MarksStore:
    """The open file, for the thread that opened it.

    Every method may raise StoreTrouble. A change is on the disk, power cut or not, once the method
    has returned, as a whole or not at all, and may be made twice without harm.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def writable(self) -> bool:
        return self._database.writable

    def close(self) -> None:
        self._database.close()

    def read(self) -> StoredMarks:
        cells: dict[Cell, Value] = {}
        for kind, statement in _READ.items():
            for shortlist, provider, catalogue, avatar_id, value in self._database.rows(statement):
                cells[Cell(kind, AvatarKey(provider, catalogue, avatar_id), shortlist)] = value
        rows = self._database.rows(
            "SELECT provider, catalogue, id, copy_id, name, variant FROM labels"
        )
        return StoredMarks(cells, {AvatarKey(*row[:3]): Label(*row[3:]) for row in rows})

    def put(self, cells: Cells, labels: Mapping[AvatarKey, Label]) -> None:
        """Set just these cells: what another program has set meanwhile stays.

        The label of an avatar that nothing is said of any more goes.
        """
        with self._database.writing() as connection:
            for cell, value in cells.items():
                statements = _UNSET if value is None else _SET
                connection.execute(statements[cell.kind], _values(cell, value))
            connection.executemany(
                "REPLACE INTO labels VALUES (?, ?, ?, ?, ?, ?)",
                ((k.provider, k.catalogue, k.id, *astuple(label)) for k, label in labels.items()),
            )
            emptied = (cell for cell, value in cells.items() if value is None)
            connection.executemany(_FORGET_LABEL, map(_values, emptied))


def _values(cell: Cell, value: Value = None) -> dict[str, Value]:
    key = cell.key
    return {
        "shortlist": cell.shortlist,
        "provider": key.provider,
        "catalogue": key.catalogue,
        "id": key.id,
        "value": value,
    }


@dataclass(frozen=True, slots=True)
class OpenedMarks:
    """``store`` is None where nothing can be kept or read; ``trouble`` is for the user."""

    store: MarksStore | None
    trouble: StoreTrouble | None = None


def open_marks(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> OpenedMarks:
    """The marks stored at ``path``. Raises nothing."""
    opened = open_database(path, MARKS, busy_seconds=busy_seconds)
    store = MarksStore(opened.database) if opened.database is not None else None
    return OpenedMarks(store, opened.trouble)
