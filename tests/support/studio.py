"""The whole application on a small pair of services, for tests of the window."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_browser.app import Application
from avatar_browser.store.paths import Paths
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.window import MainWindow
from tests.support.media_server import MediaServer, Turn, refuses, sends, sends_json
from tests.support.pictures import encoded, plain

KEY = "CANARY-0123456789-key"
CLIP = Path(__file__).parents[1] / "data" / "media" / "clip.mp4"
_LOOKS = "/v3/avatars/looks?ownership={}&limit=50"
_GROUPS = "/v3/avatars?ownership={}&limit=50"


def keys_for(server: MediaServer, **extra: str) -> dict[str, str]:
    """An environment in which both providers are ``server`` and have a key."""
    return {
        "AVATAR_BROWSER_ANAM_URL": server.url,
        "AVATAR_BROWSER_HEYGEN_URL": server.url,
        "ANAM_API_KEY": KEY,
        "HEYGEN_API_KEY": KEY,
        **extra,
    }


class Studio:
    """Serves avatars, and runs the application on them.

    Anam has ``anam_count`` avatars "Liv 0", "Liv 1", …, each with a picture and a clip; HeyGen
    has the looks "Abby 0", … of one person, with pictures.
    """

    def __init__(self, server: MediaServer, qtbot: QtBot, home: Path, anam_count: int = 30) -> None:
        self.server = server
        self._qtbot = qtbot
        self.paths = Paths.under(home)
        self.applications: list[Application] = []
        self.warms_up = False
        """Whether pictures are fetched ahead: else those in view alone are asked for."""
        self.plays_on_hover = False
        """Whether clips play on cards as the settings say: else none is asked for unbidden."""
        self.has_all_features = True
        """Whether they are there when the window is shown, and not some time after."""
        self.picture = encoded(plain(72, 96))
        """What every still shows, as a file."""
        self.server.serve("/still.png", sends(self.picture, "image/png"))
        self.serve_clip(sends(CLIP.read_bytes(), "video/mp4"))
        self.serve_anam([self.anam_record(number) for number in range(anam_count)])
        self._serve_heygen(6)

    def anam_record(self, number: int, **fields: Any) -> dict[str, Any]:
        return {
            "id": f"anam-{number}",
            "displayName": f"Liv {number}",
            "variantName": "home",
            "imageUrl": f"{self.server.url}/still.png",
            "videoUrl": f"{self.server.url}/clip.mp4",
            "availableVersions": ["cara-3"],
            "createdByOrganizationId": None,
            **fields,
        }

    def serve_anam(self, records: list[dict[str, Any]]) -> None:
        """The list and the detail answers."""
        meta = {"total": len(records), "lastPage": 1, "currentPage": 1, "perPage": 100}
        self.serve_anam_list(sends_json({"data": records, "meta": meta}))
        for record in records:
            self.server.serve(f"/v1/avatars/{record['id']}", sends_json(record))

    def serve_pictures_apart(self, count: int) -> None:
        """Each of ``count`` avatars has a picture of its own: requests can be told apart."""
        records = []
        for number in range(count):
            url = self.server.serve(f"/still-{number}.png", sends(encoded(plain(36, 48))))
            records.append(self.anam_record(number, imageUrl=url))
        self.serve_anam(records)

    @property
    def stills_asked(self) -> list[int]:
        """The numbers of those pictures, in the order of the requests."""
        names = [t for t in self.server.targets if t.startswith("/still-")]
        return [int(name.removeprefix("/still-").removesuffix(".png")) for name in names]

    def serve_detail(self, number: int, **fields: Any) -> None:
        """What the detail answer of an Anam avatar tells from now on."""
        record = self.anam_record(number, **fields)
        self.server.serve(f"/v1/avatars/{record['id']}", sends_json(record))

    def serve_anam_list(self, *turns: Turn) -> None:
        self.server.serve("/v1/avatars?page=1&perPage=100", *turns)

    def serve_clip(self, *turns: Turn) -> None:
        self.server.serve("/clip.mp4", *turns)

    def _serve_heygen(self, count: int) -> None:
        looks = [
            {
                "id": f"look-{number}",
                "name": f"Abby {number}",
                "avatar_type": "studio_avatar",
                "group_id": "group-1",
                "preview_image_url": f"{self.server.url}/still.png",
            }
            for number in range(count)
        ]
        people = [{"id": "group-1", "name": "Abigail", "looks_count": count}]
        none = sends_json({"data": [], "has_more": False, "next_token": None})
        for stream, records in ((_LOOKS, looks), (_GROUPS, people)):
            self.server.serve(
                stream.format("public"),
                sends_json({"data": records, "has_more": False, "next_token": None}),
            )
            self.server.serve(stream.format("private"), none)
        for look in looks:
            self.server.serve(f"/v3/avatars/looks/{look['id']}", sends_json({"data": look}))
            self.server.serve(f"/v2/avatar/{look['id']}/details", refuses(410))

    def open(
        self,
        environment: Mapping[str, str] | None = None,
        *,
        demo: bool = False,
        tab: int | None = 1,
    ) -> MainWindow:
        """The window of a new application, shown, on a tab: 0 is All; None is where it was left."""
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        given = keys_for(self.server) if environment is None else environment
        application = Application(qt, self.paths, given, demo=demo)
        self.applications.append(application)
        application.picture_commands.warming.set_on(self.warms_up)
        if self.has_all_features:
            application.features.complete()
        if self.has_all_features and not self.plays_on_hover:
            application.features.hover.action.setChecked(False)
        application.restore_window()
        if tab is not None:
            application.window.header.choose_tab(tab)
        application.start()
        return application.window

    def open_filled(self, environment: Mapping[str, str] | None = None) -> MainWindow:
        """The same once both catalogues are read and :attr:`is_at_rest`."""
        window = self.open(environment)
        self._qtbot.waitUntil(
            lambda: all(page.model.rowCount() for page in window.pages) and self.is_at_rest
        )
        return window

    @property
    def is_at_rest(self) -> bool:
        """The first screen is painted, and nothing is under way: no task, no avatar to take in.

        All of it at one moment: what a stream brings last is taken in after its end was told.
        """
        application = self.applications[-1]
        window = application.window
        return (
            not application.dispatcher.pending
            and not any(page.is_loading or page.shelf.is_taking_in for page in window.pages)
            and window.is_settled
        )

    def close(self) -> None:
        for application in self.applications:
            application.shut_down()
            # The next one reads what this one wrote, however long the disk takes for once.
            for keeper in (application.keeper, application._marks_keeper, application.settings):
                keeper.finish(timeout=10.0)
            application.window.deleteLater()
            application.deleteLater()
        self.applications.clear()


def click_card(page: TabPage, row: int, *, control: bool = False) -> None:
    """As a user does, with the mouse, on a card in view."""
    grid = page.grid
    place = grid.visualRect(page.model.index(row, 0)).center()
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)
