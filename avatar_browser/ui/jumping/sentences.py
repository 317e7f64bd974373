"""What is said of an id that leads to no row of the tab."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from avatar_browser.domain.avatar import Avatar
from avatar_browser.domain.errors import NotFound, Problem
from avatar_browser.domain.text import escaped, isolated
from avatar_browser.ui.notice import ACT_TEXT, Act, Notice, Offer
from avatar_browser.ui.notices import trouble_of

_ID_LIMIT = 48
_UNKNOWN = "No avatar here has this ID"


@dataclass(frozen=True, slots=True)
class Search:
    """A search for an id that no avatar of the tab has.

    ``providers`` are those that can be asked, names by ids, ``asking`` the one that is, and
    ``answers`` what the others said, the last one at the end. ``reading`` are the names of those
    whose avatars are still arriving.
    """

    avatar_id: str
    providers: Mapping[str, str]
    asking: str | None = None
    answers: Mapping[str, Problem] = field(default_factory=dict)
    reading: Sequence[str] = ()


def hidden_by_filters(avatars: Sequence[Avatar]) -> Notice:
    offer = Offer(Act.SHOW_IT, ACT_TEXT[Act.SHOW_IT])
    return Notice("search", "Left out by the filters", _whose(avatars), offers=(offer,))


def in_another_tab(avatars: Sequence[Avatar], provider_name: str) -> Notice:
    offer = Offer(Act.SHOW_IN_ALL, ACT_TEXT[Act.SHOW_IN_ALL])
    return Notice("search", f"An ID of {provider_name}", _whose(avatars), offers=(offer,))


def unknown(search: Search) -> Notice:
    """Nobody here has it: who can be asked, who is, or what they said."""
    shown = f"“{isolated(escaped(search.avatar_id, _ID_LIMIT))}”"
    if search.asking is not None:
        name = search.providers[search.asking]
        cancel = Offer(Act.CANCEL, ACT_TEXT[Act.CANCEL])
        return Notice("clock", f"Asking {name}…", f"Looking up {shown}.", offers=(cancel,))
    offers = tuple(
        Offer(Act.LOOK_UP, f"Look it up at {name}", provider)
        for provider, name in search.providers.items()
        if provider not in search.answers
    )
    last = next(reversed(list(search.answers)), None)
    if last is not None and not _is_unknown(search.answers[last]):
        return _in_trouble(search.providers[last], last, search.answers[last], offers)
    said = [
        f"{search.providers[provider]} knows no avatar with this ID."
        for provider, problem in search.answers.items()
        if _is_unknown(problem)
    ]
    reading = [f"{name} is still being read." for name in search.reading]
    text = " ".join([f"Nothing matches {shown}.", *said, *reading])
    clear = Offer(Act.DROP, "Clear the search")
    return Notice("search", _UNKNOWN, text, offers=offers or (clear,))


def found_at(avatar: Avatar, provider_name: str) -> str:
    name = isolated(avatar.display_name)
    return f"Found {name} at {provider_name}. It is listed here until you quit."


def _in_trouble(name: str, provider_id: str, problem: Problem, offers: tuple[Offer, ...]) -> Notice:
    trouble = trouble_of(name, problem)
    act = trouble.act or Act.RETRY
    again = Offer(Act.LOOK_UP if act is Act.RETRY else act, ACT_TEXT[act], provider_id)
    return replace(trouble, act=None, offers=(again, *offers))


def _is_unknown(problem: Problem) -> bool:
    """Not where the call itself is gone, or the id is none that could be asked for."""
    return isinstance(problem, NotFound) and str(problem) == NotFound.default


def _whose(avatars: Sequence[Avatar]) -> str:
    if len(avatars) > 1:
        return f"{len(avatars):,} avatars that are not shown have this ID."
    words = (avatars[0].display_name, avatars[0].display_variant)
    return f"It belongs to {', '.join(filter(None, map(isolated, words)))}."
