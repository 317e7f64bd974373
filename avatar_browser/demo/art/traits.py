"""What a picture is made from: the person, what they wear, where they are, how they look."""

from dataclasses import dataclass, field
from enum import StrEnum


class Build(StrEnum):
    """How face and body are drawn; says nothing about the person's gender."""

    SOFT = "soft"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Face:
    """What stays the same in every look of a person. Shares are 0 to 1 unless said otherwise."""

    build: Build = Build.SOFT
    skin: int = 2
    """Index into :data:`avatar_browser.demo.art.palette.SKINS`, light to dark."""
    age: float = 0.3
    """0 is twenty, 1 is seventy."""
    jaw: float = 0.5
    chin: float = 0.5
    length: float = 0.5
    eyes: str = "brown"
    eye_size: float = 0.5
    eye_tilt: float = 0.5
    lid: float = 1.0
    """How far the crease lies above the eye; 0 is none."""
    brows: float = 0.5
    arch: float = 0.5
    nose: float = 0.5
    mouth: float = 0.5
    lips: float = 0.5
    hair: str = "long"
    hair_color: str = "brown"
    flip: bool = False
    """The parting is on the other side."""
    beard: str = ""
    glasses: str = ""
    glasses_color: str = "#2b2b33"
    freckles: bool = False
    mole: bool = False
    brow_color: str = ""


@dataclass(frozen=True, slots=True)
class Outfit:
    """What changes with the look. Colours are ``#rrggbb``."""

    kind: str = "tee"
    main: str = "#3d6b8e"
    second: str = "#f4efe6"
    accent: str = "#c8553d"
    scarf: str = "#5a7d8c"
    """The colour of a hijab, turban or head wrap."""
    earrings: str = ""
    metal: str = "#e0b45c"
    necklace: bool = False
    lipstick: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is behind the person, and where the light comes from."""

    backdrop: str = "studio"
    hue: str = "#8fb3c9"
    """The leading colour, ``#rrggbb``."""
    seed: str = ""
    light: int = -1
    """-1 is from the left of the picture, 1 from the right."""


@dataclass(frozen=True, slots=True)
class Pose:
    """What moves. All zero is a friendly look at the camera."""

    smile: float = 0.6
    teeth: float = 0.0
    """How far a smile shows the teeth."""
    talk: float = 0.0
    """How far the mouth is open."""
    round: float = 0.0
    """How far the talking mouth is pursed."""
    blink: float = 0.0
    gaze: float = 0.0
    """-1 to 1, to the left and right of the picture."""
    turn: float = 0.0
    """-1 to 1: the head's turn to the left and right of the picture."""
    tilt: float = 0.0
    """Degrees, clockwise."""
    nod: float = 0.0
    """Units, downwards."""
    raise_brows: float = 0.0
    breath: float = 0.0
    """-1 to 1."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything that is to be seen in one picture."""

    face: Face = field(default_factory=Face)
    outfit: Outfit = field(default_factory=Outfit)
    scene: Scene = field(default_factory=Scene)
    pose: Pose = field(default_factory=Pose)
