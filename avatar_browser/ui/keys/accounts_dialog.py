"""The accounts of one provider: which there are, which is in use, and whether their keys work."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QWidget

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.text import isolated
from avatar_browser.providers.protocol import KeyReport, ProviderSpec
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.keys import KeyAccount, KeyService
from avatar_browser.ui.keys.account_list import AccountList
from avatar_browser.ui.keys.asking import LabelDialog, RemovalDialog
from avatar_browser.ui.keys.key_form import KeyForm
from avatar_browser.ui.keys.keyring_line import KeyringLine
from avatar_browser.ui.keys.words import check_failed_words, checked_words
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XL, Theme

_NONE_YET = "There is no account yet: add one with an API key of your own."
_OF_MANY = "One account is in use at a time, and its avatars alone are shown."


class AccountsDialog(QDialog):
    """Follows the key service. Never shows a key but for the last four characters of it."""

    link_wanted = Signal(str)

    def __init__(
        self,
        spec: ProviderSpec,
        keys: KeyService,
        key_check: KeyCheck,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{spec.name} Accounts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(600, 400)
        self._spec, self._keys, self._key_check = spec, keys, key_check
        self._to_check = ""
        self._purpose = PlainLabel(muted=True)
        self.list = AccountList(theme)
        self._result = PlainLabel()
        self._line = KeyringLine(keys)
        self._buttons: dict[str, QPushButton] = {}
        self._build()
        self.list.itemActivated.connect(self._on_use)
        self.list.currentItemChanged.connect(self._on_chosen)
        keys.accounts_changed.connect(self._on_accounts_changed)
        self._show_accounts()
        self.list.setFocus()

    def _build(self) -> None:
        side = column(spacing=SPACE_S)
        for name, label, key, slot in (
            ("add", "&Add…", "", self.ask_key),
            ("use", "&Use", "", self._on_use),
            ("check", "&Check", "", self._on_check),
            ("replace", "Replace &Key…", "", self._on_replace),
            ("rename", "Re&name…", "F2", self.ask_name),
            ("remove", "&Remove…", "Del", self.ask_removal),
        ):
            side.addWidget(self._made_button(name, label, key, slot))
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_M)
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # No button is the default one: Enter is for the list.
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        get = box.addButton("&Get a key", QDialogButtonBox.ButtonRole.ActionRole)
        get.setAutoDefault(False)
        get.clicked.connect(lambda: self.link_wanted.emit(self._spec.keys_page))
        box.rejected.connect(self.reject)
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(self._purpose)
        layout.addLayout(middle, 1)
        layout.addWidget(self._result)
        layout.addWidget(self._line)
        layout.addWidget(box)

    def _made_button(
        self, name: str, label: str, key: str, slot: Callable[[], object]
    ) -> QPushButton:
        """Its key does the same while it is enabled."""
        button = self._buttons[name] = QPushButton(label)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        if key:
            action = QAction(label.replace("&", "").rstrip("…"), self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(button.click)
            self.addAction(action)
        return button

    @property
    def result_text(self) -> str:
        """What became of the last check, and what the keyring says of the account chosen."""
        return " ".join(filter(None, (self._result.text(), self._line.text)))

    def button(self, name: str) -> QPushButton:
        return self._buttons[name]

    def ask_key(self) -> KeyForm:
        """For another account."""
        return self._opened_form(None)

    def ask_name(self) -> LabelDialog | None:
        account = self.list.chosen
        if account is None:
            return None
        others = [a.name for a in self._keys.accounts(self._spec.id) if a.slot != account.slot]
        dialog = LabelDialog(account, others, self)
        dialog.named.connect(lambda name: self._keys.rename(account.slot, name))
        dialog.open()
        return dialog

    def ask_removal(self) -> RemovalDialog | None:
        account = self.list.chosen
        if account is None:
            return None
        dialog = RemovalDialog(account, self)
        dialog.confirmed.connect(lambda: self._keys.remove(self._spec.id, account.slot))
        dialog.open()
        return dialog

    def _opened_form(self, account: KeyAccount | None) -> KeyForm:
        form = KeyForm(self._spec, self._keys, self._key_check, self, account)
        form.link_wanted.connect(self.link_wanted)
        form.open()
        return form

    def _on_replace(self) -> None:
        if self.list.chosen is not None:
            self._opened_form(self.list.chosen)

    def _on_use(self) -> None:
        if self.list.chosen is not None:
            self._keys.switch(self.list.chosen.slot)

    def _on_check(self) -> None:
        """A key that was not asked for yet is read first; the keyring may prompt for it."""
        account = self.list.chosen
        if account is None:
            return
        self._to_check = account.slot
        if self._keys.account_secret(account.slot) is None:
            self._keys.retry(self._spec.id, account.slot)
        self._begin_check()

    def _begin_check(self) -> None:
        """As soon as the key is there; never where the keyring does not give it."""
        account = next(
            (a for a in self._keys.accounts(self._spec.id) if a.slot == self._to_check), None
        )
        secret = self._keys.account_secret(self._to_check) if account else None
        if account is not None and secret is not None:
            self._to_check = ""
            self._say(account, "Checking…")
            self._key_check.check(
                self._spec.id,
                secret,
                owner=self,
                done=lambda report: self._on_checked(account, report),
                failed=lambda problem: self._on_check_failed(account, problem),
            )
        elif account is None or not account.state.busy:
            self._to_check = ""

    def _on_checked(self, account: KeyAccount, report: KeyReport) -> None:
        self._say(account, checked_words(self._spec.name, report))

    def _on_check_failed(self, account: KeyAccount, problem: Problem) -> None:
        self._say(account, check_failed_words(self._spec.name, problem))

    def _say(self, account: KeyAccount, words: str) -> None:
        """Of whichever account: another may be chosen by now."""
        several = len(self._keys.accounts(self._spec.id)) > 1
        self._result.show_text(f"{isolated(account.name)}: {words}" if several else words)

    def _on_chosen(self) -> None:
        self._result.show_text("")
        self._show_chosen()

    def _on_accounts_changed(self, provider: str) -> None:
        if provider == self._spec.id:
            self._show_accounts()
            if self._to_check:
                self._begin_check()

    def _show_accounts(self) -> None:
        accounts = self._keys.accounts(self._spec.id)
        self.list.show_accounts(accounts)
        more = f" {_OF_MANY}" if len(accounts) > 1 else ""
        self._purpose.show_text(self._spec.key_purpose + more if accounts else _NONE_YET)
        self._show_chosen()

    def _show_chosen(self) -> None:
        account = self.list.chosen
        here = account is not None and not account.is_going
        own = here and account is not None and not account.is_of_environment
        enabled = {
            "use": here and account is not None and not account.is_current,
            "check": here,
            "replace": own,
            "rename": own,
            "remove": own,
        }
        for name, is_enabled in enabled.items():
            self._buttons[name].setEnabled(bool(is_enabled))
        if account is None:
            state = self._keys.state(self._spec.id)
            self._line.show_state("", state)
        else:
            self._line.show_state(account.slot, account.state)
