"""What everything else stands on: settings, threads, keys, catalogues and marks."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.providers.proxy import ProxyChoice
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.first_look import FirstLook
from avatar_browser.services.keeper import Keeper
from avatar_browser.services.keys import KeyService
from avatar_browser.services.late_wire import LateWire
from avatar_browser.services.marks import Marks
from avatar_browser.services.marks_keeper import MarksKeeper
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.sessions import Sessions
from avatar_browser.services.settings_keeper import SettingsKeeper
from avatar_browser.services.strays import Strays
from avatar_browser.services.workers import WorkerPool, report_lost
from avatar_browser.store.catalogue import open_catalogue
from avatar_browser.store.credentials import SERVICE, Credentials
from avatar_browser.store.kept_keys import KeptKeys
from avatar_browser.store.key_notes import KeyNotes
from avatar_browser.store.log_file import Log
from avatar_browser.store.marks import open_marks
from avatar_browser.store.paths import Paths
from avatar_browser.store.settings import SettingsFile


class Foundation(QObject):
    """Opens the stores and starts the threads. The application ends them."""

    def __init__(
        self,
        specs: Sequence[ProviderSpec],
        paths: Paths,
        environment: Mapping[str, str],
        *,
        demo: bool,
        log: Log,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.specs = specs
        self.settings = SettingsKeeper(SettingsFile(paths.settings_file))
        network = NetworkThread()
        network.start()
        self.dispatcher = Dispatcher(network, WorkerPool(threads=2, name="decode"), self)
        proxy = ProxyChoice.stored(self.settings.settings.proxy)
        self.wire = wire = LateWire(proxy=proxy)
        network.close_at_stop(wire.aclose)
        if not paths.catalogue_file.exists():  # else what is stored is shown before it is needed
            network.submit(wire.open()).add_done_callback(report_lost)
        kept = KeptKeys(
            Credentials(f"{SERVICE}-demo" if demo else SERVICE),
            KeyNotes(paths.key_notes_file),
            paths.salt_file,
        )
        self.keys = KeyService(specs, kept, self.dispatcher, environment=environment, parent=self)
        self.sessions = Sessions(
            specs,
            wire,
            self.keys.secret,
            base_urls=self.settings.settings.base_urls,
            environment=environment,
            on_key=log.redactor.add,
            parent=self,
        )
        self.keys.key_changed.connect(self.sessions.renew)
        self.keeper = Keeper(
            partial(open_catalogue, paths.catalogue_file, paths.salt_file),
            self.dispatcher,
            parent=self,
        )
        self.keeper.open()
        for signal in (self.keys.key_removed, self.keys.key_replaced):
            signal.connect(lambda _provider, removal: self.keeper.forget(removal))
        self.first_look = FirstLook(self)
        self.catalogues = [
            Catalogue(
                spec.id,
                self.sessions,
                self.dispatcher,
                keeper=self.keeper,
                first_look=self.first_look,
                parent=self,
            )
            for spec in specs
        ]
        self.marks_keeper = MarksKeeper(
            partial(open_marks, paths.marks_file), self.dispatcher, parent=self
        )
        self.marks = Marks(self.marks_keeper, parent=self)
        self._strays = Strays(self.marks, self.catalogues, self)
        self.marks.open()

    def find_avatar(self, key: AvatarKey) -> Avatar | None:
        """As its catalogue has it now."""
        found = (c.avatar(key) for c in self.catalogues if c.provider_id == key.provider)
        return next(found, None)
