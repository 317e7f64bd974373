"""Words for values: what the window calls an ownership, a status, an avatar."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from avatar_browser.domain.avatar import Avatar, Engine, Gender, Orientation, Ownership, Status
from avatar_browser.domain.errors import Problem, RateLimited
from avatar_browser.domain.families import Family
from avatar_browser.domain.standing import Standing
from avatar_browser.domain.text import displayable, escaped, isolated
from avatar_browser.services.key_state import KeyAccount

UNKNOWN = Standing()

OWNERSHIP = {Ownership.STOCK: "Stock", Ownership.CUSTOM: "Custom", Ownership.UNKNOWN: "Not stated"}
GENDER = {
    Gender.FEMALE: "Female",
    Gender.MALE: "Male",
    Gender.NEUTRAL: "Neutral",
    Gender.UNKNOWN: "Not stated",
}
ORIENTATION = {
    Orientation.PORTRAIT: "Portrait",
    Orientation.LANDSCAPE: "Landscape",
    Orientation.SQUARE: "Square",
}
STATUS = {
    Status.READY: "Ready",
    Status.PROCESSING: "Being made",
    Status.PENDING_CONSENT: "Waiting for consent",
    Status.FAILED: "Failed",
    Status.UNKNOWN: "Not stated",
}


def short_id(value: str) -> str:
    """Enough of an id to tell two cards of the same name apart."""
    shown = escaped(value)
    return shown if len(shown) <= 14 else f"{shown[:6]}…{shown[-5:]}"


def second_line(avatar: Avatar) -> str:
    """Variant or look; a short id where there is neither."""
    return displayable(avatar.display_variant) or short_id(avatar.copy_id)


def spoken_name(avatar: Avatar, provider_name: str, standing: Standing = UNKNOWN) -> str:
    """Name of a grid item for a screen reader: display name, variant or look, provider, more."""
    parts = [displayable(avatar.display_name), second_line(avatar), provider_name]
    marks = [("Starred", standing.is_favourite), ("has a note", bool(standing.note))]
    said = [word for word, holds in marks if holds]
    return ", ".join([*parts, *badges(avatar, standing), *said])


def badges(avatar: Avatar, standing: Standing, provider_name: str = "") -> list[str]:
    """At most three words for what sets this card apart; the provider's first where it is given."""
    words = [displayable(provider_name)] if provider_name else []
    if standing.gone_since is not None:
        words.append("Gone")
    elif standing.denied_since is not None:
        words.append("Not offered")
    elif standing.is_new:
        words.append("New")
    if avatar.status in {Status.PROCESSING, Status.PENDING_CONSENT, Status.FAILED}:
        words.append(STATUS[avatar.status])
    if avatar.ownership is Ownership.CUSTOM:
        words.append("Custom")
    if avatar.premium:
        words.append("Premium")
    if avatar.orientation in {Orientation.LANDSCAPE, Orientation.SQUARE}:
        words.append(ORIENTATION[avatar.orientation])
    return words[:3]


def looks_words(count: int) -> str:
    return counted(count, "look", "looks")


def person_line(family: Family) -> str:
    """Below a person's name: what the first of the looks are called, without the name again."""
    words = (look.display_variant.removeprefix(family.name).strip() for look in family.looks[:4])
    return ", ".join(isolated(word) for word in words if word)


def person_badges(family: Family, provider_name: str = "") -> list[str]:
    """At most three words: the number of looks, the provider's name, and whose person it is."""
    words = [looks_words(len(family.looks)), displayable(provider_name)]
    if family.cover.ownership is Ownership.CUSTOM:
        words.append("Custom")
    return [word for word in words if word]


def spoken_person(family: Family, provider_name: str) -> str:
    """Name of a grid item that stands for a person, for a screen reader."""
    return ", ".join([displayable(family.name), *person_badges(family, provider_name)])


def engine_words(engine: Engine) -> str:
    """The plain name with the raw label beside it where the two differ."""
    return engine.name if engine.name == engine.raw else _beside(engine.name, engine.raw)


def with_raw(word: str, raw: str) -> str:
    """Our word, and the provider's where it says something else."""
    return word if not raw or raw.casefold() == word.casefold() else _beside(word, raw)


def name_in_use(provider: str, accounts: Sequence[KeyAccount]) -> str:
    """The provider's name, with that of the account in use where there are several."""
    current = next((account for account in accounts if account.is_current), None)
    if current is None or len(accounts) < 2:
        return provider
    return _beside(provider, current.name)


def _beside(word: str, raw: str) -> str:
    return f"{isolated(word)} ({isolated(raw)})"


def date_words(when: datetime) -> str:
    """Local date and time to the minute."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}"


def with_pause(problem: Problem) -> str:
    """Its sentence, and until when the service is not asked where it wants a pause.

    To be worded once, when the problem has come: the pause counts from then.
    """
    if not isinstance(problem, RateLimited) or problem.retry_after <= 0:
        return str(problem)
    end = datetime.now(UTC) + timedelta(seconds=problem.retry_after)
    what = str(problem).removesuffix(".")
    return f"{what}, and nothing is asked before {end.astimezone():%H:%M:%S}."


def counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
