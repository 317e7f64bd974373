"""How much the user wants things to move."""

from typing import Any

from PySide6.QtGui import QGuiApplication


def is_reduced(hints: Any = None) -> bool:
    """Whether the platform says that less is to move; False where Qt cannot tell.

    Qt tells it from 6.12 on. ``hints`` takes the place of the application's style hints.
    """
    hints = hints or QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # from Qt 6.10 on
    preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
    return preference is not None and preference().name.startswith("Reduce")
