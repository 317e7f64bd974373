"""What the detail endpoints tell of the avatar that is looked at."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.sessions import Sessions


class Details(QObject):
    """Asks for one avatar at a time: the one asked for last.

    ``avatar_detailed`` carries the Avatar with all that the listing told of it and fresh links;
    connect it to ``Catalogue.update``. ``detail_failed`` carries the AvatarKey and the Problem;
    the listed record stands then.
    """

    avatar_detailed = Signal(object)
    detail_failed = Signal(object, object)

    def __init__(
        self, sessions: Sessions, dispatcher: Dispatcher, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._dispatcher = dispatcher
        self._key: AvatarKey | None = None
        self._task = 0
        sessions.session_changed.connect(self._on_session_changed)

    @property
    def asked_for(self) -> AvatarKey | None:
        """The avatar whose answer is still to come."""
        return self._key

    def show(self, avatar: Avatar) -> None:
        """Ask for the details of ``avatar`` instead of any other's."""
        self.cancel()
        self._key = avatar.key
        self._task = self._dispatcher.run(
            self._sessions.detail_task(avatar.key, avatar),
            owner=self,
            done=self._take,
            failed=partial(self._fail, avatar.key),
        )

    def cancel(self) -> None:
        """Ask no more; neither signal comes for what was asked."""
        self._dispatcher.cancel(self._task)
        self._key = None

    def _take(self, avatar: Avatar) -> None:
        self._key = None
        self.avatar_detailed.emit(avatar)

    def _fail(self, key: AvatarKey, problem: Problem) -> None:
        self._key = None
        self.detail_failed.emit(key, problem)

    @Slot(str)
    def _on_session_changed(self, provider_id: str) -> None:
        if self._key is not None and self._key.provider == provider_id:
            self.cancel()
