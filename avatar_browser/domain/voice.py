"""The voice that an avatar speaks with unless the call names another."""

from dataclasses import dataclass, field

from avatar_browser.domain.avatar import Gender


@dataclass(frozen=True, slots=True)
class Voice:
    """``name`` and ``language`` are the provider's words, empty where it told none.

    ``sample_url`` is an http or https link to a short sound file, empty where there is none; it
    may carry a signature and is then a secret with a short life.
    """

    id: str
    name: str
    language: str = ""
    gender: Gender = Gender.UNKNOWN
    sample_url: str = field(default="", repr=False)
