"""Text for a log: without the keys in use, signatures, tokens and the name of the home folder."""

import base64
import json
import re
from urllib.parse import quote

from avatar_browser.domain.secret import Secret
from avatar_browser.domain.text import redacted

_HIDDEN = "•••"
# Each has two groups: what stays before, and what stays after.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Headers as Python prints them: pairs of bytes or text, and entries of a dict.
        r"((?:authorization|api[-_]?key|cookie)\W{1,4}b?['\"])[^'\"]+(['\"])",
        r"((?:authorization|api[-_]?key|cookie) {0,4}[:=] {0,4})[^\r\n'\"]+()",
        r"(\b(?:bearer|basic) )[\w.~+/=-]{8,}()",
        r"(\w://)[^\s/?#@'\"<>]+(@)",  # user and password of an address
        r"(\b(?:sig|policy|(?:access_)?token)(?:=|%3d))[^\s&'\"<>]+()",
        r"()\beyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]*()",  # a JSON web token
        r"(\bsk[-_])[\w-]{8,}()",
    )
)


class Redactor:
    """Knows the keys of this process, to strike them from any text; may be used on any thread.

    A key is struck in whatever form text has it: as it is, in base64, in hexadecimal, and quoted as
    URLs, JSON and Python do. What looks like a credential is struck without being known.
    """

    def __init__(self, home: str = "") -> None:
        """``home`` is shown as ``~``: it tells who the user is."""
        self._home = re.compile(rf"{re.escape(home)}(?![\w.-])") if len(home) > 1 else None
        self._forms: frozenset[str] = frozenset()
        self._keys: re.Pattern[str] | None = None

    def add(self, secret: Secret) -> None:
        """From now on; a key that was added stays, since what it opens may stay open."""
        forms = self._forms | _forms_of(secret.reveal())
        if forms != self._forms:
            self._forms = forms
            # The longest first: one may be a part of another.
            ordered = sorted(forms, key=len, reverse=True)
            self._keys = re.compile("|".join(re.escape(form) for form in ordered))

    def redacted(self, text: str) -> str:
        text = self._struck(text)
        return self._home.sub("~", text) if self._home is not None else text

    def is_clean(self, text: str) -> bool:
        """Whether nothing in ``text`` is a key, or looks like a credential or a signed link."""
        return self._struck(text) == text

    def _struck(self, text: str) -> str:
        keys = self._keys
        if keys is not None:
            text = keys.sub(_HIDDEN, text)
        for pattern in _PATTERNS:
            text = pattern.sub(rf"\1{_HIDDEN}\2", text)
        return redacted(text)


def _forms_of(key: str) -> frozenset[str]:
    data = key.encode()
    forms = {
        key,
        quote(key, safe=""),
        quote(key),
        json.dumps(key)[1:-1],
        repr(key)[1:-1],
        data.hex(),
        base64.b64encode(data).decode().rstrip("="),
        base64.urlsafe_b64encode(data).decode().rstrip("="),
    }
    return frozenset(forms)
