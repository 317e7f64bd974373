"""How many avatars the demo has in all, and how many of them are whose."""

USUAL = 777
LARGEST = 100_000
_ANAM_OF_USUAL = 120


def shares(size: int) -> tuple[int, int]:
    """Anam's and HeyGen's part of ``size`` avatars, as they are of the usual ones; each has one."""
    anam = max(1, round(size * _ANAM_OF_USUAL / USUAL))
    return anam, max(1, size - anam)


ANAM_USUAL, HEYGEN_USUAL = shares(USUAL)
