"""What holds for each text of a failing state: one sentence, with what to do in it (issue 5)."""

import re

_DEEDS = (
    "add|ask|check|choose|close|connect|copy|correct|free|have|install|log in|look|make|open|play"
    "|press|put|replace|select|set|start|type"
)
_GOES_ON = "it is tried again by itself|it goes on by itself|nothing is to be done|it may no longer"
_WHAT_TO_DO = re.compile(rf": ({_DEEDS}|{_GOES_ON})\b")
_MENTIONED = re.compile("“([^“”]+)”")
_IN_MENU = re.compile("“([^“”]+)” in the (File|Edit|View|Help) menu")


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and ". " not in text and text[:1].isupper()


def says_what_to_do(text: str) -> bool:
    """After a colon: a deed, or that there is none to be done."""
    return _WHAT_TO_DO.search(text) is not None


def mentioned(text: str) -> set[str]:
    """The names of buttons and entries of menus in it."""
    return set(_MENTIONED.findall(text))


def in_menus(text: str) -> set[tuple[str, str]]:
    """Of those in a menu, the name and that of the menu."""
    return set(_IN_MENU.findall(text))
