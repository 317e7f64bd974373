"""Trying a key before it is used."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import KeyReport
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.sessions import Sessions


class KeyCheck(QObject):
    """Asks a provider whether it accepts a key; the key is not kept and not used for more."""

    def __init__(self, sessions: Sessions, dispatcher: Dispatcher) -> None:
        super().__init__()
        self._sessions = sessions
        self._dispatcher = dispatcher

    def check(
        self,
        provider_id: str,
        secret: Secret,
        *,
        owner: QObject,
        done: Callable[[KeyReport], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Nothing is called once ``owner`` is deleted."""
        try:
            adapter = self._sessions.adapter_for(provider_id, secret)
        except Problem as problem:
            failed(problem)
            return

        async def ask(_: Post) -> KeyReport:
            return await adapter.check_key()

        self._dispatcher.run(ask, owner=owner, done=done, failed=failed)
