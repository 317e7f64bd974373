"""Fault F102: widgets and models are touched on the GUI thread only."""

import functools
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QTabBar,
    QWidget,
)

# None is virtual: what C++ calls by itself would find the guard and call it in turn.
_SETTERS: dict[type, tuple[str, ...]] = {
    QWidget: ("show", "hide", "update", "setEnabled", "setToolTip", "setAccessibleName", "resize"),
    QLabel: ("setText", "setPixmap"),
    QAbstractButton: ("setText", "setChecked", "setIcon"),
    QLineEdit: ("setText",),
    QPlainTextEdit: ("setPlainText",),
    QProgressBar: ("setValue",),
    QStackedWidget: ("setCurrentIndex",),
    QTabBar: ("setTabText", "setCurrentIndex"),
    QAction: ("setEnabled", "setText"),
    QAbstractItemModel: ("beginInsertRows", "beginRemoveRows", "beginResetModel"),
}


@contextmanager
def watched_setters() -> Iterator[list[str]]:
    """Notes who calls a setter of a widget or a model elsewhere, and from where."""
    seen: list[str] = []
    held = [(kind, name, getattr(kind, name)) for kind, names in _SETTERS.items() for name in names]
    for kind, name, setter in held:
        setattr(kind, name, _guarded(setter, f"{kind.__name__}.{name}", seen))
    try:
        yield seen
    finally:
        for kind, name, setter in held:
            setattr(kind, name, setter)


def _guarded(setter: Callable[..., Any], name: str, seen: list[str]) -> Callable[..., Any]:
    @functools.wraps(setter)
    def guard(*args: Any, **kwargs: Any) -> Any:
        if threading.get_ident() != threading.main_thread().ident:
            stack = "".join(traceback.format_stack(limit=6))
            seen.append(f"{name} in {threading.current_thread().name}:\n{stack}")
        return setter(*args, **kwargs)

    return guard
