"""A small dialog that asks for the name of a shortlist."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from avatar_browser.domain.marks import SHORTLIST_NAME_LIMIT, shortlist_name
from avatar_browser.domain.text import isolated
from avatar_browser.ui.look.naming import NamingDialog

ExistingName = Callable[[str], str | None]
"""The shortlist that has this name, in whatever case; None where there is none."""

_EXAMPLE = "Such as Launch video"


def name_problem(text: str, existing: ExistingName, own: str = "") -> str:
    """What is wrong with ``text`` as a name, in a sentence; empty where nothing is.

    ``own`` is the name that is being changed: it may be kept, or differ in its case.
    """
    name = shortlist_name(text)
    if not name:
        return "A shortlist needs a name."
    if len(text.strip()) > SHORTLIST_NAME_LIMIT:
        return f"A name has at most {SHORTLIST_NAME_LIMIT} characters."
    there = existing(name)
    return "" if there in {None, own} else f"There is a shortlist called {isolated(there)} already."


class NameDialog(NamingDialog):
    def __init__(
        self, parent: QWidget, title: str, confirm: str, existing: ExistingName, own: str = ""
    ) -> None:
        """``confirm`` is what the button says."""
        problem = partial(name_problem, existing=existing, own=own)
        super().__init__(parent, title, confirm, own, problem, shortlist_name)
        self.field.setAccessibleName("Name of the shortlist")
        self.field.setPlaceholderText(_EXAMPLE)
