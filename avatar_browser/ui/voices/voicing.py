"""Lets the voice of the avatar in the details be known and heard."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.errors import MediaExpired, NotFound, Problem
from avatar_browser.domain.voice import Voice
from avatar_browser.services.voice_samples import VoiceSamples
from avatar_browser.services.voices import Voices
from avatar_browser.ui.telling import told
from avatar_browser.ui.video import support as video_support
from avatar_browser.ui.video.floor import Floor
from avatar_browser.ui.video.player_settings import PlayerSettings
from avatar_browser.ui.voices import support
from avatar_browser.ui.voices.row import PLAY, Playing, VoiceRow
from avatar_browser.ui.window import MainWindow

if TYPE_CHECKING:
    from avatar_browser.ui.voices.sound import SoundPlayer

REST_MS = 150
"""So long a choice rests before the provider is asked: arrow keys run over many avatars."""
_PLAY = f"“{PLAY}”"
NO_DEVICE = "This computer has no sound device: connect one to hear the sample."
NOT_THERE = "The sample is not there any more: nothing is to be done, the voice works all the same."
EXPIRED = f"The link to the sample has expired: press {_PLAY} to look it up again."


class Voicing(QObject):
    """Shows a row below the picture for an avatar with a default voice, and plays its sample.

    Where the look names no voice its person's counts. The sample stops when another avatar is
    shown, when anything else begins to play, and when the window closes.
    """

    def __init__(
        self,
        window: MainWindow,
        voices: Voices,
        samples: VoiceSamples,
        floor: Floor,
        playing: PlayerSettings,
    ) -> None:
        """Samples are as loud as ``playing`` says; mute is for clips that play by themselves."""
        super().__init__(window)
        self._window = window
        self._voices = voices
        self._samples = samples
        self._floor = floor
        self._playing = playing
        self._player: SoundPlayer | None = None
        self._avatar: AvatarKey | None = None
        self._shown = "", ""
        self._voice: Voice | None = None
        self._is_unknown = False
        self._may_renew = False
        self._is_renewing = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look_up)
        self.row = VoiceRow(window.parts.appearance.theme)
        self.row.hide()
        window.pane.put_below_stage(self.row)
        self.action = window.menu_actions.add("Play &Voice Sample", "Ctrl+Shift+V")
        window.menu_actions.menus["view"].insertAction(window.menu_actions.refresh, self.action)
        self._connect()
        self._on_look_shown(window.pane.look)
        self._show_action()

    def _connect(self) -> None:
        window = self._window
        window.pane.look_shown.connect(self._on_look_shown)
        window.closed.connect(self.stop)
        window.parts.appearance.changed.connect(self._on_theme_changed)
        self.row.play_toggled.connect(self.toggle)
        self.action.triggered.connect(self.toggle)
        self._voices.voice_found.connect(self._on_voice_found)
        self._voices.voice_failed.connect(self._on_voice_failed)
        self._voices.session_changed.connect(self._on_session_changed)
        self._samples.ready.connect(self._on_sample_ready)
        self._samples.failed.connect(self._on_sample_failed)

    @property
    def is_playing(self) -> bool:
        return self._player is not None and self._player.is_playing

    @property
    def player(self) -> "SoundPlayer | None":
        """None until the first sample: its start loads FFmpeg."""
        return self._player

    def toggle(self) -> None:
        """Play the sample, or stop it; nothing happens where there is none."""
        if self._floor.owner is self:
            self.stop()
        elif self._voice is not None and self.row.can_play:
            self._may_renew = True
            self._fetch(self._voice)

    def stop(self) -> None:
        """Be silent, and fetch no sample any more."""
        self._end("")

    def _on_look_shown(self, avatar: Avatar | None) -> None:
        """None where it is about a person, whose own voice is told then, or about nothing."""
        shown = avatar or self._window.pane.avatar
        person = shown.person if shown else None
        voice_id = avatar.default_voice_id if avatar else ""
        voice_id = voice_id or (person.default_voice_id if person else "")
        key = shown.key if shown else None
        if key != self._avatar:  # the looks of a person mostly share a voice
            self.stop()
            self._avatar = key
        self._show(shown.key.provider if shown else "", voice_id)

    def _show(self, provider_id: str, voice_id: str) -> None:
        if (provider_id, voice_id) == self._shown:
            if self._is_unknown:
                self._rest.start()
            return
        self._forget_voice()
        self._shown = provider_id, voice_id
        is_told = bool(voice_id) and self._voices.can_tell(provider_id)
        self.row.setVisible(is_told)
        if is_told and self._voices.voice_of(provider_id, voice_id):
            self._look_up()
        elif is_told:
            self.row.show_looking()
            self._rest.start()
        self._show_action()

    def _forget_voice(self) -> None:
        self.stop()
        self._rest.stop()
        self._voice = None
        self._is_unknown = False

    def _look_up(self) -> None:
        self._voices.want(*self._shown)

    def _on_voice_found(self, provider_id: str, voice: Voice) -> None:
        is_news = voice != self._voice or self._is_renewing
        if (provider_id, voice.id) != self._shown or not is_news:
            return
        before, self._voice = self._voice, voice
        is_renewed, self._is_renewing = self._is_renewing, False
        self._is_unknown = False
        why_not = video_support.missing_text("Sound")
        self.row.show_voice(voice, why_not)
        self._show_action()
        if is_renewed and voice.sample_url and voice != before:
            self._fetch(voice)
        elif is_renewed:
            self._end(EXPIRED)

    def _on_voice_failed(self, provider_id: str, voice_id: str, problem: Problem) -> None:
        if (provider_id, voice_id) == self._shown:
            self._forget_voice()
            self._is_unknown = True
            self.row.show_unknown(told(problem, "select the avatar again to look it up"))
            self._show_action()

    def _on_session_changed(self, provider_id: str) -> None:
        shown = self._shown
        if shown[0] == provider_id:
            self._show("", "")
            self._show(*shown)

    def _fetch(self, voice: Voice) -> None:
        # The floor is taken now: the sound of a clip is not to run into the sample's.
        self._floor.take(self, self.stop)
        self.row.show_playing(Playing.FETCHING)
        self._samples.fetch(self._shown[0], voice)

    def _on_sample_ready(self, provider_id: str, voice_id: str, path: str) -> None:
        player = self._made_player()
        if player is not None and (provider_id, voice_id) == self._shown:
            self.row.show_playing(Playing.HEARD, "" if player.has_device else NO_DEVICE)
            player.set_volume(self._playing.volume)
            player.play(Path(path))

    def _on_sample_failed(self, provider_id: str, voice_id: str, problem: Problem) -> None:
        """A link that is past is looked up anew, once."""
        if (provider_id, voice_id) != self._shown:
            return
        is_past = isinstance(problem, MediaExpired)
        if is_past and self._may_renew:
            self._may_renew, self._is_renewing = False, True
            self._voices.forget(provider_id)
            self._look_up()
        else:
            self._end(_why(problem))

    def _made_player(self) -> "SoundPlayer | None":
        player_class = support.player_class()
        if self._player is None and player_class is not None:
            self._player = player_class(self)
            self._player.ended.connect(self.stop)
            self._player.failed.connect(self._end)
        return self._player

    def _end(self, why: str) -> None:
        """``why`` it could not be heard; empty where it was, or was not to be."""
        self._is_renewing = False
        self._samples.cancel()
        if self._player is not None:
            self._player.close()
        self._floor.leave(self)
        self.row.show_playing(Playing.NOT, why, failed=bool(why))

    def _show_action(self) -> None:
        self.action.setEnabled(not self.row.isHidden() and self.row.can_play)

    def _on_theme_changed(self) -> None:
        self.row.set_theme(self._window.parts.appearance.theme)


def _why(problem: Problem) -> str:
    if isinstance(problem, MediaExpired):
        return EXPIRED
    if isinstance(problem, NotFound):
        return NOT_THERE
    return told(problem, f"press {_PLAY} to try again")
