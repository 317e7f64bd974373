"""What keyring does not tell of a Secret Service: whether asking it would open a prompt."""

from collections.abc import Mapping
from contextlib import closing
from importlib import import_module

from avatar_browser.domain.errors import KeyringLocked


def collection_is_open(query: Mapping[str, str], *, may_prompt: bool) -> bool:
    """Whether items like ``query`` can be read now without a prompt; blocks.

    False where there is no default collection, so that nothing can be kept in it. With
    ``may_prompt`` the user is asked to unlock or to make the collection, for as long as that
    takes. Raises KeyringLocked where it is locked and stays so, else what secretstorage raises.
    """
    # Not at the top: it exists on Linux only, and its 35 ms stay out of the start of the window.
    storage = import_module("secretstorage")
    with closing(storage.dbus_init()) as connection:
        try:
            collection = storage.Collection(connection)
        except storage.ItemNotFoundException:
            if not may_prompt:
                return False
            collection = storage.get_default_collection(connection)
        if collection.is_locked() and (not may_prompt or collection.unlock()):
            raise KeyringLocked(code="keyring locked")
        # Some services, KeePassXC for one, lock every item by itself.
        if not may_prompt and any(i.is_locked() for i in collection.search_items(dict(query))):
            raise KeyringLocked(code="keyring locked")
        return True
