"""What the window's notices and its menu do about keys."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from avatar_browser.domain.errors import KeyMissing
from avatar_browser.providers.protocol import ProviderSpec
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.keys import KeyAccount
from avatar_browser.ui.keys.accounts_dialog import AccountsDialog
from avatar_browser.ui.keys.key_form import KeyForm
from avatar_browser.ui.notice import Act
from avatar_browser.ui.window import MainWindow


class AccountCommands(QObject):
    """Connects the pages' notices and the entries of the menu to the dialogs and the keys."""

    link_wanted = Signal(str)

    def __init__(self, window: MainWindow, key_check: KeyCheck) -> None:
        super().__init__(window)
        self._window = window
        self._parts = window.parts
        self._keys = window.parts.keys
        self._key_check = key_check
        for provider, action in window.menu_actions.keys.items():
            action.triggered.connect(partial(self.open_accounts, provider))
        for page in window.pages:
            page.acted.connect(self._on_acted)

    def open_accounts(self, provider: str, _checked: bool = False) -> AccountsDialog:
        theme = self._parts.appearance.theme
        dialog = AccountsDialog(
            self._spec(provider), self._keys, self._key_check, theme, self._window
        )
        dialog.link_wanted.connect(self.link_wanted)
        dialog.open()
        return dialog

    def open_form(self, provider: str, account: KeyAccount | None = None) -> KeyForm:
        """For a new account, or for another key of ``account``."""
        form = KeyForm(self._spec(provider), self._keys, self._key_check, self._window, account)
        form.link_wanted.connect(self.link_wanted)
        form.open()
        return form

    def _on_acted(self, provider: str, act: Act) -> None:
        if act is Act.ADD_KEY:
            self.open_form(provider, self._that_lost_its_key(provider))
        elif act is Act.REPLACE_KEY:
            self._replace(provider)
        elif act in {Act.UNLOCK, Act.ASK_KEYRING}:
            self._keys.retry(provider)
        elif act is Act.STOP_WAITING:
            self._keys.stop_waiting(provider)

    def _replace(self, provider: str) -> None:
        """The key of the account in use. The environment's is not ours to change: there it is
        shown whose key it is, and another account can be added."""
        accounts = self._keys.accounts(provider)
        current = next((account for account in accounts if account.is_current), None)
        if current is not None and current.is_of_environment:
            self.open_accounts(provider)
        else:
            self.open_form(provider, current)

    def _that_lost_its_key(self, provider: str) -> KeyAccount | None:
        """It keeps its name with the key that is added again. Any other is left as it is: what the
        keyring does not give today it may give tomorrow."""
        current = next((a for a in self._keys.accounts(provider) if a.is_current), None)
        is_lost = current is not None and isinstance(current.state.problem, KeyMissing)
        return current if is_lost else None

    def _spec(self, provider: str) -> ProviderSpec:
        return next(spec for spec in self._parts.specs if spec.id == provider)
