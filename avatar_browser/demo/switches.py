"""What a test, or a curious user, can change about the demo's servers while they run."""

import json
import time
from dataclasses import dataclass, field

from avatar_browser.demo.web import Response

ANAM_KEY = "anam-demo-key-4Qm81xT0"
HEYGEN_KEY = "heygen-demo-key-Zp37Lc92"


@dataclass(slots=True)
class Switches:
    """Read at each request; safe to set from another thread."""

    latency: float = 0.0
    """Seconds before each answer of an API. Media come without."""
    signed_seconds: int = 3600
    """The life of signed links that are handed out from now on."""
    v3_gone: bool = False
    """HeyGen's v3 family answers 410."""
    v2_gone: bool = False
    """HeyGen's v2 family answers 410."""
    key_seconds: float | None = None
    """How long the keys are good after the start; None is for ever, 0 not at all."""
    anam_key: str = ANAM_KEY
    heygen_key: str = HEYGEN_KEY
    started: float = field(default_factory=time.monotonic)

    def keys_are_good(self) -> bool:
        return self.key_seconds is None or time.monotonic() < self.started + self.key_seconds


def json_response(status: int, payload: object, **headers: str) -> Response:
    """Header names are given with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(status, {"Content-Type": "application/json; charset=utf-8", **named}, body)
