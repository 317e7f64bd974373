"""What the window may know about keys and accounts."""

from dataclasses import dataclass
from enum import Enum

from avatar_browser.domain.errors import Problem
from avatar_browser.domain.key_slot import is_environment


class KeySource(Enum):
    NONE = "none"
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class KeyState:
    """What is known of one key.

    ``masked`` tells keys apart without showing them. ``backend`` names the keyring where
    ``source`` is KEYRING. ``variable`` is the environment variable that is set, whether or not it
    is what is used now: it wins at the next start. ``busy`` means that the keyring was asked and
    has not answered, ``waiting`` that this has taken long enough to say so. ``problem`` can come
    with a key: it is used, but the keyring did not keep it.
    """

    provider: str
    source: KeySource = KeySource.NONE
    masked: str = ""
    backend: str = ""
    variable: str = ""
    problem: Problem | None = None
    busy: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class KeyAccount:
    """One of a provider's accounts; ``slot`` names it to the key service.

    ``name`` is the user's, or a number where there is none. ``kept_in`` names the keyring that its
    key was seen in last, this session or before; ``state`` is empty until the key is asked for.
    ``is_going``: it was removed, and the keyring has not deleted its key yet.
    """

    slot: str
    name: str
    state: KeyState
    is_current: bool = False
    kept_in: str = ""
    is_going: bool = False

    @property
    def is_of_environment(self) -> bool:
        """It cannot be renamed, replaced or removed here."""
        return is_environment(self.slot)
