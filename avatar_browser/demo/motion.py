"""How people move in their clips: poses over time that end where they began."""

from dataclasses import replace
from math import pi, sin

from avatar_browser.demo.art.traits import Pose
from avatar_browser.demo.dice import Dice


def _blinking(at: float, moments: tuple[float, ...]) -> float:
    """1 while the eyes are shut."""
    return max((max(0.0, 1 - abs(at - moment) / 0.042) for moment in moments), default=0.0)


def talking(base: Pose, seed: str, at: float) -> Pose:
    """``base`` in the midst of a sentence; ``at`` runs from 0 to 1 and starts over."""
    dice = Dice("talk", seed)
    phase = dice.between("phase", 0, 0.3)
    turn = 2 * pi * at
    speaking = max(0.0, min(1.0, min(at, 0.94 - at) / 0.06))
    voice = 0.5 + 0.5 * sin(turn * 9 + 6 * phase)
    accent = 0.55 + 0.45 * sin(turn * 2 + phase)
    return replace(
        base,
        talk=speaking * voice * accent * 0.9,
        teeth=base.teeth * (1 - 0.75 * speaking),
        round=speaking * (0.35 + 0.35 * sin(turn * 4)) * (1 - voice * 0.6),
        smile=base.smile * (1 - 0.25 * speaking),
        blink=_blinking(at, (0.3 + 0.1 * phase, 0.78)),
        turn=base.turn + 0.34 * sin(turn),
        gaze=-0.12 * sin(turn),
        tilt=base.tilt + 1.5 * sin(turn + phase * 8) - 1.5 * sin(phase * 8),
        nod=2.4 * sin(2 * turn) * (0.4 + 0.6 * speaking),
        raise_brows=max(0.0, sin(2 * turn)) * 0.8,
        breath=sin(turn),
    )


def idling(base: Pose, seed: str, at: float) -> Pose:
    """``base`` listening: hardly more than breath and a blink."""
    moment = Dice("idle", seed).between("blink", 0.3, 0.7)
    turn = 2 * pi * at
    return replace(
        base,
        teeth=base.teeth * 0.5,
        blink=_blinking(at, (moment,)),
        turn=base.turn + 0.14 * sin(turn),
        tilt=base.tilt + 0.6 * sin(turn),
        nod=0.8 * (1 - sin(turn + pi / 2)),
        breath=sin(turn),
    )
