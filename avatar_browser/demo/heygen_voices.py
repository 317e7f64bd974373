"""HeyGen's voices in the demo: those that its people speak with, and others beside them."""

from collections.abc import Mapping, Sequence

from avatar_browser.demo.dice import Dice
from avatar_browser.demo.heygen_cast import HeyGenCast
from avatar_browser.demo.heygen_looks import is_public, voice_id_of
from avatar_browser.demo.media import Asset, MediaHost
from avatar_browser.demo.people import HEYGEN_PEOPLE, Character, person_of
from avatar_browser.demo.speech import Speech

_TONES = ("Friendly", "Calm", "Bright", "Narrator")
_LANGUAGES = {"English": 5.0, "Spanish": 1.0, "German": 1.0, "French": 1.0, "Japanese": 1.0}
_PITCHES = {"female": 205.0, "male": 118.0, "": 155.0}
_FOLDER = "heygen-voices"


class HeyGenVoices:
    """Four voices for each person of the cast, told by numbers; few people's is not listed."""

    def __init__(self, cast: HeyGenCast, media: MediaHost) -> None:
        self._people = len(cast.groups())
        self._media = media
        media.serve(_FOLDER, self._find)

    def numbers(self, kind: str = "") -> Sequence[int]:
        """Of all voices, or the public or private ones: what the other methods take."""
        count = len(_TONES)
        # The second voices first, so that those in use are on more than one page.
        order = [*range(1, count), 0]
        return [
            person * count + tone
            for tone in order
            for person in range(self._people)
            if kind in {"", "public" if is_public(person) else "private"}
            if tone or not Dice("voice", self._person(person).key).chance("unlisted", 0.06)
        ]

    def v3_voice(self, number: int) -> Mapping[str, object]:
        public = is_public(number // len(_TONES))
        return {
            **self._told(number),
            "type": "public" if public else "private",
            "preview_audio_url": self._sample(number),
        }

    def v2_voice(self, number: int) -> Mapping[str, object]:
        return {**self._told(number), "preview_audio": self._sample(number) or ""}

    def _told(self, number: int) -> dict[str, object]:
        person, dice = self._person(number // len(_TONES)), self._dice(number)
        tone = _TONES[number % len(_TONES)]
        return {
            "voice_id": self._id(number),
            "name": f"{person.name.split()[0]} - {tone}",
            "language": dice.weighted("language", _LANGUAGES),
            "gender": person.gender or "unknown",
        }

    def _id(self, number: int) -> str:
        person = self._person(number // len(_TONES))
        is_used = number % len(_TONES) == 0
        return voice_id_of(person) if is_used else self._dice(number).hex("id", 32)

    def _sample(self, number: int) -> str | None:
        """A link; few have none, or a path of the service's own store."""
        dice = self._dice(number)
        if dice.chance("none", 0.06):
            return None
        if dice.chance("bare", 0.06):
            return f"s3://heygen-voices/{self._id(number)}.wav"
        return self._media.link(f"/{_FOLDER}/{number}/{self._id(number)}.wav", "", 0)

    def _find(self, segments: Sequence[str]) -> Asset | None:
        number = segments[0]
        if len(segments) != 2 or not (number.isascii() and number.isdecimal()):
            return None
        voice = int(number[:9])
        if voice >= self._people * len(_TONES) or segments[1] != f"{self._id(voice)}.wav":
            return None
        pitch = _PITCHES[self._person(voice // len(_TONES)).gender]
        shift = self._dice(voice).between("pitch", 0.88, 1.14)
        return Asset(Speech(self._id(voice), pitch * shift), "audio/mpeg")  # which it is not

    @staticmethod
    def _person(number: int) -> Character:
        return person_of(HEYGEN_PEOPLE, number)

    def _dice(self, number: int) -> Dice:
        person, tone = divmod(number, len(_TONES))
        return Dice("voice", self._person(person).key, tone)
