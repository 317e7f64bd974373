"""The body of an API answer, gathered and unpacked under a cap."""

import zlib
from collections.abc import Iterator

from avatar_browser.domain.errors import UnexpectedAnswer
from avatar_browser.providers.exchange import AnswerCut

_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 256 * 1024


class Body:
    """Takes raw chunks. ``cap`` bounds the bytes on the wire and, apart, the bytes unpacked: a
    few hundred kilobytes of gzip can hold hundreds of megabytes, which are never made."""

    def __init__(self, encoding: str, cap: int) -> None:
        """``encoding`` is the Content-Encoding header. Raises UnexpectedAnswer unless it is gzip
        or none."""
        name = encoding.strip().lower()
        if name not in {"", "identity", "gzip", "x-gzip"}:
            raise UnexpectedAnswer(code="content encoding")
        self._unpacker = zlib.decompressobj(_GZIP) if name.endswith("gzip") else None
        self._cap = cap
        self._on_the_wire = 0
        self._gathered = bytearray()

    def add(self, chunk: bytes) -> None:
        """Raises UnexpectedAnswer when the body grows beyond the cap or cannot be unpacked."""
        self._on_the_wire += len(chunk)
        for piece in self._unpacked(chunk):
            self._gathered += piece
            if max(self._on_the_wire, len(self._gathered)) > self._cap:
                raise UnexpectedAnswer(
                    "The answer of the service is too large to be read.", code="too large"
                )

    def whole(self) -> bytes:
        """The body. Raises AnswerCut when the packed data has no end."""
        if self._unpacker is not None and self._on_the_wire and not self._unpacker.eof:
            raise AnswerCut(code="cut off")
        return bytes(self._gathered)

    def _unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """In pieces: the megabytes of one that is made at once are copied while the window, which
        shares the interpreter, waits."""
        if self._unpacker is None:
            yield chunk
            return
        piece = b""
        while chunk or len(piece) == _PIECE:
            try:
                piece = self._unpacker.decompress(chunk, _PIECE)
            except zlib.error:
                raise UnexpectedAnswer(code="content encoding") from None
            chunk = self._unpacker.unconsumed_tail
            yield piece
