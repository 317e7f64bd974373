"""The avatars of one provider: those stored on this computer at once, then as they arrive."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.sightings import Sightings
from avatar_browser.domain.standing import Standing
from avatar_browser.providers.protocol import Page
from avatar_browser.services.catalogue_state import (
    CatalogueState,
    Reading,
    state_before_reading,
    state_of,
)
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.holdings import Change, Holdings
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.stored_copy import StoredCopy, reading_from
from avatar_browser.services.sync import Sync
from avatar_browser.store.stored import Slice, StoredAccount


class Catalogue(QObject):
    """Shows what is stored for the key in use, then reads all streams side by side and keeps it.

    What is held stays, whatever happens after it, until the provider's key changes: that cancels,
    clears and begins anew with what is stored for the other key. An avatar that the provider no
    longer lists stays too; its standing tells since when.

    ``avatars_added`` and ``avatars_changed`` carry lists of Avatar; ``state_changed`` follows them
    and means that :attr:`state` is another one. ``standings_changed`` carries a list of the
    AvatarKeys of held avatars that are gone, or back, since the last one.
    """

    avatars_added = Signal(list)
    avatars_changed = Signal(list)
    standings_changed = Signal(object)
    cleared = Signal()
    restoring_progressed = Signal()
    """:attr:`is_opening` or :attr:`is_restoring` is over."""
    state_changed = Signal()

    def __init__(
        self,
        provider_id: str,
        sessions: Sessions,
        dispatcher: Dispatcher,
        *,
        keeper: Keeper | None = None,
        first_look: FirstLook | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Without a ``keeper`` nothing is stored."""
        super().__init__(parent)
        self.provider_id = provider_id
        self._sessions = sessions
        self._wall_clock = wall_clock
        self._holdings = Holdings()
        self._sightings = Sightings()
        self._copy = StoredCopy(
            provider_id, keeper, first_look=first_look, wall_clock=wall_clock, parent=self
        )
        self._copy.opened.connect(self._on_copy_opened)
        self._copy.slice_read.connect(self._on_slice_read)
        self._copy.begun.connect(self.restoring_progressed)
        self._copy.read_out.connect(self._on_copy_read_out)
        self._sync = Sync(dispatcher, clock, self)
        self._sync.page_arrived.connect(self._on_page_arrived)
        self._sync.stream_completed.connect(self._on_stream_completed)
        self._sync.changed.connect(self._publish)
        self._stopped = False
        self._is_anew = False
        self._unresolved: Problem | None = None
        sessions.item_unknown.connect(self._on_item_unknown, Qt.ConnectionType.QueuedConnection)
        sessions.session_changed.connect(self._on_session_changed)
        sessions.wait_begun.connect(self._on_wait_begun, Qt.ConnectionType.QueuedConnection)
        self._state = self._present_state()

    @property
    def state(self) -> CatalogueState:
        return self._state

    @property
    def avatars(self) -> Sequence[Avatar]:
        """As they were read and came. Not to be changed; it grows as pages come."""
        return self._holdings.avatars

    @property
    def is_opening(self) -> bool:
        """What is stored is being read, and what is shown first of it is still to come."""
        return self._copy.is_opening

    @property
    def is_restoring(self) -> bool:
        """What is stored is being read."""
        return self._copy.is_reading

    def read_first(self, keys: Sequence[AvatarKey]) -> None:
        """Begin with these avatars, of whichever provider, when what is stored is read next."""
        self._copy.read_first(keys)

    def avatar(self, key: AvatarKey) -> Avatar | None:
        return self._holdings.avatar(key)

    def facts(self, key: AvatarKey) -> Standing:
        """An empty Standing for an avatar that is not held."""
        return self._sightings.standing(key)

    def position(self, key: AvatarKey) -> float:
        """The avatar's number in the order in which all that is stored has arrived, of whichever
        provider; infinite for what came since."""
        return self._sightings.position(key)

    def load(self) -> None:
        """Read from the first page on; nothing is taken away. No effect while it is being read.

        The first time, what is stored comes before it, and a sync that was cut short lately is
        gone on with.
        """
        if self._sync.is_busy:
            return
        self._stopped = False
        self._unresolved = None
        self._sessions.trust(self.provider_id)
        key = self._sessions.key(self.provider_id)
        if self._copy.is_read_out:
            self._begin()
        elif key is not None and not self._copy.is_reading:
            self._copy.open(key)
        self._publish()

    def load_anew(self) -> None:
        """As :meth:`load`, but whatever is being read or was cut short is begun anew, and details
        count as not asked for. Nothing is taken away, whether it succeeds or fails.
        """
        self._sync.cancel()
        self._is_anew = True
        self._announce(self._holdings.forget_details())
        self.load()

    def retry(self) -> None:
        """Go on with what failed or was stopped, each stream after the last page it brought."""
        self._unresolved = None
        self._sessions.trust(self.provider_id)
        self._go_on()

    def _go_on(self) -> None:
        if self._sync.readings:
            self._stopped = False
            self._sync.resume_idle()
            self._publish()
        else:
            self.load()

    def heal(self) -> None:
        """As :meth:`retry`, but unbidden: no effect unless reading failed for a reason that may be
        past by now, and what was wrong goes on being told until something arrives."""
        if self._state.is_to_heal:
            self._unresolved = self._state.problem
            self._go_on()

    def stop(self) -> None:
        """Read no further; what has arrived stays, and :meth:`retry` goes on from there."""
        if self._copy.is_reading or self._sync.is_busy:
            self._sync.cancel()
            self._stopped = True
            self._publish()

    @Slot(object)
    def update(self, avatar: Avatar) -> None:
        """Take in a newer record of an avatar that is held; any other is left alone."""
        if self._holdings.avatar(avatar.key) is not None:
            change = self._holdings.take([avatar])
            self._copy.keep_avatars([self._holdings.to_keep(a.key) for a in change.changed])
            self._announce(change)

    def hold(self, avatar: Avatar) -> None:
        """Show an avatar that was asked for by its id, until the program ends.

        It is not stored, and neither new nor ever gone, until the provider lists it.
        """
        if self._holdings.avatar(avatar.key) is not None:
            self.update(avatar)
        else:
            self._announce(self._holdings.take([avatar]))
            self._publish()

    def _begin(self) -> None:
        """Read all streams: where a stored sync was cut short, else in a new one."""
        marks = self._copy.take_marks()
        if self._is_anew:
            self._is_anew = False
            marks = {}
        provider = self._sessions.provider(self.provider_id)
        streams = provider.streams() if provider else ()
        if streams and not marks:
            self._copy.begin_sync(self._sightings.begin())
        self._sync.begin([reading_from(marks.get(s.name), Reading(s)) for s in streams])
        self._close_sync_if_complete()

    def _close_sync_if_complete(self) -> None:
        if self._sync.is_complete:
            now = self._wall_clock()
            skipped = sum(reading.skipped for reading in self._sync.readings)
            gone = self._sightings.close(now, skipped)
            self._copy.complete_sync(self._sightings.number, gone, now)
            if gone:
                self.standings_changed.emit(list(gone))

    def _announce(self, change: Change) -> None:
        if change.added:
            self.avatars_added.emit(change.added)
        if change.changed:
            self.avatars_changed.emit(change.changed)

    @Slot()
    def _publish(self) -> None:
        state = self._present_state()
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def _present_state(self) -> CatalogueState:
        count = len(self._holdings.avatars)
        state = state_before_reading(
            self._sessions.problem(self.provider_id),
            count,
            stopped=self._stopped,
            restoring=self._copy.is_reading,
        ) or state_of(
            self._sync.readings, count, stopped=self._stopped, resume_in=self._sync.resume_in
        )
        return replace(
            state,
            unresolved=self._unresolved if state.is_on_its_way else None,
            synced_at=self._copy.synced_at,
            is_offline_copy=self._copy.is_unconfirmed,
            is_restored=self._copy.is_read_out,
            new=self._sightings.new_count,
            gone=self._sightings.gone_count,
        )

    @Slot(object)
    def _on_copy_opened(self, stored: StoredAccount) -> None:
        self._sightings = Sightings(stored.sync, stored.complete_sync)
        self._holdings.restore_people(stored.people)

    @Slot(object)
    def _on_slice_read(self, found: Slice) -> None:
        known = self._sightings.known
        fresh = [(a, sighting) for a, sighting in found.avatars if a.key not in known]
        for avatar, sighting in fresh:
            self._sightings.restore(avatar.key, sighting)
        self._announce(self._holdings.restore(avatar for avatar, _ in fresh))
        self._publish()

    @Slot()
    def _on_copy_read_out(self) -> None:
        self.restoring_progressed.emit()
        if not self._stopped:
            self._begin()
        self._publish()

    @Slot(object, object)
    def _on_page_arrived(self, reading: Reading, page: Page) -> None:
        self._unresolved = None
        keys = list(dict.fromkeys(avatar.key for avatar in page.avatars))
        change = self._holdings.take(page.avatars, page.people)
        returned = self._sightings.meet(keys, self._wall_clock())
        kept = [self._holdings.to_keep(key) for key in keys]
        self._copy.keep_page(self._sightings.number, reading, kept, page.people)
        self._announce(change)
        if returned:
            self.standings_changed.emit(returned)

    @Slot(object)
    def _on_stream_completed(self, reading: Reading) -> None:
        self._copy.keep_page(self._sightings.number, reading)
        self._close_sync_if_complete()

    @Slot(object)
    def _on_item_unknown(self, key: AvatarKey) -> None:
        if key.provider == self.provider_id and self._sightings.deny(key, self._wall_clock()):
            self._copy.keep_denial(key, self._sightings.number)
            self.standings_changed.emit([key])

    @Slot(str, float)
    def _on_wait_begun(self, provider_id: str, seconds: float) -> None:
        if provider_id == self.provider_id:
            self._sync.note_wait(seconds)

    @Slot(str)
    def _on_session_changed(self, provider_id: str) -> None:
        if provider_id == self.provider_id:
            self._sync.begin(())
            self._copy.close()
            self._holdings.clear()
            self._sightings = Sightings()
            self._stopped = self._is_anew = False
            self._unresolved = None
            self.cleared.emit()
            self.load()
