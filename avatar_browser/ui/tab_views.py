"""The avatars of a tab as cards or as a list; one model and one choice, whatever the view."""

from enum import StrEnum

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.ordering import Sort
from avatar_browser.services.shelf import Shelf
from avatar_browser.ui.grid.choice import Choice
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.view import AvatarGrid
from avatar_browser.ui.look.theme import Theme
from avatar_browser.ui.table.view import AvatarTable


class ViewMode(StrEnum):
    """The value is for settings."""

    GRID = "grid"
    LIST = "list"


class TabViews(QStackedWidget):
    """Keeps what is chosen, and what is in view, over a change of the rows."""

    chosen = Signal(list)
    """Avatars selected, the current one first."""
    menu_wanted = Signal(QPoint)
    """Where in global coordinates."""
    typed = Signal(str)
    """Text typed in a view: it belongs to the search."""
    opened = Signal(int)
    """Row on which Enter was pressed or that was double-clicked."""
    looked = Signal()
    """Something is selected, or the view is scrolled away from the top."""
    mode_changed = Signal(ViewMode)
    resize_wanted = Signal(int)
    """Cards are to be so many steps larger, or smaller where below 0."""

    def __init__(
        self, model: AvatarModel, shelf: Shelf, pixmaps: PixmapStore, theme: Theme
    ) -> None:
        super().__init__()
        self._model = model
        self._shelf = shelf
        self._pixmaps = pixmaps
        self._theme = theme
        self.choice = Choice(model)
        self.grid = AvatarGrid(model, self.choice, pixmaps, theme)
        self.grid.resize_wanted.connect(self.resize_wanted)
        self._table: AvatarTable | None = None
        self._add(self.grid)
        self.setFocusProxy(self.grid)
        self.choice.selectionChanged.connect(self._on_selection_changed)
        model.modelReset.connect(self._on_model_reset)
        shelf.arrangement_changed.connect(self._show_sort)

    def _add(self, view: AvatarGrid | AvatarTable) -> None:
        self.addWidget(view)
        view.typed.connect(self.typed)
        view.menu_wanted.connect(self._on_menu_wanted)
        view.activated.connect(self._on_activated)
        view.verticalScrollBar().valueChanged.connect(self._on_looked)

    @property
    def mode(self) -> ViewMode:
        return ViewMode.GRID if self.view is self.grid else ViewMode.LIST

    def set_mode(self, mode: ViewMode) -> None:
        """The same avatars in view, the same ones chosen, the keyboard where it was."""
        if mode is self.mode:
            return
        top = self.visible_rows()
        current = self.choice.current_row
        after = self.grid if mode is ViewMode.GRID else self.table
        has_focus = self.view.hasFocus()
        self.setFocusProxy(after)
        self.setCurrentWidget(after)
        if current is not None:
            self.choice.make_current(current)
        if current is not None and current in top:
            self.show_row(current)
        elif top:
            self.show_row(top.start, at_top=True)
        if has_focus:
            after.setFocus()
        self.mode_changed.emit(mode)

    @property
    def table(self) -> AvatarTable:
        """Made when it is first wanted: most never want it."""
        if self._table is None:
            self._table = AvatarTable(self._model, self.choice, self._pixmaps, self._theme)
            self._add(self._table)
            self._table.head.sort_wanted.connect(self._on_sort_wanted)
            # After the table, which drops the choice at a reset as every view does.
            self._model.modelReset.disconnect(self._on_model_reset)
            self._model.modelReset.connect(self._on_model_reset)
            self._show_sort()
        return self._table

    @property
    def view(self) -> AvatarGrid | AvatarTable:
        """The one that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, AvatarTable) else self.grid

    @property
    def selected(self) -> list[Avatar]:
        """In the order of the rows."""
        return self.choice.selected

    @property
    def current(self) -> Avatar | None:
        return self.choice.current

    @property
    def is_looked_at(self) -> bool:
        return self.choice.hasSelection() or self.view.verticalScrollBar().value() > 0

    @property
    def is_painted(self) -> bool:
        """Every row in view has its picture, or has none to wait for."""
        return self.view.is_painted

    def visible_rows(self) -> range:
        return self.view.visible_rows()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.grid.set_theme(theme)
        if self._table is not None:
            self._table.set_theme(theme)

    def repaint_rows(self) -> None:
        """Badges or marks differ."""
        self.view.viewport().update()

    def choose_row(self, row: int) -> None:
        """Make it the only one selected, in view."""
        if 0 <= row < self._model.rowCount():
            self.choice.choose_row(row)
            self.show_row(row)

    def choose_keys(self, keys: list[AvatarKey], current: AvatarKey | None = None) -> None:
        """Select just these, as far as they are among the rows; nothing is scrolled."""
        self.choice.choose_keys(keys, current)

    def show_row(self, row: int, *, at_top: bool = False) -> None:
        """Scroll so far up or down that the row is in view."""
        hint = QAbstractItemView.ScrollHint
        place = hint.PositionAtTop if at_top else hint.EnsureVisible
        sideways = self.view.horizontalScrollBar()
        left = sideways.value()
        self.view.scrollTo(self._model.index(row, 0), place)
        sideways.setValue(left)

    def select_all(self) -> None:
        self.view.selectAll()

    def _on_selection_changed(self) -> None:
        self.tell_chosen()
        self._on_looked()

    def tell_chosen(self) -> None:
        """Tell again what is selected: something about it differs."""
        rows = self.choice.rows
        current = self.choice.current_row
        if current is not None and self.choice.is_row_chosen(current):
            rows.remove(current)
            rows.insert(0, current)
        self.chosen.emit(self._model.avatars(rows))

    def _on_model_reset(self) -> None:
        self.choice.restore()
        row = self.choice.current_row
        if row is None:
            self.view.scrollToTop()
        else:
            self.show_row(row)
        self.tell_chosen()
        self._on_looked()

    def _on_looked(self) -> None:
        if self.is_looked_at:
            self.looked.emit()

    def _show_sort(self) -> None:
        if self._table is not None:
            self._table.head.show_sort(self._shelf.sort, descending=self._shelf.descending)

    def _on_sort_wanted(self, sort: Sort, descending: bool) -> None:
        self._shelf.set_sort(sort, descending=descending)

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.menu_wanted.emit(self.view.viewport().mapToGlobal(place))

    def _on_activated(self, index: object) -> None:
        self.opened.emit(index.row())  # type: ignore[attr-defined]
