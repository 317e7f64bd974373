"""What is said over the picture, and how often its host is asked, for each fault of a medium."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.faults.api_cases import NONE
from tests.support import faults
from tests.support.faults import MIB, Fault

PICTURE = "/faulty.png"
CLIP = "/faulty.mp4"


@dataclass(frozen=True, slots=True)
class MediaCase:
    """``said`` is a part of the sentence, ``asked`` the number of requests to the media host.

    ``limits`` are numbers of the media client that are made smaller.
    """

    row: str
    name: str
    fault: Fault
    said: str
    asked: int = 1
    limits: Mapping[str, float] = field(default_factory=lambda: NONE)

    @property
    def id(self) -> str:
        return f"{self.row} {self.name}"


_TROUBLE = "The service has trouble answering: "
_LATE = "The service took too long to answer: "
_BROKE_OFF = "The answer broke off on the way: "
_ALL_THE_SAME = ": nothing is to be done, the avatar works all the same."
_UNSAFE = f"is not one that is safe to open{_ALL_THE_SAME}"
_USELESS = f"packed in a way that is not accepted{_ALL_THE_SAME}"
_TOO_LARGE = f"MiB, the most that is fetched{_ALL_THE_SAME}"
_NOT_THE_HOST = "but perhaps a device of this network: check"
_LOG_IN = "log-in page: log in to this network with your browser, then "
_IN_A_CIRCLE = f"leads on from address to address{_ALL_THE_SAME}"

EITHER = (
    MediaCase(
        "F03", "refused for good", faults.refuses(403), "could not be renewed: choose “Refresh”"
    ),
    MediaCase("F04", "not there", faults.refuses(404), "not there any more: choose “Refresh”"),
    MediaCase("F07", "server error", faults.refuses(500), _TROUBLE),
    MediaCase("F12", "redirect to a bad address", faults.redirects("http://10.0.0.1/"), _UNSAFE),
    MediaCase("F13", "redirect to file", faults.redirects("file:///etc/passwd"), _UNSAFE),
    MediaCase("F13", "redirect to ftp", faults.redirects("ftp://127.0.0.1/a.png"), _UNSAFE),
    MediaCase("F14", "no status line", faults.no_status_line(), _NOT_THE_HOST),
    MediaCase("F14", "giant header", faults.giant_header(), _NOT_THE_HOST),
    MediaCase(
        *("F19", "silence", faults.says_nothing(), "did not answer in time: "),
        limits={"SILENCE": 0.2},
    ),
    MediaCase("F21", "cut before a byte of it", faults.breaks_off(b"HTTP/1.1 200"), _BROKE_OFF, 2),
    MediaCase("F23", "reset", faults.resets(), _BROKE_OFF, 2),
    MediaCase("F25", "packed", faults.gzip_bomb(300 * MIB), _USELESS),
    MediaCase("F25", "unknown packing", faults.claims_encoding("br"), _USELESS),
)
"""Of pictures and clips alike."""

PICTURES = (
    *EITHER,
    MediaCase("F11", "redirect loop", faults.redirects(PICTURE), _IN_A_CIRCLE, 4),
    MediaCase("F15", "log-in page", faults.log_in_page(), f"{_LOG_IN}choose “Refresh”"),
    MediaCase(
        *("F20", "dripping head", faults.drips_a_head(), _LATE), limits={"IMAGE_DEADLINE": 0.3}
    ),
    MediaCase(
        *("F20", "dripping body", faults.drips_a_body("image/png"), _LATE),
        limits={"IMAGE_DEADLINE": 0.3},
    ),
    MediaCase("F21", "cut by length", faults.cut_by_length(b"\x89PNG"), _BROKE_OFF, 2),
    MediaCase("F21", "cut in chunks", faults.cut_in_chunks(b"\x89PNG"), _BROKE_OFF, 2),
    MediaCase(
        "F22", "cut unseen", faults.cut_unseen(b"\x89PNG\r\n\x1a\n"), "is damaged: choose “Refresh”"
    ),
    MediaCase("F24", "claims too much", faults.claims(2**40), f"10 {_TOO_LARGE}"),
)
CLIPS = (
    *EITHER,
    MediaCase("F11", "redirect loop", faults.redirects(CLIP), _IN_A_CIRCLE, 4),
    MediaCase("F15", "log-in page", faults.log_in_page(), f"{_LOG_IN}press “Play”"),
    MediaCase(
        *("F20", "dripping body", faults.drips_a_body("video/mp4"), _LATE),
        limits={"VIDEO_DEADLINE": 0.3},
    ),
    MediaCase("F21", "cut by length", faults.cut_by_length(b"\0\0\0\x18ftypmp42"), _BROKE_OFF),
    MediaCase(
        "F22", "cut unseen", faults.cut_unseen(b"\0\0\0\x18ftypmp42"), "or damaged: press “Play”"
    ),
    MediaCase("F24", "claims too much", faults.claims(2**40), f"200 {_TOO_LARGE}"),
)
