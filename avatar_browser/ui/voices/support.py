"""Whether this machine can play sound at all: where QtMultimedia is, it can."""

from importlib import import_module
from typing import TYPE_CHECKING

from avatar_browser.ui.video.support import why_missing

if TYPE_CHECKING:
    from avatar_browser.ui.voices.sound import SoundPlayer


def player_class() -> "type[SoundPlayer] | None":
    """None without QtMultimedia."""
    if why_missing():
        return None
    sound_player: type[SoundPlayer] = import_module("avatar_browser.ui.voices.sound").SoundPlayer
    return sound_player
