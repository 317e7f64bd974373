"""Speech without words: soft vowels of a made-up voice, so that a sample can be heard."""

from array import array
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin
from wave import open as open_wave

from avatar_browser.demo.dice import Dice

RATE = 16_000
_SYLLABLES = 9
_PARTIALS = 14
# The two lowest resonances of a, e, i, o and u, in hertz.
_VOWELS = ((730, 1150), (530, 1850), (300, 2250), (500, 900), (330, 750))


@dataclass(frozen=True, slots=True)
class Speech:
    """What one voice says. ``pitch`` is in hertz, ``seed`` chooses melody and vowels."""

    seed: str
    pitch: float


@lru_cache(maxsize=32)
def spoken(speech: Speech) -> bytes:
    """A wav file, mono, of about two seconds."""
    dice = Dice("speech", speech.seed)
    samples = array("h")
    for number in range(_SYLLABLES):
        falls = 1.12 - 0.2 * number / _SYLLABLES
        pitch = speech.pitch * falls * dice.between(f"pitch {number}", 0.92, 1.1)
        seconds = dice.between(f"length {number}", 0.13, 0.28)
        samples.extend(_syllable(pitch, dice.pick(f"vowel {number}", _VOWELS), seconds))
        if dice.chance(f"rest {number}", 0.3):
            samples.extend([0] * (RATE // 16))
    file = BytesIO()
    with open_wave(file, "wb") as wave:
        wave.setnchannels(1)
        wave.setsampwidth(2)
        wave.setframerate(RATE)
        wave.writeframes(samples.tobytes())
    return file.getvalue()


def _syllable(pitch: float, vowel: tuple[int, int], seconds: float) -> list[int]:
    """One period of the voice, repeated, swelling and dying away."""
    period = round(RATE / pitch)
    cycle = [_at(2 * pi * k / period, pitch, vowel) for k in range(period)]
    count = round(seconds * RATE)
    swell = ((1 - cos(2 * pi * k / count)) / 2 for k in range(count))
    return [round(9_000 * loud * cycle[k % period]) for k, loud in enumerate(swell)]


def _at(angle: float, pitch: float, vowel: tuple[int, int]) -> float:
    """-1 to 1, nearly."""
    total = 0.0
    for n in range(1, _PARTIALS + 1):
        loud = sum(1 / (1 + ((n * pitch - resonance) / 120) ** 2) for resonance in vowel)
        total += (loud + 0.15) / n**0.5 * sin(n * angle)
    return total / 3
