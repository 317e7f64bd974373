"""The picture and preview services on real threads, with all that they have told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from avatar_browser.domain.avatar import Avatar, AvatarKey, Media
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.links import expires_at
from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.media_failures import MediaFailures
from avatar_browser.services.network import NetworkThread
from avatar_browser.services.pictures import PictureRequest, Pictures
from avatar_browser.services.previews import Previews
from avatar_browser.services.renewal import Renewal
from avatar_browser.services.server_clock import ServerClock
from avatar_browser.store.media_cache import MediaCache, MediaId
from tests.support.anam_media import sessions_on
from tests.support.clock import Clock
from tests.support.media_server import MediaServer, sends
from tests.support.pictures import encoded, plain

PNG = encoded(plain(60, 80))
CLIPS = Path(__file__).parents[1] / "data" / "media"
CLIP = (CLIPS / "clip.mp4").read_bytes()
CLIP_ID = MediaId("anam", "avatars", "liv", "", "videoUrl")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
"""What the clock on the wall says to both services."""


@dataclass(frozen=True)
class Ground:
    """What the services stand on; nothing is in ``folder``, which is the cache's."""

    dispatcher: Dispatcher
    network: NetworkThread
    folder: Path
    server: MediaServer


class PictureBench:
    """The service under test with all that it has told."""

    def __init__(self, ground: Ground) -> None:
        self.server = ground.server
        self.dispatcher = ground.dispatcher
        self.clock = Clock(0.0)
        self.cache = MediaCache(ground.folder)
        self.known: dict[AvatarKey, Avatar] = {}
        self.renewed: list[Avatar] = []
        self._network = ground.network
        self._begin(with_key=True)

    def _begin(self, *, with_key: bool) -> None:
        sessions = sessions_on(self.server, self._network, with_key=with_key)
        self.renewal = Renewal(
            self.dispatcher, sessions, self.known.get, clock=ServerClock(lambda: NOON)
        )
        self.renewal.avatar_renewed.connect(self.renewed.append)
        failures = MediaFailures(self.clock, host_pause=10.0)
        self.pictures = Pictures(self.dispatcher, self.cache, self.renewal, failures=failures)
        self.ready: dict[PictureRequest, QImage] = {}
        self.failed: list[tuple[PictureRequest, Problem]] = []
        self.storing_failed: list[Problem] = []
        self.pictures.picture_ready.connect(self.ready.__setitem__)
        self.pictures.picture_failed.connect(lambda *told: self.failed.append(told))
        self.pictures.storing_failed.connect(self.storing_failed.append)

    def without_key(self) -> None:
        self._begin(with_key=False)

    def request(
        self, name: str, url: str = "", width: int = 30, height: int = 40
    ) -> PictureRequest:
        key = AvatarKey("anam", "avatars", name)
        media_id = MediaId("anam", "avatars", name, "", "imageUrl")
        url = url or f"{self.server.url}/{name}.png"
        return PictureRequest(key, media_id, url, width, height, expires_at=expires_at(url))

    def serve_many(self, count: int, *turns: Callable[..., None]) -> list[PictureRequest]:
        names = [f"many-{number}" for number in range(count)]
        for name in names:
            self.server.serve(f"/{name}.png", *(turns or [sends(PNG)]))
        return [self.request(name) for name in names]

    def settle(self, qtbot: QtBot) -> None:
        """Until nothing is under way, the storing included."""
        qtbot.waitUntil(lambda: self.dispatcher.pending == 0)

    @property
    def problem(self) -> Problem:
        assert len(self.failed) == 1
        return self.failed[0][1]


class PreviewBench:
    """The service under test with all that it has told."""

    def __init__(self, ground: Ground) -> None:
        self.server = ground.server
        self.dispatcher = ground.dispatcher
        self.cache = MediaCache(ground.folder, cap_bytes=2 * len(CLIP))
        self.seconds = 0.0
        self.known: dict[AvatarKey, Avatar] = {}
        self.renewed: list[Avatar] = []
        sessions = sessions_on(ground.server, ground.network)
        renewal = Renewal(
            ground.dispatcher, sessions, self.known.get, clock=ServerClock(lambda: NOON)
        )
        renewal.avatar_renewed.connect(self.renewed.append)
        self.previews = Previews(ground.dispatcher, self.cache, renewal, clock=lambda: self.seconds)
        self.progress: list[tuple[int, int]] = []
        self.ready: list[tuple[AvatarKey, str, Path]] = []
        self.failed: list[tuple[AvatarKey, str, Problem]] = []
        self.previews.progressed.connect(lambda _, *counts: self.progress.append(counts))
        self.previews.ready.connect(
            lambda key, field, path: self.ready.append((key, field, Path(path)))
        )
        self.previews.failed.connect(lambda *told: self.failed.append(told))

    def fetch(self, avatar: Avatar, field: str = "videoUrl") -> None:
        self.previews.fetch(avatar, video_of(avatar, field))

    def settle(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: self.dispatcher.pending == 0)

    def files(self) -> list[Path]:
        return [path for path in self.cache.path(CLIP_ID).parents[2].rglob("*") if path.is_file()]

    @property
    def problem(self) -> Problem:
        assert self.ready == []
        [(_, _, problem)] = self.failed
        return problem


def video_of(avatar: Avatar, field: str = "videoUrl") -> Media:
    media = avatar.media_named(field)
    assert media is not None
    return media


def signed(url: str, signature: str, at: datetime = NOON) -> str:
    """A link that is past at ``at``; it was signed an hour before."""
    begun = at - timedelta(hours=1)
    return f"{url}?X-Amz-Date={begun:%Y%m%dT%H%M%SZ}&X-Amz-Expires=3600&X-Amz-Signature={signature}"
