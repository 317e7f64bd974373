"""One person ready to be drawn: the description with its colours mixed."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from avatar_browser.demo.art.palette import EYES, SKINS, Skin, Tone, hair_tone
from avatar_browser.demo.art.pens import Point, mirrored, mix
from avatar_browser.demo.art.traits import Build, Face, Outfit, Portrait, Pose, Scene


@dataclass(frozen=True, slots=True)
class Sitter:
    face: Face
    outfit: Outfit
    scene: Scene
    pose: Pose
    skin: Skin
    hair: Tone
    brow: QColor
    iris: QColor

    @classmethod
    def of(cls, portrait: Portrait) -> "Sitter":
        face = portrait.face
        skin = SKINS[face.skin]
        hair = hair_tone(face.hair_color)
        brow = hair_tone(face.brow_color or face.hair_color)
        return cls(
            face,
            portrait.outfit,
            portrait.scene,
            portrait.pose,
            skin,
            hair,
            mix(mix(brow.shade, brow.deep, 0.4), skin.line, 0.25),
            EYES[face.eyes],
        )

    @property
    def strong(self) -> bool:
        return self.face.build is Build.STRONG

    @property
    def light(self) -> int:
        return self.scene.light

    @property
    def neck(self) -> float:
        """Half the width of the neck."""
        return 55.0 if self.strong else 42.0

    @property
    def shoulder(self) -> float:
        """Half the width of the shoulders."""
        return 246.0 if self.strong else 212.0

    def jawline(self) -> list[Point]:
        """The right half of the face from the top of the skull to the chin."""
        face = self.face
        strong = 1.0 if self.strong else 0.0
        jaw = 66 + 11 * face.jaw + 10 * strong
        chin = 34 + 10 * face.chin + 10 * strong
        drop = 8 * (face.length - 0.5)
        cheek = 95 + 3 * strong
        return [
            (0, -148),
            (47, -139),
            (82, -107),
            (cheek + 1, -50),
            (cheek + 1, 4),
            (cheek - 7 + 2 * strong, 50),
            (jaw, 92 + drop * 0.5),
            (chin, 125 + drop),
            (chin * 0.42, 136.5 + drop),
            (0, 139 + drop),
        ]

    def outline(self) -> list[Point]:
        """The whole face as a closed outline, clockwise from the top of the skull."""
        half = self.jawline()
        return half + mirrored(half)[1:-1]
