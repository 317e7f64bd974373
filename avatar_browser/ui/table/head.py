"""The head of the list view: sorts by a click, and offers which columns there are."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from avatar_browser.domain.ordering import Sort
from avatar_browser.ui.columns import COLUMNS, NAME

_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class TableHead(QHeaderView):
    """Columns can be dragged; the name is always there, and its column always the first."""

    sort_wanted = Signal(Sort, bool)
    """An order, and whether it is to be turned round."""
    columns_changed = Signal()
    """Which are shown, where, or how wide."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort, self._is_turned = Sort.ARRIVAL, False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(48)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.sectionClicked.connect(self._on_section_clicked)
        self.sectionMoved.connect(self.columns_changed)
        self.sectionResized.connect(self.columns_changed)

    def show_sort(self, sort: Sort, *, descending: bool) -> None:
        """The arrow, in the column of this order; none where no column has it."""
        self._sort, self._is_turned = sort, descending
        number = next((n for n, column in enumerate(COLUMNS) if column.sort is sort), -1)
        falls = number >= 0 and COLUMNS[number].falls != descending
        with QSignalBlocker(self):
            self.setSortIndicator(number, _DESCENDING if falls else _ASCENDING)
        self.viewport().update()

    def show_column(self, number: int, shown: bool) -> None:
        if number != NAME and self.isSectionHidden(number) == shown:
            self.setSectionHidden(number, not shown)
            self.columns_changed.emit()

    def menu(self) -> QMenu:
        """Which columns there are, each to be ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(COLUMNS):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(number))
            action.setEnabled(number != NAME)
            action.setData(number)
            action.toggled.connect(self._on_column_toggled)
        return menu

    def _on_column_toggled(self, shown: bool) -> None:
        action = self.sender()
        self.show_column(action.data(), shown)  # type: ignore[attr-defined]

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.menu().popup(self.mapToGlobal(place))

    def _on_section_clicked(self, number: int) -> None:
        sort = COLUMNS[number].sort
        # Qt has moved the arrow already: it goes where the rows are ordered by.
        self.show_sort(self._sort, descending=self._is_turned)
        if sort is not None:
            self.sort_wanted.emit(sort, sort is self._sort and not self._is_turned)
