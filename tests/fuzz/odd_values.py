"""What stands in no seed, and where programs stumble."""

_NUMBERS = [
    (number, size)
    for size in (1, 2, 4, 8)
    for number in (0, 1, (1 << 8 * size - 1) - 1, 1 << 8 * size - 1, (1 << 8 * size) - 1)
]
_WORDS = (b"moov", b"mdat", b"free", b"IDAT", b"IEND", b"VP8X", b"ANMF", b"\xff\xd9", b"\xff\xda")

BYTES = (
    *(number.to_bytes(size, "big") for number, size in _NUMBERS),
    *(number.to_bytes(size, "little") for number, size in _NUMBERS),
    *_WORDS,
    b'"',
)

SIGNATURE = "c0ffee5165"

ODD: tuple[object, ...] = (
    *(None, True, False, 0, -1, 0.5, 1e308, 2**31, 2**63, -(10**30), 10**400),
    *("", " ", "\0", "\ud800", "\udfff\ud800", "\u202eltr", "\u2066", "\ufeff", "é" * 300),
    *("x" * 70_000, "a\u0301" * 3_000, "<b>bold</b><img src='file:///etc/passwd'>", "=1+1", "@x"),
    *(
        f"https://media.example/a.mp4?X-Amz-Signature={SIGNATURE}&X-Amz-Expires=60",
        "http://[::1",
        "//",
    ),
    *("file:///etc/passwd", "https://user:pass@media.example/", "javascript:alert(1)", "../../x"),
    *("2024-02-30T00:00:00Z", "0000-00-00", "99999999-01-01", "1e999", "NaN", "true", "null"),
    *([], {}, [[]], [{}], [None], {"id": None}, {"id": {"id": "x"}}, ["x"] * 300),
)

DEEP = "[" * 400 + "]" * 400
