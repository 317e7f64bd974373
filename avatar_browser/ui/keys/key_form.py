"""The form for one key: of a new account, or in place of another key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.key_slot import LABEL_LIMIT, account_label
from avatar_browser.domain.secret import Secret
from avatar_browser.domain.text import isolated
from avatar_browser.providers.protocol import KeyReport, ProviderSpec
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.keys import KeyAccount, KeyService, KeySource
from avatar_browser.ui.keys.keyring_line import KeyringLine
from avatar_browser.ui.keys.words import check_failed_words, checked_words
from avatar_browser.ui.look.labels import PlainLabel, small_label, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XL
from avatar_browser.ui.telling import told


class KeyForm(QDialog):
    """The key is used as soon as it is saved; the form closes when the keyring has it, and tells
    what is in the way otherwise. It never shows a key."""

    link_wanted = Signal(str)

    def __init__(
        self,
        spec: ProviderSpec,
        keys: KeyService,
        key_check: KeyCheck,
        parent: QWidget,
        account: KeyAccount | None = None,
    ) -> None:
        """``account`` is the one whose key is replaced; without it there will be another one."""
        super().__init__(parent)
        self._spec, self._keys, self._key_check = spec, keys, key_check
        self._account = account
        self._saved = ""
        self.setWindowTitle(f"Replace {spec.name} Key" if account else f"Add {spec.name} Account")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(460)
        self.key_field = QLineEdit()
        self.key_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_field.setAccessibleName(f"{spec.name} API key")
        self.key_field.setPlaceholderText("Paste a key")
        self.key_field.textChanged.connect(self._on_text_changed)
        self.name_field = QLineEdit()
        self.name_field.setMaxLength(LABEL_LIMIT)
        self.name_field.setAccessibleName("Name of the account")
        self.name_field.setPlaceholderText("Name, such as Work (optional)")
        self.session_only = QCheckBox("&Use for this session only, do not store it")
        self._result = PlainLabel()
        self._line = KeyringLine(keys)
        self._save = _button("&Replace" if account else "&Add", self._on_save_clicked)
        self._save.setProperty("primary", True)
        self._check = _button("&Check", self._on_check_clicked)
        self._get = _button("&Get a key", lambda: self.link_wanted.emit(spec.keys_page))
        self._cancel = _button("Cancel", self.reject)
        self._where = small_label(_where(spec))
        self._build()
        self._save.setDefault(True)  # a button knows its dialog once it is in it
        keys.accounts_changed.connect(self._on_accounts_changed)
        self._on_text_changed("")
        self.key_field.setFocus()

    def _build(self) -> None:
        account = self._account
        what = f"Replace the key of {isolated(account.name)}" if account else "Add an account"
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(title_label(what))
        layout.addWidget(PlainLabel(self._spec.key_purpose))
        layout.addWidget(self.key_field)
        layout.addWidget(self.name_field)
        self.name_field.setVisible(account is None)
        layout.addWidget(self.session_only)
        layout.addWidget(self._where)
        layout.addWidget(self._result)
        layout.addWidget(self._line)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._get)
        buttons.addStretch(1)
        for button in (self._check, self._cancel, self._save):
            buttons.addWidget(button)
        layout.addLayout(buttons)

    @property
    def result_text(self) -> str:
        """What became of the last command, and what the keyring says."""
        return " ".join(filter(None, (self._result.text(), self._line.text)))

    def _say(self, words: str) -> None:
        self._result.show_text(words)
        self.adjustSize()  # else some of the lines are cut

    def _typed(self) -> Secret | None:
        """The key typed, or None after saying what is wrong with it; it is never repeated."""
        try:
            return Secret.parse(self.key_field.text())
        except Problem as problem:
            self._say(told(problem))
            return None

    def _on_text_changed(self, text: str) -> None:
        for button in (self._save, self._check):
            button.setEnabled(bool(text.strip()))

    def _on_check_clicked(self) -> None:
        secret = self._typed()
        if secret is None:
            return
        self._say("Checking…")
        self._check.setEnabled(False)
        self._key_check.check(
            self._spec.id, secret, owner=self, done=self._on_checked, failed=self._on_check_failed
        )

    def _on_checked(self, report: KeyReport) -> None:
        self._say_checked(checked_words(self._spec.name, report))

    def _on_check_failed(self, problem: Problem) -> None:
        self._say_checked(check_failed_words(self._spec.name, problem))

    def _say_checked(self, words: str) -> None:
        self._on_text_changed(self.key_field.text())
        if not self._saved:
            self._say(words)

    def _on_save_clicked(self) -> None:
        secret = self._typed()
        if secret is None:
            return
        taken = self._taken(secret)
        if taken:
            self._say(taken)
            return
        remember = not self.session_only.isChecked()
        self.key_field.setText("")  # clears what Undo would bring back as well
        if self._account:
            slot = self._account.slot
            self._keys.replace(slot, secret, remember=remember)
        else:
            label = self.name_field.text()
            slot = self._keys.add(self._spec.id, secret, remember=remember, label=label)
        self._saved = slot
        if remember:
            self._show_saved()
        else:
            self.accept()

    def _taken(self, secret: Secret) -> str:
        """That there is such an account already; empty where there is none."""
        label = account_label(self.name_field.text()).casefold()
        for account in self._keys.accounts(self._spec.id):
            if self._account and self._account.slot == account.slot:
                continue
            if self._keys.account_secret(account.slot) == secret:
                return f"This is the key of {isolated(account.name)} already."
            if label and account.name.casefold() == label:
                return f"There is an account called {isolated(account.name)} already."
        return ""

    def _show_saved(self) -> None:
        """What is typed is done with; what is left to say is whether the keyring keeps it."""
        typing = (self.key_field, self.name_field, self.session_only, self._where)
        for widget in (*typing, self._get, self._check, self._save):
            widget.hide()
        self._cancel.setText("Close")
        self._cancel.setFocus()
        self._on_accounts_changed(self._spec.id)

    def _on_accounts_changed(self, provider: str) -> None:
        if provider != self._spec.id or not self._saved:
            return
        accounts = self._keys.accounts(provider)
        state = next((a.state for a in accounts if a.slot == self._saved), None)
        if state is None:
            self.reject()  # it was removed elsewhere
        elif state.source is KeySource.KEYRING and not state.busy:
            self.accept()
        else:
            asking = " The system keyring is asked to keep it." if state.busy else ""
            self._line.show_state(self._saved, state)
            self._say(f"The key is in use.{asking}")


def _button(text: str, slot: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button


def _where(spec: ProviderSpec) -> str:
    return (
        f"Stored in the system keyring, or set {spec.key_variable} in the environment. The key is"
        " sent to this provider's API only."
    )
