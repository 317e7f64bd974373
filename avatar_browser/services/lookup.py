"""An avatar that no catalogue holds, asked for by its id."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Inquiry:
    """``avatar_id`` as it was pasted; the adapter makes one segment of a path of it."""

    provider_id: str
    avatar_id: str


class Lookup(QObject):
    """Asks the detail endpoint of one provider at a time: the one asked last.

    ``found`` carries the Inquiry and the Avatar, ``failed`` the Inquiry and the Problem, NotFound
    where the provider knows no such avatar. ``changed``: another one is asked for, or none any more
    without an answer.
    """

    found = Signal(object, object)
    failed = Signal(object, object)
    changed = Signal()

    def __init__(
        self, sessions: Sessions, dispatcher: Dispatcher, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._dispatcher = dispatcher
        self._asking: Inquiry | None = None
        self._task = 0
        sessions.session_changed.connect(self._on_session_changed)

    @property
    def asking(self) -> Inquiry | None:
        """What is under way."""
        return self._asking

    def ask(self, inquiry: Inquiry) -> None:
        """Look up this one instead of any other."""
        self._dispatcher.cancel(self._task)
        # Which of the provider's lists it belongs to is what the answer tells.
        key = AvatarKey(inquiry.provider_id, "", inquiry.avatar_id)
        self._task = self._dispatcher.run(
            self._sessions.detail_task(key),
            owner=self,
            done=partial(self._take, inquiry),
            failed=partial(self._fail, inquiry),
        )
        self._set_asking(inquiry)

    def cancel(self) -> None:
        """Ask no more; neither ``found`` nor ``failed`` comes."""
        self._dispatcher.cancel(self._task)
        self._set_asking(None)

    def _set_asking(self, inquiry: Inquiry | None) -> None:
        if inquiry != self._asking:
            self._asking = inquiry
            self.changed.emit()

    def _take(self, inquiry: Inquiry, avatar: Avatar) -> None:
        self._asking = None
        self.found.emit(inquiry, avatar)

    def _fail(self, inquiry: Inquiry, problem: Problem) -> None:
        self._asking = None
        self.failed.emit(inquiry, problem)

    @Slot(str)
    def _on_session_changed(self, provider_id: str) -> None:
        if self._asking is not None and self._asking.provider_id == provider_id:
            self.cancel()
