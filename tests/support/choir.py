"""HeyGen looks that speak, and what is looked at where their voices are shown."""

import wave
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from avatar_browser.ui.voices.row import PLAY, VoiceRow
from avatar_browser.ui.voices.voicing import Voicing
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import MediaServer, sends, sends_json
from tests.support.studio import Studio, click_card

SOUNDS = Path(__file__).parents[1] / "data" / "media"
OWN, STOCK = (f"/v3/voices?type={kind}&limit=100" for kind in ("private", "public"))
NO_PAGE: dict[str, Any] = {"data": [], "has_more": False}


def silence(seconds: int) -> bytes:
    """A wav file."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8_000)
        sound.writeframes(bytes([128]) * 8_000 * seconds)
    return file.getvalue()


LONG = silence(60)
"""It does not end by itself while a test looks on."""


class Choir:
    """A studio whose HeyGen looks speak: "Abby 0" with Aria, "Abby 1" as her person does, …"""

    def __init__(self, studio: Studio, qtbot: QtBot) -> None:
        self.studio = studio
        self.server: MediaServer = studio.server
        self._qtbot = qtbot
        self._looks: list[dict[str, Any]] = []
        for number, voice_id in enumerate(["aria", None, "mute", "gone", "ben", "aria"]):
            self._serve_look(number, voice_id)
        looks = {"data": self._looks, "has_more": False}
        people = [{"id": "group-1", "name": "Abigail", "default_voice_id": "ben"}]
        self.server.serve("/v3/avatars/looks?ownership=public&limit=50", sends_json(looks))
        self.server.serve(
            "/v3/avatars?ownership=public&limit=50", sends_json({**NO_PAGE, "data": people})
        )
        self.sample = self.server.serve("/aria", sends(LONG, "text/html"))
        self.server.serve("/ben", sends(LONG))
        self.server.serve(OWN, sends_json(NO_PAGE))
        self.serve_voices()

    def _serve_look(self, number: int, voice_id: str | None) -> None:
        look = {
            "id": f"look-{number}",
            "name": f"Abby {number}",
            "avatar_type": "studio_avatar",
            "group_id": "group-1",
            "preview_image_url": f"{self.server.url}/still.png",
            "preview_video_url": f"{self.server.url}/clip.mp4" if number == 4 else None,
            "default_voice_id": voice_id,
        }
        self._looks.append(look)
        self.server.serve(f"/v3/avatars/looks/{look['id']}", sends_json({"data": look}))

    def serve_voices(self, aria: str = "") -> None:
        """The only page of the list. ``aria``: another link to her sample."""
        told = [
            ("aria", "Aria", "Spanish", "female", aria or self.sample),
            ("ben", "Ben\u202e", "English", "Male", f"{self.server.url}/ben"),
            ("mute", "Mute", "English", "unknown", "s3://voices/mute.mp3"),
        ]
        names = ("voice_id", "name", "language", "gender", "preview_audio_url")
        voices = [dict(zip(names, one, strict=True)) for one in told]
        self.server.serve(STOCK, sends_json({**NO_PAGE, "data": voices}))

    def open(self) -> MainWindow:
        """The window with HeyGen's looks, and no clip that plays by itself."""
        self.studio.plays_on_hover = False
        window = self.studio.open_filled()
        window.header.choose_tab(2)
        self._qtbot.waitUntil(lambda: window.is_settled)
        return window

    def open_on(self, row: int) -> MainWindow:
        window = self.open()
        click_card(window.page, row)
        return window

    def open_ready(self, row: int = 0) -> MainWindow:
        """The same once the sample can be played."""
        window = self.open_on(row)
        self._qtbot.waitUntil(lambda: row_of(window).can_play)
        return window

    def play(self, window: MainWindow) -> None:
        """The sample of what is chosen, until it can be heard."""
        self._qtbot.waitUntil(lambda: row_of(window).can_play)
        button(window, PLAY).click()
        self._qtbot.waitUntil(lambda: voicing(window).is_playing)


def row_of(window: MainWindow) -> VoiceRow:
    row = window.pane.findChild(VoiceRow)
    assert row is not None
    return row


def voicing(window: MainWindow) -> Voicing:
    found = window.findChild(Voicing)
    assert found is not None
    return found


def button(window: MainWindow, name: str) -> QToolButton:
    return next(b for b in _buttons(window) if b.accessibleName() == name)


def has_button(window: MainWindow, name: str) -> bool:
    return any(b.accessibleName() == name for b in _buttons(window))


def _buttons(window: MainWindow) -> list[QToolButton]:
    return window.pane.findChildren(QToolButton)
