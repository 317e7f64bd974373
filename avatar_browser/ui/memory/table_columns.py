"""Which columns the list view has, and how wide, from one start to the next."""

from base64 import b64encode

from PySide6.QtCore import QObject

from avatar_browser.ui.memory.coded import decoded
from avatar_browser.ui.tab_views import TabViews, ViewMode


class TableColumns(QObject):
    """Put back when the list view is first shown, which may be never."""

    def __init__(self, views: TabViews) -> None:
        super().__init__(views)
        self._views = views
        self._left = ""
        self._was_shown = False
        views.mode_changed.connect(self._on_mode_changed)

    def restore(self, columns: str) -> None:
        self._left = columns

    def kept(self) -> str:
        """What :meth:`restore` takes."""
        if not self._was_shown:
            return self._left
        return b64encode(self._views.table.columns_state()).decode()

    def _on_mode_changed(self) -> None:
        if self._was_shown or self._views.mode is not ViewMode.LIST:
            return
        self._was_shown = True
        if state := decoded(self._left):
            self._views.table.restore_columns(state)
