"""Themes: where somebody is seen, and what they wear there."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One setting. ``title`` is a word or two for names, ``place`` goes into a sentence."""

    title: str
    place: str
    backdrop: str
    soft: tuple[str, ...]
    strong: tuple[str, ...]
    tags: tuple[str, ...]


THEMES: Mapping[str, Theme] = {
    theme.title.lower(): theme
    for theme in (
        Theme(
            "Office",
            "in a bright open office",
            "office",
            ("blazer", "blouse", "shirt", "suit"),
            ("suit", "blazer", "shirt", "sweater"),
            ("business", "professional", "indoor"),
        ),
        Theme(
            "Home",
            "in a living room with a warm lamp",
            "home",
            ("sweater", "cardigan", "tee", "striped"),
            ("sweater", "hoodie", "cardigan", "tee"),
            ("casual", "warm", "indoor"),
        ),
        Theme(
            "Studio",
            "in front of seamless studio paper",
            "studio",
            ("turtleneck", "blazer", "tee", "dress"),
            ("turtleneck", "shirt", "tee", "blazer"),
            ("studio", "plain"),
        ),
        Theme(
            "Halo",
            "before a plain wall with a disc of light",
            "halo",
            ("dress", "striped", "blouse", "turtleneck"),
            ("polo", "tee", "shirt", "sweater"),
            ("studio", "colourful"),
        ),
        Theme(
            "Library",
            "among bookshelves",
            "bookshelf",
            ("cardigan", "sweater", "blouse"),
            ("sweater", "blazer", "cardigan"),
            ("education", "indoor"),
        ),
        Theme(
            "Window",
            "at a large window in daylight",
            "window",
            ("blouse", "striped", "shirt"),
            ("shirt", "sweater", "polo"),
            ("daylight", "indoor"),
        ),
        Theme(
            "Cafe",
            "in a coffee house in the evening",
            "cafe",
            ("denim", "blazer", "turtleneck"),
            ("leather", "denim", "apron"),
            ("casual", "evening"),
        ),
        Theme(
            "Clinic",
            "in a doctor's practice",
            "clinic",
            ("scrubs", "coat"),
            ("coat", "scrubs"),
            ("healthcare", "professional"),
        ),
        Theme(
            "Podcast",
            "in a recording room",
            "podcast",
            ("hoodie", "leather", "tee"),
            ("hoodie", "leather", "tee"),
            ("media", "evening"),
        ),
        Theme(
            "Loft",
            "in front of a brick wall",
            "loft",
            ("denim", "leather", "tee"),
            ("denim", "tee", "shirt"),
            ("casual", "creative"),
        ),
        Theme(
            "Kitchen",
            "in a kitchen",
            "kitchen",
            ("apron", "striped", "shirt"),
            ("apron", "polo", "shirt"),
            ("cooking", "indoor"),
        ),
        Theme(
            "Garden",
            "among big leaves",
            "plants",
            ("dress", "blouse", "tee"),
            ("polo", "tee", "shirt"),
            ("nature", "fresh"),
        ),
        Theme(
            "City",
            "above the city at dusk",
            "city",
            ("dress", "blazer", "leather"),
            ("suit", "leather", "turtleneck"),
            ("evening", "outdoor"),
        ),
        Theme(
            "Park",
            "in a park",
            "park",
            ("denim", "striped", "hoodie"),
            ("hoodie", "denim", "polo"),
            ("outdoor", "nature"),
        ),
        Theme(
            "Seaside",
            "by the sea",
            "sea",
            ("dress", "striped", "shirt"),
            ("shirt", "tee", "polo"),
            ("outdoor", "summer"),
        ),
        Theme(
            "Mountains",
            "in front of distant mountains",
            "mountains",
            ("sweater", "hoodie", "denim"),
            ("sweater", "hoodie", "denim"),
            ("outdoor", "travel"),
        ),
        Theme(
            "Paper",
            "in front of coloured paper",
            "paper",
            ("tee", "turtleneck", "cardigan"),
            ("tee", "sweater", "cardigan"),
            ("studio", "colourful"),
        ),
        Theme(
            "Duotone",
            "in two-coloured light",
            "duotone",
            ("leather", "turtleneck", "dress"),
            ("leather", "turtleneck", "tee"),
            ("studio", "creative"),
        ),
        Theme(
            "Cutout",
            "without a background",
            "cutout",
            ("blazer", "blouse", "tee"),
            ("suit", "blazer", "shirt"),
            ("transparent", "studio"),
        ),
    )
}
