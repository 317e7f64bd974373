"""Whether this machine can play sound at all: where QtMultimedia is, it can."""

from avatar_browser.ui.video import support as _video

player_class: "type[SoundPlayer] | None" = None

if _video.player_class is not None:
    from avatar_browser.ui.voices.sound import SoundPlayer

    player_class = SoundPlayer
