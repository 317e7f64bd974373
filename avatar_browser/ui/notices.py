"""What the window says about a state: one title, one sentence, one action."""

from dataclasses import dataclass
from enum import Enum, auto
from math import ceil

from avatar_browser.domain import errors
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.text import isolated
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.services.keys import KeyState
from avatar_browser.services.shelf import Chip
from avatar_browser.ui.words import counted


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


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of a kind of problem; the problem's own sentence where ``text`` is empty."""

    symbol: str
    title: str
    text: str = ""
    act: Act = Act.RETRY
    second_act: Act | None = None
    whole_title: str = ""
    """Where it is not the provider that the trouble is with."""

    def titled(self, provider: str) -> str:
        return self.whole_title or f"{provider} {self.title}"


_PROBLEMS: tuple[tuple[type[Problem], _About], ...] = (
    (
        errors.KeyRejected,
        _About("key", "refused the key", "It may be revoked or mistyped.", Act.REPLACE_KEY),
    ),
    (
        errors.NotPermitted,
        _About(
            "lock",
            "does not permit this",
            "The key is fine, but its plan or workspace does not allow it.",
        ),
    ),
    (
        errors.ProxyFailed,
        _About(
            "offline",
            "",
            second_act=Act.PROXY,
            whole_title="The proxy does not serve",
        ),
    ),
    (errors.Offline, _About("offline", "cannot be reached")),
    (errors.RateLimited, _About("clock", "asks for a pause", "Too many requests.")),
    (errors.ServiceFailed, _About("alert", "has trouble")),
    (Problem, _About("alert", "could not be read")),
)


def notice_of(provider: str, state: CatalogueState, key: KeyState) -> Notice | None:
    """The notice for a tab, None while all is well and there is something to see."""
    if state.phase is Phase.NO_KEY:
        return _about_key(provider, key)
    if state.unresolved is not None:
        return _about_problem(provider, state, state.unresolved)
    if state.phase is Phase.LOADING and not state.count:
        return Notice(
            "clock", f"Loading {provider} avatars…", "The first page is on its way.", Act.STOP
        )
    if state.phase is Phase.EMPTY:
        return Notice(
            "people", "No avatars", f"This {provider} account has no avatars to show.", Act.RETRY
        )
    if state.phase is Phase.STOPPED:
        return Notice("stop", "Stopped", f"{_shown(state)} Go on when you like.", Act.RETRY)
    if state.phase is Phase.WAITING:
        # Between two tries of one request nobody knows whether it was refused or went wrong.
        refused = isinstance(state.problem, errors.RateLimited)
        reason = "Too many requests." if refused else ""
        goes_on = f"Goes on by itself in {wait_words(state.resume_in or 0)}."
        return Notice(
            "clock",
            f"{provider} {'asks for a pause' if refused else 'needs a moment'}",
            " ".join(filter(None, (reason, _shown(state), goes_on))),
            Act.STOP,
            problem=state.problem,
        )
    if state.phase in {Phase.FAILED, Phase.PARTIAL} and state.problem is not None:
        return _about_problem(provider, state, state.problem)
    return None


def no_look_matches(name: str) -> Notice:
    """For the looks of one person, while other people have some that match."""
    text = "Other people have looks that match."
    return Notice("search", f"No look of {isolated(name)} matches", text, Act.ALL_PEOPLE)


def nothing_matches(total: int, suggestion: Chip | None) -> Notice:
    """All ``total`` avatars of a tab are filtered out; ``suggestion`` is what to drop."""
    hidden = f"None of {counted(total, 'avatar', 'avatars')} matches everything asked for."
    if suggestion is None:
        return Notice("search", "Nothing matches", hidden)
    text = f"{hidden} Without “{isolated(suggestion.label)}” there are some."
    return Notice("search", "Nothing matches", text, Act.DROP)


def wait_words(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{ceil(seconds / 60)} min"


def _shown(state: CatalogueState) -> str:
    if state.count and state.is_offline_copy:
        return "What was seen before is shown."
    return f"{counted(state.count, 'avatar', 'avatars')} shown so far." if state.count else ""


def _article(provider: str) -> str:
    return f"{'an' if provider[:1].upper() in 'AEIOU' else 'a'} {provider}"


def _about_key(provider: str, key: KeyState) -> Notice:
    problem = key.problem
    if key.busy and not key.waiting:
        return Notice("key", f"Looking for your {provider} key…", "Asking the system keyring.")
    if key.waiting:
        return Notice(
            "lock",
            "Waiting for the system keyring",
            "It may be asking for its password in another window.",
            Act.STOP_WAITING,
            Act.ADD_KEY,
        )
    if isinstance(problem, errors.KeyringLocked):
        return Notice(
            "lock",
            "The system keyring is locked",
            f"Unlock it to use the {provider} key kept there.",
            Act.UNLOCK,
            Act.ADD_KEY,
            problem,
        )
    if isinstance(problem, errors.KeyringMissing):
        return Notice(
            "key",
            f"Add {_article(provider)} key",
            "There is no system keyring here, so a key lasts until you quit. An"
            " environment variable works too.",
            Act.ADD_KEY,
            Act.GET_KEY,
            problem,
        )
    if isinstance(problem, errors.KeyProblem):
        title = f"Add {_article(provider)} key"
        return Notice("key", title, str(problem), Act.ADD_KEY, Act.GET_KEY, problem)
    if problem is not None:
        return Notice(
            "alert",
            "No key came from the system keyring",
            str(problem),
            Act.ASK_KEYRING,
            Act.ADD_KEY,
            problem,
        )
    return Notice(
        "key",
        f"Add {_article(provider)} key",
        f"With an API key of your own, your {provider} avatars appear here. The key is"
        " kept in the system keyring.",
        Act.ADD_KEY,
        Act.GET_KEY,
    )


def trouble_of(provider: str, problem: Problem) -> Notice:
    """A problem of one request, whatever else is being read."""
    about = _about(problem)
    return Notice(
        about.symbol,
        about.titled(provider),
        about.text or str(problem),
        about.act,
        about.second_act,
        problem,
        is_trouble=True,
        provider=provider,
    )


def _about(problem: Problem) -> _About:
    return next(about for kind, about in _PROBLEMS if isinstance(problem, kind))


def _about_problem(provider: str, state: CatalogueState, problem: Problem) -> Notice:
    about = _about(problem)
    shown = _shown(state)
    goes_on = "Tries again by itself." if state.is_to_heal or state.unresolved is not None else ""
    # These repeat the title: only where all else is silent.
    defaults = {errors.Offline.default, errors.ServiceFailed.default}
    repeats = bool(shown or goes_on) and str(problem) in defaults
    sentence = about.text or ("" if repeats else str(problem))
    named = state.stream and state.count and not state.is_offline_copy
    part = f"While reading {state.stream}." if named else ""
    return Notice(
        about.symbol,
        about.titled(provider),
        " ".join(filter(None, (sentence, part, shown, goes_on))),
        about.act,
        about.second_act,
        problem,
        is_trouble=True,
    )


def details_text(provider: str, problem: Problem) -> str:
    """For "Copy details": our sentence, the code, the other side's words, already redacted."""
    lines = [f"{provider}: {problem}", f"{type(problem).__name__} {problem.code}".strip()]
    return "\n".join(filter(None, [*lines, problem.detail]))
