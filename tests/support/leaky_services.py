"""Two services and a host of files, each an origin of its own, that repeat all they are given."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.canary import CANARY_KEY, CANARY_SIGNATURE
from tests.support.media_server import (
    MediaServer,
    Turn,
    _Handler,
    redirects,
    refuses,
    sends,
    sends_json,
)
from tests.support.pictures import encoded, plain

AVATARS = 3
_CLIP = Path(__file__).parents[1] / "data" / "media" / "clip.mp4"
_QUERY = f"?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature={CANARY_SIGNATURE}"
_ANAM_LIST = "/v1/avatars?page=1&perPage=100"
_LOOKS = "/v3/avatars/looks?ownership={}&limit=50"
_GROUPS = "/v3/avatars?ownership={}&limit=50"


def echoes(status: int) -> Turn:
    """Refuses, and says with which headers it was asked and which file was meant."""

    def turn(handler: _Handler) -> None:
        bare = [value.rpartition(" ")[2] for value in handler.headers.values()]
        said = f"{bare[-1]} is wrong; {bare}, file /clip-0.mp4{_QUERY}, {dict(handler.headers)}"
        refuses(status, {"message": said, "error": {"code": "bad_request", "message": said}})(
            handler
        )

    return turn


def echoes_in_no_json(handler: _Handler) -> None:
    said = f"{list(handler.headers.values())} https://files.test/clip.mp4{_QUERY} " * 3
    sends(f'{{"data": [{said}'.encode(), "application/json")(handler)


@dataclass(frozen=True)
class LeakyServices:
    """The first list of each is fine; the ones after it fail in another way each time."""

    anam: MediaServer
    heygen: MediaServer
    files: MediaServer
    elsewhere: MediaServer
    """Where redirects lead to."""

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "AVATAR_BROWSER_ANAM_URL": self.anam.url,
            "AVATAR_BROWSER_HEYGEN_URL": self.heygen.url,
            "ANAM_API_KEY": CANARY_KEY,
        }

    def serve(self) -> None:
        self._serve_files()
        self._serve_anam()
        self._serve_heygen()

    def _serve_files(self) -> None:
        away = f"{self.elsewhere.url}/clip.mp4{_QUERY}"
        clips = (sends(_CLIP.read_bytes(), "video/mp4"), refuses(403), redirects(away))
        for number, clip in enumerate(clips):
            self.files.serve(f"/clip-{number}.mp4{_QUERY}", clip)
            still = sends(encoded(plain(72, 96)), "image/png")
            self.files.serve(f"/still-{number}.png{_QUERY}", still)
        self.files.serve(f"/voice.mp3{_QUERY}", refuses(403))

    def _serve_anam(self) -> None:
        records = [self._anam_record(number) for number in range(AVATARS)]
        meta = {"total": AVATARS, "lastPage": 1, "currentPage": 1, "perPage": 100}
        self.anam.serve(
            _ANAM_LIST,
            sends_json({"data": records, "meta": meta}),
            echoes(400),
            redirects(f"{self.elsewhere.url}/take?key={CANARY_SIGNATURE}"),
            echoes_in_no_json,
        )
        for record in records:
            self.anam.serve(f"/v1/avatars/{record['id']}", sends_json(record))
        self.anam.serve("/v1/avatars?perPage=1", echoes(401))

    def _anam_record(self, number: int) -> dict[str, Any]:
        return {
            "id": f"anam-{number}",
            "displayName": f"Liv {number}",
            "variantName": "home",
            "imageUrl": f"{self.files.url}/still-{number}.png{_QUERY}",
            "videoUrl": f"{self.files.url}/clip-{number}.mp4{_QUERY}",
            "availableVersions": ["cara-3"],
            "createdByOrganizationId": None,
        }

    def _serve_heygen(self) -> None:
        failure = {"code": "x", "message": f"no frames in {self.files.url}/in.mp4{_QUERY}"}
        looks = [
            {
                "id": f"look-{number}",
                "name": f"Abby {number}",
                "avatar_type": "studio_avatar",
                "group_id": "group-1",
                "preview_image_url": f"{self.files.url}/still-{number}.png{_QUERY}",
                "preview_video_url": f"{self.files.url}/clip-{number}.mp4{_QUERY}",
                "default_voice_id": "voice-1",
                "status": "failed",
                "error": failure,
            }
            for number in range(AVATARS)
        ]
        voice = {"voice_id": "voice-1", "name": "Ann", "language": "English"}
        voice["preview_audio_url"] = f"{self.files.url}/voice.mp3{_QUERY}"
        none = sends_json({"data": [], "has_more": False, "next_token": None})
        for stream, records in ((_LOOKS, looks), (_GROUPS, [])):
            page = sends_json({"data": records, "has_more": False, "next_token": None})
            later = [echoes_in_no_json] if records else []
            self.heygen.serve(stream.format("public"), page, *later)
            self.heygen.serve(stream.format("private"), none)
        for kind, found in (("private", []), ("public", [voice])):
            page = sends_json({"data": found, "has_more": False, "next_token": None})
            self.heygen.serve(f"/v3/voices?type={kind}&limit=100", page)
        for look in looks:
            self.heygen.serve(f"/v3/avatars/looks/{look['id']}", echoes(500), sends_json(look))
            self.heygen.serve(f"/v2/avatar/{look['id']}/details", refuses(410))


@contextmanager
def leaky_services() -> Iterator[LeakyServices]:
    with ExitStack() as servers:
        services = LeakyServices(*(servers.enter_context(MediaServer()) for _ in range(4)))
        services.serve()
        yield services
