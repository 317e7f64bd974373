"""How a failure is told: what happened and, behind a colon, what to do, in one sentence."""

from avatar_browser.domain.errors import NEWER, Problem
from avatar_browser.ui.words import with_pause

BY_ITSELF = "it is tried again by itself within minutes"
"""See :mod:`avatar_browser.services.retry_round`."""

_REFRESH = "choose “Refresh” in the View menu to try again"


def told(problem: Problem, again: str = "", *, by_itself: bool = False) -> str:
    """The sentence for ``problem``, with :func:`to_do`."""
    what = with_pause(problem)
    do = to_do(problem, again, by_itself=by_itself)
    return f"{what.removesuffix('.')}: {do}." if do else what


def to_do(problem: Problem, again: str = "", *, by_itself: bool = False) -> str:
    """What the user can do, without a full stop; empty where the problem's sentence says it.

    ``again`` is how to ask once more at that place ("press “Play” to try again"), which is left
    out where it is of no use. ``by_itself``: that is done unbidden.
    """
    if by_itself:
        return ", and ".join(filter(None, (problem.advice, BY_ITSELF)))
    again = again if problem.asking_again_helps else ""
    if again and problem.advice == NEWER:
        return f"{again}, or {NEWER}"
    return ", then ".join(filter(None, (problem.advice, again)))


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def picture_told(problem: Problem) -> str:
    """For a picture that could not be fetched; what may pass is tried again unbidden."""
    return told(problem, _REFRESH, by_itself=problem.passes_by_itself)
