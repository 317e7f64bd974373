"""What the window has to say, and how often a service is asked, for each fault of an API."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from avatar_browser.ui.notice import Act
from tests.support import faults
from tests.support.faults import MIB, Fault

NONE: Mapping[str, float] = MappingProxyType({})
REFUSED = "Anam refused the key"
NOT_PERMITTED = "Anam does not permit this"
PAUSE = "Anam asks for a pause"
TROUBLE = "Anam has trouble"
UNREADABLE = "Anam could not be read"


@dataclass(frozen=True, slots=True)
class Case:
    """``text`` is a part of the sentence under the title, ``asked`` the number of requests.

    ``waits`` are the first waits between them, and ``limits`` numbers of the API client that are
    made smaller, so that nobody waits for real.
    """

    row: str
    name: str
    fault: Fault
    title: str
    text: str
    asked: int = 1
    act: Act = Act.RETRY
    waits: tuple[float, ...] = ()
    limits: Mapping[str, float] = field(default_factory=lambda: NONE)

    @property
    def id(self) -> str:
        return f"{self.row} {self.name}"


_BROKE_OFF = "The answer broke off on the way: it is tried again by itself"
_UNREAD = "The service sent something that cannot be read: press “Try again”"
_LOG_IN = "log-in page: log in to this network with your browser, then press “Try again”"
_BY_ITSELF = "It is tried again by itself within minutes"
_NOT_THE_SERVICE = "is not the service, but perhaps a device of this network: check"
_TOO_LARGE = "too large to be read: press “Try again”, or look for a newer version"
_GUESSED = (1.0, 2.0)

CASES = (
    Case(
        *("F01", "key refused", faults.refuses(401), REFUSED, "mistyped: press “Replace key…”"),
        act=Act.REPLACE_KEY,
    ),
    Case("F02", "not permitted", faults.refuses(403), NOT_PERMITTED, "then press “Try again”"),
    Case(
        *("F05", "pause of 90 s", faults.pauses("90"), PAUSE, "by itself in 90 s"),
        act=Act.STOP,
    ),
    *(
        Case(
            *("F06", f"pause of {name}", faults.pauses(*values), PAUSE, "it goes on by itself in"),
            asked=3,
            act=Act.STOP,
            waits=_GUESSED,
        )
        for name, values in (
            ("nothing said", []),
            ("nothing", [""]),
            ("-5", ["-5"]),
            ("soon", ["soon"]),
            ("Arabic digits", ["\u0665"]),
        )
    ),
    Case(
        *("F06", "pause of ages", faults.pauses("1000000000"), PAUSE, "by itself in 5 min"),
        act=Act.STOP,
    ),
    *(
        Case(
            *("F07", f"{status}", faults.refuses(status), TROUBLE, _BY_ITSELF),
            asked=3,
            waits=_GUESSED,
        )
        for status in (500, 502, 503, 504)
    ),
    Case(
        *(
            "F07",
            "503 with a time",
            faults.refuses(503, "Retry-After: 7"),
            TROUBLE,
            _BY_ITSELF,
        ),
        asked=3,
        waits=(7.0, 7.0),
    ),
    Case("F09", "nothing", faults.refuses(204), UNREADABLE, "sent an empty response: press"),
    Case("F09", "empty body", faults.refuses(200), UNREADABLE, "sent an empty response: press"),
    Case(
        "F10",
        "redirect",
        faults.redirects("https://elsewhere.example/v1"),
        UNREADABLE,
        _LOG_IN,
    ),
    Case("F14", "no status line", faults.no_status_line(), UNREADABLE, _NOT_THE_SERVICE),
    Case("F14", "giant header", faults.giant_header(), UNREADABLE, _NOT_THE_SERVICE),
    Case("F15", "log-in page", faults.log_in_page(), UNREADABLE, _LOG_IN),
    Case(
        *("F19", "silence", faults.says_nothing(), TROUBLE, "did not answer in time: it is"),
        limits={"SILENCE": 0.2},
    ),
    Case(
        *("F19", "silence in the body", faults.says_nothing(faults.HALF), TROUBLE, "in time: it"),
        limits={"SILENCE": 0.2},
    ),
    Case(
        *("F20", "dripping head", faults.drips_a_head(), TROUBLE, "took too long to answer: it"),
        limits={"DEADLINE": 0.2},
    ),
    Case(
        *("F20", "dripping body", faults.drips_a_body(), TROUBLE, "took too long to answer: it"),
        limits={"DEADLINE": 0.2},
    ),
    Case("F21", "cut by length", faults.cut_by_length(), TROUBLE, _BROKE_OFF, asked=2),
    Case("F21", "cut in chunks", faults.cut_in_chunks(), TROUBLE, _BROKE_OFF, asked=2),
    Case("F22", "cut unseen", faults.cut_unseen(), UNREADABLE, _UNREAD),
    Case("F23", "reset", faults.resets(), TROUBLE, _BROKE_OFF, asked=2),
    Case("F23", "reset in the body", faults.reset_in_body(), TROUBLE, _BROKE_OFF, asked=2),
    Case(
        *("F24", "too large", faults.claims(2 * MIB, b" " * 2 * MIB), UNREADABLE, _TOO_LARGE),
        limits={"BODY_CAP": MIB},
    ),
    Case("F24", "length lies small", faults.claims(9, b'{"data": []}'), UNREADABLE, _UNREAD),
    Case("F25", "gzip bomb", faults.gzip_bomb(300 * MIB), UNREADABLE, _TOO_LARGE),
    Case(
        "F25",
        "unknown packing",
        faults.claims_encoding("zstd"),
        UNREADABLE,
        "does not understand: press “Try again”, or look for a newer version",
    ),
    Case("F34", "lists in lists", faults.nests(10**5), UNREADABLE, _UNREAD),
    Case("F47", "two million lists", faults.lists(2 * 10**6), UNREADABLE, _TOO_LARGE),
)
"""F08 is HeyGen's alone, and F16, F18, F26, F27 and F30 come before any answer: see elsewhere."""

FIRSTS = tuple({case.row: case for case in reversed(CASES)}.values())[::-1]
"""The first of each row."""
