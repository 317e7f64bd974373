"""What a notice is made of, and the buttons that it may have."""

from dataclasses import dataclass
from enum import Enum, auto

from avatar_browser.domain.errors import Problem


class Act(Enum):
    ADD_KEY = auto()
    REPLACE_KEY = auto()
    GET_KEY = auto()
    UNLOCK = auto()
    STOP_WAITING = auto()
    ASK_KEYRING = auto()
    RETRY = auto()
    PROXY = auto()
    STOP = auto()
    DROP = auto()
    LOOK_UP = auto()
    CANCEL = auto()
    SHOW_IT = auto()
    SHOW_IN_ALL = auto()
    ALL_PEOPLE = auto()


ACT_TEXT = {
    Act.ADD_KEY: "Add key…",
    Act.REPLACE_KEY: "Replace key…",
    Act.GET_KEY: "Get a key",
    Act.UNLOCK: "Unlock",
    Act.STOP_WAITING: "Stop waiting",
    Act.ASK_KEYRING: "Try again",
    Act.RETRY: "Try again",
    Act.PROXY: "Proxy…",
    Act.STOP: "Stop",
    Act.DROP: "Show them",
    Act.LOOK_UP: "Look it up",
    Act.CANCEL: "Cancel",
    Act.SHOW_IT: "Show it",
    Act.SHOW_IN_ALL: "Show it in All",
    Act.ALL_PEOPLE: "All people",
}


AGAIN = f"press “{ACT_TEXT[Act.RETRY]}”"
"""For sentences."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that stands for an act at one of several providers, named by its id."""

    act: Act
    text: str
    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """``symbol`` names an icon. ``problem`` is what "Copy details" copies, of ``provider``.

    ``offers`` are shown after the acts; ``provider`` is a name, empty where the tab knows whose.
    ``is_trouble``: something went wrong with a provider that is in use.
    """

    symbol: str
    title: str
    text: str
    act: Act | None = None
    second_act: Act | None = None
    problem: Problem | None = None
    is_trouble: bool = False
    offers: tuple[Offer, ...] = ()
    provider: str = ""
