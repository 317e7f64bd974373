"""How a tab was left, and putting it back while its avatars are still on their way."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.services.people import Level, People
from avatar_browser.services.shelf import Shelf
from avatar_browser.store.settings import TabState
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.memory.tab_state import (
    MOST_SELECTED,
    asked_of,
    place_of,
    put_back_list,
    with_list,
)
from avatar_browser.ui.memory.table_columns import TableColumns
from avatar_browser.ui.tab_views import TabViews, ViewMode

_BY_HAND = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
_OUTWARD = {QEvent.Type.Show, QEvent.Type.Resize}


class TabMemory(QObject):
    """Query, filters and order are put back at once, selection and place as the rows come.

    Until they are there the tab does not count as looked at, so that rows still go where they
    belong. What never comes is let go, and whatever the user does first is final.
    """

    changed = Signal()
    """:meth:`state` may be another one."""
    ended = Signal()
    """Nothing is left to be put back."""

    def __init__(self, shelf: Shelf, people: People, model: AvatarModel, views: TabViews) -> None:
        super().__init__(views)
        self._shelf = shelf
        self._people = people
        self._model = model
        self._views = views
        self._left: TabState | None = None
        self._selected: set[AvatarKey] = set()
        self._asked: tuple[object, ...] = ()
        self._wanted: frozenset[AvatarKey] = frozenset()
        self._in_view: TabState | None = None
        self._was_below_top = False
        self._is_acting = False
        self._is_restored = self._is_settled = False
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._put_back)
        views.chosen.connect(self._on_chosen)
        shelf.arrangement_changed.connect(self._on_arrangement_changed)
        people.level_changed.connect(self._on_level_changed)
        views.mode_changed.connect(self._on_mode_changed)
        self._columns = TableColumns(views)
        self._watched: set[QObject] = set()
        self._watch(views.view)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_rows_inserted)

    def _watch(self, view: QAbstractItemView) -> None:
        """What is done there by hand, and where it is scrolled to."""
        if view in self._watched:
            return
        self._watched.add(view)
        bar = view.verticalScrollBar()
        bar.actionTriggered.connect(self.end)
        bar.sliderPressed.connect(self.end)
        bar.valueChanged.connect(self.changed)
        for each in (view, view.viewport()):
            each.installEventFilter(self)

    @property
    def is_pending(self) -> bool:
        """Something is still to be put back."""
        return self._left is not None

    def restore(self, state: TabState) -> None:
        """To be called before the first avatar has arrived."""
        put_back_list(state, self._shelf, self._people)
        self._asked = asked_of(self._shelf)
        self._columns.restore(state.columns)
        self._was_below_top = state.top is not None
        if state.view in set(ViewMode):
            self._views.set_mode(ViewMode(state.view))
        keys = {state.current, state.top, state.opened, *state.selected[:MOST_SELECTED]}
        self._wanted = frozenset(key for key in keys if key)
        if self._wanted:
            self._left = state
            self._due.start()

    def note_progress(self, *, restored: bool, settled: bool) -> None:
        """``restored``: what is stored is all in; ``settled``: so is what can be read now."""
        if (restored, settled) != (self._is_restored, self._is_settled):
            self._is_restored, self._is_settled = restored, settled
            self._on_progress()
        if self._shelf.is_filling or self._due.isActive():
            self._keep_view()  # before it is painted

    def state(self) -> TabState:
        """What :meth:`restore` takes; it still has what has not been put back."""
        place = self._left or place_of(self._views, self._model, self._people)
        state = with_list(place, self._shelf, self._people)
        return replace(state, view=self._views.mode.value, columns=self._columns.kept())

    def end(self) -> None:
        """Put nothing back any more."""
        if self._left is not None:
            self._left = None
            self._wanted = frozenset()
            self._due.stop()
            self.ended.emit()

    def _put_back(self) -> None:
        left = self._left
        if left is None:
            return
        self._is_acting = True
        try:
            self._open(left)
            self._views.choose_keys(list(left.selected[:MOST_SELECTED]), left.current)
            is_placed = self._scroll(left)
        finally:
            self._is_acting = False
        self._selected = {avatar.key for avatar in self._views.selected}
        if self._is_through(left, is_placed=is_placed):
            self.end()

    def _open(self, left: TabState) -> None:
        """The person whose looks were shown."""
        row = self._shelf.row_of(left.opened) if left.opened else None
        if row is not None and self._people.level is Level.PEOPLE:
            self._people.open(self._shelf.rows[row])

    def _scroll(self, left: TabState) -> bool:
        """Whether the view is where it was, or as near as the rows allow.

        A view that is hidden has no place yet.
        """
        view, bar = self._views.view, self._views.view.verticalScrollBar()
        if left.top is None:
            view.scrollToTop()
            return True
        row = self._model.row_of(left.top)
        if row is None or not view.isVisible():
            return False
        self._views.show_row(row, at_top=True)
        bar.setValue(bar.value() + left.top_cut)
        return True

    def _is_through(self, left: TabState, *, is_placed: bool) -> bool:
        if not self._is_restored or self._shelf.is_taking_in:
            return False
        if left.opened and self._people.level is Level.PEOPLE and not self._is_settled:
            return False
        if left.top and self._model.row_of(left.top) is not None:
            return is_placed
        others = (key for key in (left.current, *left.selected) if key)
        return self._is_settled or any(self._model.row_of(key) is not None for key in others)

    def _on_progress(self) -> None:
        if self._left is not None and self._is_restored and not self._shelf.is_taking_in:
            self._due.start()

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Cheap for rows that are not wanted: they come by the thousand."""
        if not self._wanted.isdisjoint(self._model.keys[first : last + 1]):
            self._due.start()

    def _on_about_to_be_reset(self) -> None:
        if self._shelf.is_filling and self._left is None:
            self._in_view = place_of(
                self._views, self._model, self._people, top_is_place=self._was_below_top
            )

    def _keep_view(self) -> None:
        """The rows are others: the view is put back, or it stays where it was."""
        if self._is_acting:
            return
        in_view, self._in_view = self._in_view, None
        self._due.stop()
        if self._left is not None:
            self._put_back()
        elif in_view is not None:
            self._scroll(in_view)

    def _on_reset(self) -> None:
        if any(self._model.row_of(key) is not None for key in self._wanted):
            self._due.start()

    def _on_mode_changed(self) -> None:
        self._watch(self._views.view)
        self._on_reset()
        self.changed.emit()

    def _on_level_changed(self) -> None:
        if not self._is_acting:
            self.end()
        self.changed.emit()

    def _on_chosen(self) -> None:
        """Selected by other means than ours: a jump to an avatar, or the search was left."""
        is_ours = self._left is None or self._is_acting
        if not is_ours and {avatar.key for avatar in self._views.selected} != self._selected:
            self.end()
        self.changed.emit()

    def _on_arrangement_changed(self) -> None:
        if self._left is not None and asked_of(self._shelf) != self._asked:
            self.end()
        self._on_progress()
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._left is not None:
            if event.type() in _BY_HAND:
                self.end()
            elif event.type() in _OUTWARD:
                self._due.start()
        return super().eventFilter(watched, event)
