"""What the window says about a state: a title, one sentence with what happened and what to do."""

from dataclasses import dataclass
from math import ceil

from avatar_browser.domain import errors
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.text import isolated
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.services.keys import KeyState
from avatar_browser.services.shelf import Chip
from avatar_browser.ui.key_notice import about_key
from avatar_browser.ui.notice import AGAIN, Act, Notice
from avatar_browser.ui.telling import first_upper, to_do, told
from avatar_browser.ui.words import counted


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of a kind of problem; the problem's own sentence where ``text`` is empty.

    ``title`` goes behind the provider's name.
    """

    symbol: str
    title: str
    text: str = ""
    act: Act | None = Act.RETRY
    second_act: Act | None = None
    whole_title: str = ""
    """Where it is not the provider that the trouble is with."""

    def titled(self, provider: str) -> str:
        return self.whole_title or f"{provider} {self.title}"


_PROBLEMS: tuple[tuple[type[Problem], _About], ...] = (
    (
        errors.KeyRejected,
        _About(
            "key",
            "refused the key",
            "It may be revoked or mistyped: press “Replace key…” to use another",
            Act.REPLACE_KEY,
        ),
    ),
    (
        errors.NotPermitted,
        _About(
            "lock",
            "does not permit this",
            "The key is fine, but its plan or workspace does not allow it: have that changed there,"
            f" then {AGAIN}",
        ),
    ),
    (errors.AddressUnusable, _About("alert", "could not be read", act=None)),
    (
        errors.ProxyFailed,
        _About(
            "offline",
            "cannot be reached",
            second_act=Act.PROXY,
            whole_title="The proxy does not serve",
        ),
    ),
    (errors.Offline, _About("offline", "cannot be reached")),
    (errors.RateLimited, _About("clock", "asks for a pause")),
    (errors.ServiceFailed, _About("alert", "has trouble")),
    (Problem, _About("alert", "could not be read")),
)


def notice_of(provider: str, state: CatalogueState, key: KeyState) -> Notice | None:
    """The notice for a tab, None while all is well and there is something to see."""
    if state.phase is Phase.NO_KEY:
        return about_key(provider, key)
    if state.unresolved is not None:
        return _about_problem(provider, state, state.unresolved)
    if state.phase is Phase.LOADING and not state.count:
        return Notice(
            "clock", f"Loading {provider} avatars…", "The first page is on its way.", Act.STOP
        )
    if state.phase is Phase.EMPTY:
        return Notice(
            "people",
            "No avatars",
            f"This {provider} account has no avatars to show: make some there, then {AGAIN}.",
            Act.RETRY,
        )
    if state.phase is Phase.STOPPED:
        text = first_upper(f"{AGAIN} to go on{_held(state)}.")
        return Notice("stop", "Stopped", text, Act.RETRY)
    if state.phase is Phase.WAITING:
        # Between two tries of one request nobody knows whether it was refused or went wrong.
        refused = isinstance(state.problem, errors.RateLimited)
        reason = "There were too many requests: it goes" if refused else "It goes"
        wait = wait_words(state.resume_in or 0)
        return Notice(
            "clock",
            f"{provider} {'asks for a pause' if refused else 'needs a moment'}",
            f"{reason} on by itself in {wait}{_held(state)}.",
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


def headline(provider: str, problem: Problem) -> str:
    """The provider's name and what became of it, in a few words: "Anam refused the key"."""
    return f"{provider} {_about(problem).title}"


def _held(state: CatalogueState) -> str:
    """What there is to see all the same: the end of a sentence, empty where there is nothing."""
    if state.count and state.is_offline_copy:
        return "; what was seen before is shown"
    if not state.count:
        return ""
    shown = f"; {counted(state.count, 'avatar', 'avatars')} shown so far"
    is_short = state.phase is Phase.PARTIAL and state.stream
    return f"{shown}, some {state.stream} may be missing" if is_short else shown


def trouble_of(provider: str, problem: Problem) -> Notice:
    """A problem of one request, whatever else is being read."""
    about = _about(problem)
    return Notice(
        about.symbol,
        about.titled(provider),
        f"{about.text}." if about.text else told(problem, AGAIN),
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
    heals = state.is_to_heal or state.unresolved is not None
    return Notice(
        about.symbol,
        about.titled(provider),
        f"{about.text or _cause_and_remedy(problem, heals=heals)}{_held(state)}.",
        about.act,
        about.second_act,
        problem,
        is_trouble=True,
    )


def _cause_and_remedy(problem: Problem, *, heals: bool) -> str:
    if str(problem) not in {errors.Offline.default, errors.ServiceFailed.default}:
        return told(problem, AGAIN, by_itself=heals).removesuffix(".")
    return first_upper(to_do(problem, AGAIN, by_itself=heals))  # the title has told all else


def details_text(provider: str, problem: Problem) -> str:
    """For "Copy details": our sentence, the code, the other side's words, already redacted."""
    lines = [f"{provider}: {problem}", f"{type(problem).__name__} {problem.code}".strip()]
    return "\n".join(filter(None, [*lines, problem.detail]))
