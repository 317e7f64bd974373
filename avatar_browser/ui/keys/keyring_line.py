"""What the keyring says about one account, and the one thing that can be done about it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from avatar_browser.domain import errors
from avatar_browser.domain.key_slot import provider_of
from avatar_browser.services.key_state import KeyState
from avatar_browser.services.keys import KeyService
from avatar_browser.ui.keys.words import keyring_words
from avatar_browser.ui.look.labels import PlainLabel
from avatar_browser.ui.look.theme import SPACE_S


def deed_for(state: KeyState) -> str:
    """What the button says: one fitting action for each state, none where nothing helps here."""
    if state.waiting:
        return "Stop &waiting"
    if isinstance(state.problem, errors.KeyringLocked):
        return "Un&lock"
    if isinstance(state.problem, errors.KeyringRefused):
        return "&Try again"
    return ""


class KeyringLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, keys: KeyService) -> None:
        super().__init__()
        self._keys = keys
        self._slot = ""
        self._is_waiting = False
        self._label = PlainLabel()
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._label, 1)
        row.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def show_state(self, slot: str, state: KeyState) -> None:
        self._slot = slot
        self._is_waiting = state.waiting
        self._label.show_text(keyring_words(state))
        deed = deed_for(state)
        self.button.setText(deed)
        self.button.setVisible(bool(deed))
        self.setVisible(bool(self._label.text()))

    def show_nothing(self) -> None:
        self._label.show_text("")
        self.hide()

    def _on_clicked(self) -> None:
        provider = provider_of(self._slot)
        if self._is_waiting:
            self._keys.stop_waiting(provider, self._slot)
        else:
            self._keys.retry(provider, self._slot)
