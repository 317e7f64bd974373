"""What is kept of one provider's catalogue: read at the start, written as pages arrive."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_browser.domain.avatar import Avatar, AvatarKey, Person
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.services.catalogue_state import Reading
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.keeper import Keeper
from avatar_browser.store.accounts import Account
from avatar_browser.store.catalogue import CatalogueStore
from avatar_browser.store.records import AvatarReader
from avatar_browser.store.stored import KeptPage, Slice, StoredAccount, StreamMark

FIRST_SLICE = 60
"""One or two screens of cards: they are shown before anything else is read."""
SLICE = 400
"""Avatars brought to the GUI thread at once: some milliseconds of its time."""
SLICE_PAUSE_MS = 10
"""Before the next is read, so that the window has both its thread and the interpreter to itself."""
RESUMABLE_FOR = 3600.0
"""Seconds after its begin for which a sync that was cut short is gone on with."""


class _Step(Enum):
    CLOSED = auto()
    READING = auto()
    READ_OUT = auto()


class StoredCopy(QObject):
    """The stored avatars of the key that is in use.

    After :meth:`open`, ``opened`` (StoredAccount) comes first, then ``slice_read`` (Slice) with
    what is shown first. The rest waits for the first look to be over, and ``read_out`` for the
    rest. Avatars of the first slice may come again. Where nothing can be read, or there is no
    keeper, only ``read_out`` comes.
    """

    opened = Signal(object)
    slice_read = Signal(object)
    begun = Signal()
    """Follows the first slice, also where there is nothing in it."""
    read_out = Signal()

    def __init__(
        self,
        provider_id: str,
        keeper: Keeper | None,
        *,
        first_look: FirstLook | None = None,
        wall_clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._provider_id = provider_id
        self._keeper = keeper
        self._first_look = first_look or FirstLook(self)
        self._first_look.over.connect(self._on_first_look_over)
        self._wall_clock = wall_clock
        self._shown_first: Sequence[AvatarKey] = ()
        self._number = 0
        self.close()

    def read_first(self, keys: Sequence[AvatarKey]) -> None:
        """Begin, the next time, with these avatars, of whichever provider: they are in view.

        Else it begins with those that arrived first.
        """
        self._shown_first = keys

    def open(self, key: Secret) -> None:
        """Read what is stored for ``key``, in place of any other."""
        self.close()
        self._step = _Step.READING
        if self._keeper is None:
            self._end()
            return
        number = self._number
        self._keeper.read(
            partial(_account_of, self._provider_id, key),
            owner=self,
            done=partial(self._on_opened, number),
            failed=partial(self._on_failed, number),
        )

    def close(self) -> None:
        """Neither read nor write any more until the next :meth:`open`."""
        self._number += 1  # what is still read then is nobody's
        self._step = _Step.CLOSED
        self._account: Account | None = None
        self._is_unconfirmed = self._has_begun = False
        self._read_on: Callable[[], None] | None = None
        """While the first look lasts."""
        self._marks: dict[str, StreamMark] = {}
        self._synced_at: datetime | None = None

    @property
    def is_reading(self) -> bool:
        return self._step is _Step.READING

    @property
    def is_read_out(self) -> bool:
        return self._step is _Step.READ_OUT

    @property
    def is_opening(self) -> bool:
        """It is being read, and what is shown first is still to come."""
        return self.is_reading and not self._has_begun

    @property
    def is_unconfirmed(self) -> bool:
        """Something was read that no complete sync of this session has confirmed."""
        return self._is_unconfirmed

    @property
    def synced_at(self) -> datetime | None:
        """When the last complete sync ended, in this session or before."""
        return self._synced_at

    def take_marks(self) -> dict[str, StreamMark]:
        """By stream, how far a sync came that was cut short lately; empty the second time."""
        marks, self._marks = self._marks, {}
        return marks

    def begin_sync(self, sync: int) -> None:
        self._write(lambda store, account, at: store.begin_sync(account, sync, at))

    def keep_page(
        self,
        sync: int,
        reading: Reading,
        avatars: Sequence[Avatar] = (),
        people: Sequence[Person] = (),
    ) -> None:
        """What a page brought, as it is held now. Without avatars it keeps the stream's end."""
        page = KeptPage(sync, _mark_of(reading), avatars, people)
        self._write(lambda store, account, at: store.keep_page(account, page, at))

    def keep_avatars(self, avatars: Sequence[Avatar]) -> None:
        self._write(lambda store, account, at: store.keep_avatars(account, avatars, at))

    def keep_denial(self, key: AvatarKey, sync: int) -> None:
        self._write(lambda store, account, at: store.keep_denial(account, key, sync, at))

    def complete_sync(self, sync: int, gone: Sequence[AvatarKey], at: float) -> None:
        self._is_unconfirmed = False
        self._synced_at = datetime.fromtimestamp(at, UTC)
        self._write(lambda store, account, _: store.complete_sync(account, sync, gone, at))

    def _write(self, change: Callable[[CatalogueStore, Account, float], None]) -> None:
        if self._keeper is not None and self._account is not None:
            account, at = self._account, self._wall_clock()
            self._keeper.write(lambda store: change(store, account, at))

    def _on_opened(self, number: int, stored: StoredAccount) -> None:
        if number != self._number:
            return
        now = self._wall_clock()
        self._account = stored.account
        if stored.synced_at is not None:  # never ahead of a clock that was put back
            self._synced_at = datetime.fromtimestamp(min(stored.synced_at, now), UTC)
        if stored.sync > stored.complete_sync and 0 <= now - stored.begun_at <= RESUMABLE_FOR:
            self._marks = {mark.name: mark for mark in stored.marks}
        self.opened.emit(stored)
        shown_first, self._shown_first = self._shown_first, ()
        reader = AvatarReader(stored.people)
        keys = [key for key in shown_first if key.provider == self._provider_id]
        if shown_first and not keys and stored.sync:
            self._on_slice(number, reader, Slice((), 0))
        else:
            self._read(number, reader, partial(_first_of, stored.account, reader, keys))

    def _read(
        self, number: int, reader: AvatarReader, look: Callable[[CatalogueStore], Slice]
    ) -> None:
        if self._keeper is not None and number == self._number:
            self._keeper.read(
                look,
                owner=self,
                done=partial(self._on_slice, number, reader),
                failed=partial(self._on_failed, number),
            )

    def _on_slice(self, number: int, reader: AvatarReader, found: Slice) -> None:
        if number != self._number:
            return
        if found.avatars:
            self._is_unconfirmed = True
            self.slice_read.emit(found)
        if not self._has_begun:
            self._has_begun = True
            self.begun.emit()
        read_on = partial(self._go_on, number, reader, found.last)
        if self._first_look.is_over or (found.last is None and not self._is_unconfirmed):
            read_on()
        else:
            self._read_on = read_on

    def _go_on(self, number: int, reader: AvatarReader, after: int | None) -> None:
        if number != self._number or self._account is None:
            return
        if after is None:
            self._end()
            return
        look = partial(_slice_of, self._account, reader, after, SLICE)
        QTimer.singleShot(SLICE_PAUSE_MS, self, partial(self._read, number, reader, look))

    def _on_first_look_over(self) -> None:
        read_on, self._read_on = self._read_on, None
        if read_on is not None:
            read_on()

    def _on_failed(self, number: int, _trouble: Problem) -> None:
        """The keeper has told of it; what could not be read is read from the provider."""
        if number == self._number:
            self._end()

    def _end(self) -> None:
        self._step = _Step.READ_OUT
        self.read_out.emit()


def reading_from(mark: StreamMark | None, reading: Reading) -> Reading:
    """``reading`` as it was when ``mark`` was made of it."""
    if mark is not None:
        reading.cursor = mark.cursor
        reading.pages = mark.pages
        reading.avatars = mark.avatars
        reading.skipped = mark.skipped
        reading.total = mark.total
        reading.complete = mark.complete
        reading.is_from_before = mark.cursor is not None
    return reading


def _mark_of(reading: Reading) -> StreamMark:
    return StreamMark(
        reading.stream.name,
        reading.cursor,
        reading.pages,
        reading.avatars,
        reading.skipped,
        reading.total,
        reading.complete,
    )


def _account_of(provider_id: str, key: Secret, store: CatalogueStore) -> StoredAccount:
    return store.read_account(store.account(provider_id, key))


def _first_of(
    account: Account, reader: AvatarReader, keys: Sequence[AvatarKey], store: CatalogueStore
) -> Slice:
    """Those of ``keys``, or where there is none, those that arrived first."""
    found = store.read_these(account, reader, keys)
    return found if found.avatars else store.read_slice(account, reader, 0, FIRST_SLICE)


def _slice_of(
    account: Account, reader: AvatarReader, after: int, most: int, store: CatalogueStore
) -> Slice:
    return store.read_slice(account, reader, after, most)
