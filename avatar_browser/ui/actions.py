"""Every action of the window, its key and its place in the menus."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from avatar_browser.domain.ordering import SORT_LABEL, Sort
from avatar_browser.ui.copying import FORMATS, CopyFormat

Key = QKeySequence.StandardKey | Qt.Key | str


class Actions(QObject):
    """Made once; the window connects to them, and shows them in menus and as buttons."""

    def __init__(
        self, parent: QWidget, providers: Sequence[tuple[str, str]], tabs: Sequence[str]
    ) -> None:
        """``providers`` are ids and names; ``tabs`` are named in their order."""
        super().__init__(parent)
        self._window = parent
        self.menus: dict[str, QMenu] = {}
        """The menus of the menu bar: file, edit, view and help. A feature adds its own actions."""
        self.in_context: list[QAction] = []
        """What features add to the context menu of avatars."""
        self.keys_inside: list[tuple[str, Sequence[tuple[str, str]]]] = []
        """For the keys sheet, keys that are no action's: where they work; what, and the keys."""
        self.copy_id = self.add("&Copy ID", QKeySequence.StandardKey.Copy)
        self.copy_as: list[tuple[QAction, CopyFormat]] = [
            (self.add(form.label), form) for form in FORMATS
        ]
        self.open_copy_as = self.add("Copy &as…", "Ctrl+Shift+C")
        self.select_all = self.add("Select &All", QKeySequence.StandardKey.SelectAll)
        self.export_selection = self.add("&Export Selection…", "Ctrl+E")
        self.export_shown = self.add("Export &All Shown…", "Ctrl+Shift+E")
        self.play = self.add("&Play or Pause Preview", "Ctrl+P")
        self.refresh = self.add("&Refresh", QKeySequence.StandardKey.Refresh)
        self.resync = self.add("F&ull Resync", "Ctrl+F5")
        self.stop = self.add("&Stop Loading", "Ctrl+.")
        self.find = self.add("&Find", QKeySequence.StandardKey.Find)
        self.find.setShortcuts([*self.find.shortcuts(), QKeySequence("/")])
        self.filters = self.add("F&ilters", "F8", checkable=True)
        self.filters.setChecked(True)
        self._sorts = QActionGroup(self)
        self.sorts = {s: self._grouped(label, self._sorts) for s, label in SORT_LABEL.items()}
        self.details = self.add("&Details Pane", "F9", checkable=True)
        self.details.setChecked(True)
        self.next_region = self.add("&Next Region", "F6")
        self.full_screen = self.add(
            "&Full Screen", QKeySequence.StandardKey.FullScreen, checkable=True
        )
        if not self.full_screen.shortcuts():  # a desktop may have no standard key for it
            self.full_screen.setShortcut(QKeySequence(Qt.Key.Key_F11))
        self.quit = self.add("&Quit", QKeySequence.StandardKey.Quit)
        self.keys_sheet = self.add("&Keyboard Shortcuts", QKeySequence.StandardKey.HelpContents)
        self.about = self.add("&About Avatar Browser")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.keys = {pid: self.add(f"{name} Accounts…") for pid, name in providers}
        self.tabs = [
            self.add(name, f"Ctrl+{number}") for number, name in enumerate(tabs[:9], start=1)
        ]
        self._themes = QActionGroup(self)
        self.themes = {
            choice: self._grouped(label, self._themes)
            for choice, label in (
                ("system", "As the &System"),
                ("light", "&Light"),
                ("dark", "&Dark"),
            )
        }

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        file_menu = self.menus["file"] = bar.addMenu("&File")
        file_menu.addActions(list(self.keys.values()))
        file_menu.addSeparator()
        file_menu.addActions([self.export_selection, self.export_shown])
        file_menu.addSeparator()
        file_menu.addAction(self.quit)
        edit = self.menus["edit"] = bar.addMenu("&Edit")
        edit.addAction(self.copy_id)
        edit.addMenu(self.copy_as_menu(edit))
        edit.addSeparator()
        edit.addActions([self.select_all, self.find])
        view = self.menus["view"] = bar.addMenu("&View")
        view.addActions(self.tabs)
        view.addSeparator()
        view.addActions([self.play, self.refresh, self.resync, self.stop])
        view.addSeparator()
        view.addMenu(self.sort_menu(view))
        view.addActions([self.filters, self.details, self.next_region, self.full_screen])
        appearance = view.addMenu("A&ppearance")
        appearance.addActions(list(self.themes.values()))
        help_menu = self.menus["help"] = bar.addMenu("&Help")
        help_menu.addActions([self.keys_sheet, self.about])

    def copy_as_menu(self, parent: QWidget | None = None) -> QMenu:
        menu = QMenu("Copy &as", parent)
        menu.addActions([action for action, _ in self.copy_as])
        return menu

    def sort_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu("S&ort", parent)
        menu.addActions(list(self.sorts.values()))
        return menu

    def show_sort(self, sort: Sort) -> None:
        """The order of a table's column may be none of the menu's."""
        checked = self._sorts.checkedAction()
        if sort in self.sorts:
            self.sorts[sort].setChecked(True)
        elif checked is not None:
            self._sorts.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
            checked.setChecked(False)
            self._sorts.setExclusionPolicy(QActionGroup.ExclusionPolicy.Exclusive)

    def context_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.copy_id)
        menu.addMenu(self.copy_as_menu(menu))
        menu.addSeparator()
        menu.addActions([self.play, self.select_all])
        if self.in_context:
            menu.addSeparator()
            menu.addActions(self.in_context)
        return menu

    def set_copy_enabled(self, enabled: bool) -> None:
        """Copying and exporting what is selected."""
        whole = (self.copy_id, self.open_copy_as, self.export_selection)
        for action in (*whole, *(a for a, _ in self.copy_as)):
            action.setEnabled(enabled)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Name and keys of every action that has keys, for the keys sheet.

        An action whose text changes has its lasting name as its data.
        """
        actions = [a for a in self._window.findChildren(QAction) if not a.shortcut().isEmpty()]
        native = QKeySequence.SequenceFormat.NativeText
        return [
            (
                str(a.data() or a.text()).replace("&", ""),
                " or ".join(s.toString(native) for s in a.shortcuts()),
            )
            for a in actions
        ]

    def add(self, text: str, key: Key | None = None, *, checkable: bool = False) -> QAction:
        """A new action of the window, with its key; in no menu yet."""
        action = QAction(text, self)
        action.setCheckable(checkable)
        if isinstance(key, QKeySequence.StandardKey):
            action.setShortcuts(key)
        elif key is not None:
            action.setShortcut(QKeySequence(key))
        self._window.addAction(action)
        return action

    def _grouped(self, label: str, group: QActionGroup) -> QAction:
        action = self.add(label, checkable=True)
        group.addAction(action)
        return action
