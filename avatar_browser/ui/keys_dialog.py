"""The dialog for one provider's key: add, check, replace, remove."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.providers.protocol import KeyReport, ProviderSpec
from avatar_browser.services.key_check import KeyCheck
from avatar_browser.services.keys import KeyService, KeySource, KeyState
from avatar_browser.ui.look.labels import PlainLabel, small_label, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_S, SPACE_XL


def source_words(state: KeyState, variable: str) -> str:
    """Where the key in use comes from."""
    words = {
        KeySource.NONE: "No key is set.",
        KeySource.ENVIRONMENT: f"{state.masked} from the environment variable {variable}."
        " It is read, never stored.",
        KeySource.KEYRING: f"{state.masked} kept in {state.backend}.",
        KeySource.SESSION: f"{state.masked} for this session only; it is gone when you quit.",
    }
    return words[state.source]


class KeysDialog(QDialog):
    """Never shows a key: the field is masked, a stored key shows its last four characters."""

    link_wanted = Signal(str)

    def __init__(
        self, spec: ProviderSpec, keys: KeyService, key_check: KeyCheck, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{spec.name} Key")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(460)
        self._spec, self._keys, self._key_check = spec, keys, key_check
        self._state = PlainLabel(muted=True)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(f"{spec.name} API key")
        self._field.setPlaceholderText("Paste a key")
        self._field.textChanged.connect(self._on_text_changed)
        self._session_only = QCheckBox("Use for this session only, do not store it")
        self._result = PlainLabel()
        self._check = QPushButton("Check")
        self._check.clicked.connect(self._on_check_clicked)
        self._save = QPushButton("Save")
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save_clicked)
        self._remove = QPushButton("Remove")
        self._remove.clicked.connect(self._on_remove_clicked)
        self._get = QPushButton("Get a key")
        self._get.clicked.connect(lambda: self.link_wanted.emit(spec.keys_page))
        self._build()
        keys.state_changed.connect(self._on_state_changed)
        self._show_state()

    def _build(self) -> None:
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(title_label(f"{self._spec.name} API key"))
        layout.addWidget(PlainLabel(self._spec.key_purpose))
        layout.addWidget(self._state)
        layout.addWidget(self._field)
        layout.addWidget(self._session_only)
        layout.addWidget(
            small_label(
                f"Stored in the system keyring, or set {self._spec.key_variable} in the"
                " environment. The key is sent to this provider's API only."
            )
        )
        layout.addWidget(self._result)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self._get, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._check, self._save):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    @property
    def result_text(self) -> str:
        return self._result.text()

    @property
    def state_text(self) -> str:
        return self._state.text()

    def _typed(self) -> Secret | None:
        """The key typed, or None after saying what is wrong with it; it is never repeated."""
        try:
            return Secret.parse(self._field.text())
        except Problem as problem:
            self._result.show_text(str(problem))
            return None

    def _on_check_clicked(self) -> None:
        secret = self._typed() if self._field.text() else self._keys.secret(self._spec.id)
        if secret is None:
            return
        self._result.show_text("Checking…")
        self._check.setEnabled(False)
        self._key_check.check(
            self._spec.id, secret, owner=self, done=self._on_checked, failed=self._on_check_failed
        )

    def _on_checked(self, report: KeyReport) -> None:
        self._check.setEnabled(True)
        self._result.show_text(f"The key works. {report.summary}")

    def _on_check_failed(self, problem: Problem) -> None:
        self._check.setEnabled(True)
        self._result.show_text(str(problem))

    def _on_save_clicked(self) -> None:
        secret = self._typed()
        if secret is not None:
            self._result.show_text("")
            self._keys.use(self._spec.id, secret, remember=not self._session_only.isChecked())
            self._field.clear()

    def _on_remove_clicked(self) -> None:
        self._result.show_text("")
        self._keys.remove(self._spec.id)

    def _on_text_changed(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))
        has_key = self._keys.state(self._spec.id).source is not KeySource.NONE
        self._check.setEnabled(bool(text.strip()) or has_key)

    def _on_state_changed(self, provider: str) -> None:
        if provider == self._spec.id:
            self._show_state()

    def _show_state(self) -> None:
        state = self._keys.state(self._spec.id)
        self._state.show_text(source_words(state, self._spec.key_variable))
        if state.waiting:
            self._result.show_text("Waiting for the system keyring…")
        elif state.problem is not None:
            self._result.show_text(str(state.problem))
        removable = state.source in {KeySource.KEYRING, KeySource.SESSION}
        self._remove.setEnabled(removable)
        self._save.setText("Replace" if removable else "Save")
        self._on_text_changed(self._field.text())
