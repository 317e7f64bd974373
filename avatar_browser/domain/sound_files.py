"""What a sound file is, told by its bytes: the sample of a voice, before a player opens it.

Layouts are those of ISO/IEC 11172-3 (mp3), 13818-7 (adts), 14496-12 (m4a), RFC 3533 (ogg),
RFC 9639 (flac) and id3.org's ID3v2.4. A player skips an ID3 tag and takes whatever follows for
what it is, a playlist too; which is why what follows is looked at here.
"""

from avatar_browser.domain.errors import LOG_IN, MediaDamaged, MediaUnusable

AUDIO_BYTES = 20 * 2**20
AUDIO_FORMATS = frozenset({"mp3", "aac", "wav", "ogg", "m4a", "flac"})

_SOUND_BRANDS = frozenset(
    [b"M4A ", b"M4B ", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"dash"]
)
_MOST_TAGS = 4
_MOST_PADDING = 4096


def check_audio(data: bytes) -> str:
    """The format of a sound file that is fit to be played, one of ``AUDIO_FORMATS``.

    Raises MediaUnusable: code ``"too large"`` above 20 MiB, else ``"not audio"``.
    """
    if len(data) > AUDIO_BYTES:
        raise MediaUnusable(
            "The sample is larger than 20 MiB, the most that is fetched.",
            advice="nothing is to be done, the voice works all the same",
            code="too large",
        )
    found = _sniffed(data)
    if found is None:
        raise MediaDamaged(
            "What came is no sound that can be played, but perhaps this network's log-in page.",
            advice=LOG_IN,
            code="not audio",
        )
    return found


def _sniffed(data: bytes) -> str | None:
    start = _after_tags(data)
    head = data[start : start + 32]
    if head.startswith(b"fLaC"):
        return "flac"
    if len(head) >= 4 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return _frame_format(head)
    if start:
        return None  # only these are tagged that way
    if head.startswith((b"RIFF", b"RF64")) and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"OggS"):
        return "ogg"
    if head[4:8] == b"ftyp" and head[8:12] in _SOUND_BRANDS:
        return "m4a"
    return None


def _after_tags(data: bytes) -> int:
    """Where the sound begins, behind ID3v2 tags and the zeros that may follow them."""
    at = 0
    for _ in range(_MOST_TAGS):
        tag = data[at : at + 10]
        if len(tag) < 10 or not tag.startswith(b"ID3") or any(byte > 0x7F for byte in tag[6:]):
            break
        size = tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9]
        has_footer = bool(tag[5] & 0x10)
        at += 10 + size + (10 if has_footer else 0)
    if at:
        padded = data[at : at + _MOST_PADDING]
        at += len(padded) - len(padded.lstrip(b"\0"))
    return at


def _frame_format(head: bytes) -> str | None:
    """Of an MPEG audio frame's header; None where its fields hold what is reserved."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        return "aac" if head[1] & 0xF0 == 0xF0 and head[2] >> 2 & 15 < 13 else None
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return None if version == 1 or bit_rate == 15 or sample_rate == 3 else "mp3"
