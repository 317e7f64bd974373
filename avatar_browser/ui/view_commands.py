"""The actions for how avatars are shown: as cards of some size, or as a list."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from avatar_browser.ui.tab_views import ViewMode
from avatar_browser.ui.window import MainWindow


class ViewCommands(QObject):
    """Each tab is a grid or a list on its own; the size of the cards is one for all."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        actions = window.menu_actions
        self.list = actions.add("&List", "Ctrl+Shift+L", checkable=True)
        self.larger = actions.add("&Larger Cards")
        self.larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.smaller = actions.add("&Smaller Cards", "Ctrl+-")
        self.usual = actions.add("&Usual Card Size", "Ctrl+0")
        view = actions.menus["view"]
        view.insertActions(actions.play, [self.list, self.larger, self.smaller, self.usual])
        view.insertSeparator(actions.play)
        window.header.add_button(self.list, "list")
        self._size = window.header.card_size
        self.list.triggered.connect(self._on_list_wanted)
        self.larger.triggered.connect(self._on_larger)
        self.smaller.triggered.connect(self._on_smaller)
        self.usual.triggered.connect(self._size.reset)
        self._size.valueChanged.connect(self._on_size_changed)
        window.header.tab_chosen.connect(self._show_mode)
        for page in window.pages:
            page.views.mode_changed.connect(self._show_mode)
            page.views.resize_wanted.connect(self._resize)
            page.shelf.arrangement_changed.connect(self._show_sort)
        self._show_mode()

    @Slot(bool)
    def _on_list_wanted(self, on: bool) -> None:
        self._window.page.views.set_mode(ViewMode.LIST if on else ViewMode.GRID)

    @Slot()
    def _on_larger(self) -> None:
        self._resize(1)

    @Slot()
    def _on_smaller(self) -> None:
        self._resize(-1)

    @Slot(int)
    def _resize(self, steps: int) -> None:
        """A step is the next width at which there are fewer or more columns."""
        self._size.setValue(self._window.page.grid.stepped_width(steps))

    @Slot(int)
    def _on_size_changed(self, width: int) -> None:
        for page in self._window.pages:
            page.grid.set_card_width(width)

    @Slot()
    def _show_mode(self) -> None:
        is_list = self._window.page.views.mode is ViewMode.LIST
        self.list.setChecked(is_list)
        self._size.setEnabled(not is_list)
        for action in (self.larger, self.smaller, self.usual):
            action.setEnabled(not is_list)

    @Slot()
    def _show_sort(self) -> None:
        """A click on a column's head orders too."""
        self._window.menu_actions.show_sort(self._window.page.shelf.sort)
