"""What becomes of Qt's messages while no test takes them."""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType


def take(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """There before the first test and after the last one.

    pytest-qt takes messages during a test, and puts back at its end whatever was there before. Were
    that nothing, PySide would crash on a message that a thread of Qt's is just then handing over.
    """
    sys.stderr.write(f"{message}\n")
