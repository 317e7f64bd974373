"""Names for files that are called after something from outside."""

import unicodedata
from hashlib import sha256

_READ = 200
_KEPT = 40
_HEX_DIGITS = 10


def file_name(title: str, identifier: str, ending: str) -> str:
    """One path component such as ``liv-home-3f2a9c0d1e.csv``, whatever ``title`` holds (T19).

    Of ``title`` the first letters and digits of any script are kept, folded; without any, the
    name is the digits alone. The ten hexadecimal digits are those of ``identifier``, so that two
    of the same title do not meet, and no name is one that a system keeps for itself. ``ending``
    comes from the program, never from outside, and has no dot.
    """
    digits = sha256(identifier.encode(errors="surrogatepass")).hexdigest()[:_HEX_DIGITS]
    slug = _slug(title)
    return f"{slug}-{digits}.{ending}" if slug else f"{digits}.{ending}"


def _slug(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title[:_READ]).casefold()
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split()
    joined = "-".join(word for word in words if any(c.isalnum() for c in word))
    return unicodedata.normalize("NFC", joined)[:_KEPT].rstrip("-")
