"""The proxy in use: kept in the settings, handed to the door, and tried before it is used."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import Offline, Problem, ProxyFailed, ServiceFailed
from avatar_browser.providers.origin import Origin
from avatar_browser.providers.proxy import ProxyChoice
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.late_wire import Door, import_wire
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.settings_keeper import SettingsKeeper

_SILENCE = 10.0
_DEADLINE = 20.0
_CAP = 1024 * 1024


class ProxySetting(QObject):
    """``changed``: what is asked from now on goes the new way."""

    changed = Signal()

    def __init__(
        self,
        settings: SettingsKeeper,
        sessions: Sessions,
        door: Door,
        dispatcher: Dispatcher,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sessions = sessions
        self._door = door
        self._dispatcher = dispatcher

    @property
    def choice(self) -> ProxyChoice:
        return ProxyChoice.stored(self._settings.settings.proxy)

    def use(self, choice: ProxyChoice) -> None:
        """From now on, and at the next start."""
        if choice == self.choice:
            return
        self._settings.put(replace(self._settings.settings, proxy=str(choice)))
        self._dispatcher.run(
            lambda _: self._door.use_proxy(choice),
            owner=self,
            done=lambda _: self.changed.emit(),
            failed=lambda _: None,
        )

    def check(
        self,
        choice: ProxyChoice,
        *,
        owner: QObject,
        answered: Callable[[str, Problem | None], None],
        failed: Callable[[Problem], None],
        done: Callable[[], None],
    ) -> int:
        """Ask the API of each provider for anything at all, without a key.

        ``answered`` is given a provider's name and why it could not be reached, or None, for each
        that is not on this computer, until the proxy itself fails; ``failed`` what stood in the way
        of asking. Returns the dispatcher's task id.
        """
        origins: dict[str, Origin] = {}
        for spec in self._sessions.specs:
            if not self._sessions.is_here(spec.id):
                try:
                    origins[spec.name] = self._sessions.origin(spec.id)
                except Problem as problem:
                    answered(spec.name, problem)
        return self._dispatcher.run(
            lambda post: _ask_all(choice, origins, post),
            owner=owner,
            item=lambda pair: answered(*pair),
            done=lambda _: done(),
            failed=failed,
        )


async def _ask_all(choice: ProxyChoice, origins: Mapping[str, Origin], post: Post) -> None:
    """On connections of its own, which are closed after it."""
    door = import_wire(choice)
    try:
        for name, origin in origins.items():
            problem = await _outcome(door, origin)
            post((name, problem))
            if isinstance(problem, ProxyFailed):
                return
    finally:
        await door.aclose()


async def _outcome(door: Door, origin: Origin) -> Problem | None:
    """Whatever a service says to someone without a key, it was reached."""
    try:
        await door.api_exchange(str(origin), {}, silence=_SILENCE, deadline=_DEADLINE, cap=_CAP)
    except (Offline, ServiceFailed) as problem:
        return problem
    except Problem:
        return None
    return None
