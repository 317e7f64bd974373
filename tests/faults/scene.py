"""A window on two services: Anam's fails as it is told to, HeyGen's is well."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from avatar_browser.app import Application
from avatar_browser.services.catalogue import Catalogue
from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.ui.notice import ACT_TEXT, Act
from avatar_browser.ui.tab_page import TabPage
from avatar_browser.ui.window import MainWindow
from tests.support.api import OwnTime
from tests.support.faults import Service
from tests.support.gaps import StallMeter
from tests.support.raw_server import RawServer, json_answer
from tests.support.studio import Studio, keys_for

LIST = "/v1/avatars?page=1&perPage=100"
COUNT = 12
MOMENT = 100.0
"""Milliseconds for which the window may be busy with one thing (issue 5)."""


def detail(avatar_id: str) -> str:
    """The target of the detail answer."""
    return f"/v1/avatars/{avatar_id}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one fault: milliseconds, and seconds until it was told."""

    name: str
    gap: float
    busy: float
    told: float


class Scene:
    """``own_time`` is what the clients of the APIs wait by between two tries.

    Figures are gathered in ``figures``; with FAULT_SHOTS set, a picture of each state goes there.
    """

    def __init__(
        self,
        studio: Studio,
        service: Service,
        server: RawServer,
        own_time: OwnTime,
        qtbot: QtBot,
        figures: list[Figures],
    ) -> None:
        self.studio = studio
        self.service = service
        self.server = server
        self.own_time = own_time
        self._qtbot = qtbot
        self._figures = figures
        self.serve([studio.anam_record(number) for number in range(COUNT)])

    def serve(self, records: list[dict[str, Any]]) -> None:
        """What Anam lists from now on, in one page, and the details of each."""
        count = len(records)
        meta = {"total": count, "lastPage": 1, "currentPage": 1, "perPage": 100}
        self.service.serve(LIST, json_answer(json.dumps({"data": records, "meta": meta})))
        for record in records:
            self.service.serve(detail(record["id"]), json_answer(json.dumps(record)))

    def serve_detail(self, number: int, **fields: Any) -> None:
        """What the detail answer tells of an avatar from now on."""
        record = self.studio.anam_record(number, **fields)
        self.service.serve(detail(record["id"]), json_answer(json.dumps(record)))

    @property
    def application(self) -> Application:
        return self.studio.applications[-1]

    @property
    def window(self) -> MainWindow:
        return self.application.window

    @property
    def page(self) -> TabPage:
        """The tab of the service that fails."""
        return self.window.pages[1]

    @property
    def anam(self) -> Catalogue:
        return self.application.catalogues[0]

    @property
    def heygen(self) -> CatalogueState:
        return self.application.catalogues[1].state

    @property
    def heygen_asked(self) -> list[str]:
        return [target for target in self.studio.server.targets if "/v3/" in target]

    def asked(self, target: str = LIST) -> int:
        """How often the service that fails was asked for it."""
        return [request.target for request in self.server.requests].count(target)

    def environment(self, anam: str | None = None) -> dict[str, str]:
        """Both services; Anam's at another address, where one is given."""
        address = {"AVATAR_BROWSER_ANAM_URL": anam or self.server.url()}
        return keys_for(self.studio.server) | address

    def open(self, anam: str | None = None) -> MainWindow:
        window = self.studio.open(self.environment(anam))
        self._leave_garbage()
        return window

    def open_filled(self) -> MainWindow:
        """Once all is read, stored and at rest."""
        window = self.studio.open_filled(self.environment())
        self._leave_garbage()
        catalogues = self.application.catalogues
        self._qtbot.waitUntil(lambda: all(c.state.synced_at for c in catalogues))
        return window

    def start_again(self, anam: str) -> MainWindow:
        """A second start, with what the first has stored, and Anam somewhere else."""
        self.studio.close()
        return self.open(anam)

    def await_notice(self, name: str, title: str, part: str = "") -> str:
        """Wait until the tab of the failing service says ``title``, with ``part`` in the sentence
        under it; gives that sentence.

        What the window was busy with until then is measured.
        """
        with self.measuring(name):
            self._qtbot.waitUntil(lambda: self._title(1) == title and part in self._text(1))
        return self._text(1)

    @contextmanager
    def measuring(self, name: str) -> Iterator[None]:
        """No longer than a moment may the window be busy with one thing inside."""
        meter, began = StallMeter(), time.monotonic()
        yield
        told = time.monotonic() - began
        meter.stop()
        self._figures.append(Figures(name, meter.worst_gap, meter.worst_busy, told))
        self._keep_picture(name)
        # The gap itself is the machine's too: other tests have the other processor.
        assert meter.worst_busy < MOMENT

    def await_all_tab(self, title: str) -> None:
        """The tab of all providers says the same, with the name of the one that it is about."""
        self._qtbot.waitUntil(lambda: self._title(0) == title)

    def await_stored(self) -> None:
        """What is kept of the failing service is shown, whatever it answers."""
        self._qtbot.waitUntil(lambda: self.anam.state.is_restored)
        assert self.anam.state.count == COUNT

    def await_heygen(self) -> None:
        """The service that is well is read to its end."""
        self._qtbot.waitUntil(lambda: self.heygen.phase is Phase.COMPLETE)
        assert self.heygen.problem is None

    def shows(self, title: str, text: str, act: Act, *, on_page: bool) -> None:
        """Wait until that is to be read in the tab, with the button there to be pressed.

        While stored avatars go into the grid it is still on the whole page.
        """
        words = {title, text} if on_page else {f"{title}. {text}"}

        def shown() -> bool:
            labels = [x.text() for x in self.page.findChildren(QLabel) if x.isVisible()]
            buttons = [x for x in self.page.findChildren(QPushButton) if x.isVisible()]
            return words <= set(labels) and ACT_TEXT[act] in [
                button.text() for button in buttons if button.isEnabled()
            ]

        self._qtbot.waitUntil(shown)

    def _keep_picture(self, name: str) -> None:
        if folder := os.environ.get("FAULT_SHOTS"):
            self._qtbot.wait(400)  # nothing is asserted: the status line is to have caught up
            Path(folder).mkdir(parents=True, exist_ok=True)
            path = Path(folder) / f"{name.replace(' ', '-').replace('/', '-')}.png"
            self.window.grab().save(str(path))

    def _title(self, tab: int) -> str:
        notice = self.window.pages[tab].notice
        return notice.title if notice else ""

    def _text(self, tab: int) -> str:
        notice = self.window.pages[tab].notice
        return notice.text if notice else ""

    def _leave_garbage(self) -> None:
        """What lies about in a process full of tests is not the window's to tidy away."""
        self.application._garbage.end()
