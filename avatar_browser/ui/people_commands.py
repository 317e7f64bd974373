"""The actions for people and their looks, and what the buttons for them do."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence

from avatar_browser.services.people import Level
from avatar_browser.ui.window import MainWindow

_BACK = ("Esc", "Backspace", "Alt+Left")


class PeopleCommands(QObject):
    """Each tab has its own level; switch, menu and keys are about the one that is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._switch = window.header.people_switch
        self.people = window.menu_actions.add("&People", "Ctrl+Shift+P", checkable=True)
        self.back = self._made_back()
        view = window.menu_actions.menus["view"]
        before = window.menu_actions.play
        view.insertActions(before, [self.people, self.back])
        view.insertSeparator(before)
        self.people.triggered.connect(self._on_people_wanted)
        self._switch.people_wanted.connect(self._on_people_wanted)
        self.back.triggered.connect(self._on_back)
        window.pane.looks_wanted.connect(self._on_looks_wanted)
        window.header.tab_chosen.connect(self._show_level)
        for page in window.pages:
            page.people.level_changed.connect(self._show_level)
        self._show_level()

    def _made_back(self) -> QAction:
        """Escape and Backspace mean something else in a field, so they are not the window's."""
        back = QAction("&Back to All People", self)
        back.setShortcuts([QKeySequence(key) for key in _BACK])
        back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        window = self._window
        for widget in (*window.pages, window.header.tab_bar, window.header.people_switch):
            widget.addAction(back)
        return back

    @Slot(bool)
    def _on_people_wanted(self, on: bool) -> None:
        self._window.page.browsing.show_people(on)

    @Slot()
    def _on_back(self) -> None:
        self._window.page.browsing.go_back()

    @Slot()
    def _on_looks_wanted(self) -> None:
        self._window.page.browsing.open_current()

    @Slot()
    def _show_level(self) -> None:
        page = self._window.page
        self._switch.show_people(page.browsing.shows_people)
        self.people.setChecked(page.browsing.shows_people)
        self.back.setEnabled(page.people.level is Level.PERSON)
