"""The pair of buttons "People | Looks"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from avatar_browser.ui.look.buttons import tool_button


class PeopleSwitch(QWidget):
    """One of the two is on. Tells what the user wants; shows what is so."""

    people_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("People or looks")
        self._group = QButtonGroup(self)
        self._people = self._made_button("People", "Each person once (Ctrl+Shift+P)")
        self._looks = self._made_button("Looks", "Every look of everybody (Ctrl+Shift+P)")
        self._people.setProperty("segment", "first")
        self._looks.setProperty("segment", "last")
        self._looks.setChecked(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._people)
        layout.addWidget(self._looks)
        self._group.idClicked.connect(self._on_clicked)

    def _made_button(self, name: str, tip: str) -> QToolButton:
        button = tool_button(name, tip)
        button.setText(name)
        button.setCheckable(True)
        self._group.addButton(button, len(self._group.buttons()))
        return button

    @property
    def shows_people(self) -> bool:
        return self._people.isChecked()

    def show_people(self, on: bool) -> None:
        (self._people if on else self._looks).setChecked(True)

    def _on_clicked(self) -> None:
        self.people_wanted.emit(self.shows_people)
