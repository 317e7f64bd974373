"""The guard that all tests of the window run under."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

Touch = Callable[[QWidget], object]


@pytest.mark.parametrize(
    ("made", "touch", "name"),
    [
        (QLabel, lambda label: label.setText("late"), "QLabel.setText"),
        (QPushButton, lambda button: button.setText("late"), "QAbstractButton.setText"),
        (QWidget, lambda widget: widget.update(), "QWidget.update"),
    ],
)
def test_a_worker_that_touches_a_widget_is_seen_and_the_gui_thread_is_not(
    qtbot: QtBot,
    setters_called_elsewhere: list[str],
    made: type[QWidget],
    touch: Touch,
    name: str,
) -> None:
    """F102."""
    widget = made()
    qtbot.addWidget(widget)
    touch(widget)
    assert setters_called_elsewhere == []
    worker = threading.Thread(target=touch, args=(widget,), name="decode-0")
    worker.start()
    worker.join()
    [words] = setters_called_elsewhere
    assert words.startswith(f"{name} in decode-0:")
    setters_called_elsewhere.clear()  # else this test fails, as any other would
