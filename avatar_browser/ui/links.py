"""Opening a page in the system's browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_link(address: str) -> bool:
    """Open one of our own https addresses; False where no browser could be started."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme() != "https" or not url.host() or url.userInfo():
        return False
    return QDesktopServices.openUrl(url)
