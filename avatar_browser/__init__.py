"""Avatar Browser: see, watch and copy avatars of AI video providers."""

__version__ = "0.1.0"
