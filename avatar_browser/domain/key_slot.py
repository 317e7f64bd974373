"""Slots: the names that a provider's accounts have in the keyring.

The first is the provider's own name, which whoever looks into the keyring expects; "anam/2" is
the second. The key of the environment has a slot too, though it is never stored.
"""

from avatar_browser.domain.text import displayable

LABEL_LIMIT = 60
_ENVIRONMENT = "environment"


def slot_of(provider: str, number: int) -> str:
    """``number`` counts from 1."""
    return provider if number == 1 else f"{provider}/{number}"


def environment_slot(provider: str) -> str:
    return f"{provider}/{_ENVIRONMENT}"


def is_environment(slot: str) -> bool:
    return slot.partition("/")[2] == _ENVIRONMENT


def provider_of(slot: str) -> str:
    return slot.partition("/")[0]


def number_of(slot: str) -> int:
    """0 for one that has no number."""
    rest = slot.partition("/")[2]
    if not rest:
        return 1
    return int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 5 else 0


def account_label(typed: str) -> str:
    """``typed`` as an account may be called; empty where nothing is left of it."""
    return displayable(typed, LABEL_LIMIT)
