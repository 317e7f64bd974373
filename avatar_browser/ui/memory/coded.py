"""Bytes of Qt's in a file that people can read."""

from base64 import b64decode
from binascii import Error as Base64Error


def decoded(text: str) -> bytes:
    """No bytes where it is not base64."""
    try:
        return b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return b""
