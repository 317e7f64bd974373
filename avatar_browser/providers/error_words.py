"""The other side's own words about a failure, for "Copy details" only."""

from avatar_browser.domain.text import ERROR_LIMIT, displayable, redacted
from avatar_browser.providers.protocol import Answer
from avatar_browser.providers.records import Record

_RAW_LIMIT = 200


def words_of(answer: Answer) -> str:
    """``message``, then ``error`` (text or ``{message}``), else the raw text cut short."""
    record = Record.of(answer.payload)
    said = (
        record.text("message", ERROR_LIMIT)
        or record.text("error", ERROR_LIMIT)
        or record.record("error").text("message", ERROR_LIMIT)
    )
    return said or displayable(answer.text, _RAW_LIMIT)


def quoted(words: str) -> str:
    """``words`` as the detail of a Problem: one line, without signatures and keys."""
    return redacted(displayable(words, ERROR_LIMIT))
