"""A session of the whole program in which much is done and much fails. Run by ``test_leaks``.

``python -m tests.support.leak_session FOLDER close|abort``: what a user could take away from it is
written below FOLDER, and every folder of this user is searched while it runs.
"""

import asyncio
import json
import logging
import os
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from typing_extensions import override

from avatar_browser import app, cli
from avatar_browser.domain.errors import Problem
from avatar_browser.domain.secret import Secret
from avatar_browser.services.dispatcher import Post
from avatar_browser.store.paths import Paths
from avatar_browser.ui.keys.accounts_dialog import AccountsDialog
from avatar_browser.ui.keys.key_form import KeyForm
from tests.support.canary import (
    CANARY_KEY,
    CANARY_SIGNATURE,
    CHECKED_KEY,
    SECRETS,
    TYPED_KEY,
    Canary,
)
from tests.support.leaky_services import AVATARS
from tests.support.scripted_program import Script, ScriptedProgram

_SIGNED = f"https://files.test/clip.mp4?X-Amz-Signature={CANARY_SIGNATURE}"


class Session(ScriptedProgram):
    """As somebody with a key for each service uses it, on a bad day."""

    @override
    def script(self) -> Script:
        yield from self.catalogues_with_two_keys()
        yield from self.details_and_clips()
        yield from self.marks_and_quick_look()
        yield from self.copies_and_exports()
        yield from self.faults_of_services()
        yield from self.a_key_that_is_refused()
        yield from self.bugs_everywhere()
        yield from self.diagnostics()
        self.take("texts", self.texts())
        yield from self.secrets_pasted_into_the_search()
        self.search()

    def catalogues_with_two_keys(self) -> Script:
        anam, heygen = self.catalogues
        yield lambda: anam.state.phase.name == "COMPLETE"
        dialog = self.open_keys("heygen")
        field = next(f for f in dialog.findChildren(QLineEdit) if f.echoMode() != f.EchoMode.Normal)
        field.setText(TYPED_KEY)
        self.take("texts", self.texts())
        self.button(dialog, "&Add").click()
        yield lambda: heygen.state.phase.name == "COMPLETE"
        dialog.close()

    def details_and_clips(self) -> Script:
        for tab in (1, 2):
            self.window.header.choose_tab(tab)
            yield lambda: self.window.page.model.rowCount() == AVATARS
            for row in range(AVATARS):
                self.window.page.views.choose_row(row)
                yield lambda: self.window.is_settled
                self.window.menu_actions.play.trigger()
                yield self.is_shown_or_refused
                self.take("texts", self.texts())

    def is_shown_or_refused(self) -> bool:
        stage = self.window.parts.theatre.stage
        return stage.is_showing_frame or stage.message.partition(" ")[0] not in {"", "Fetching"}

    def marks_and_quick_look(self) -> Script:
        chosen = self.window.page.selected
        self.marks.toggle_favourite(chosen)
        self.marks.add("Launch", chosen)
        self.window.finder.search.type_text("Abby")
        yield lambda: self.window.page.model.rowCount() == AVATARS
        self.window.finder.search.clear()

    def copies_and_exports(self) -> Script:
        for tab in (1, 2):
            self.window.header.choose_tab(tab)
            yield lambda: self.window.page.model.rowCount() == AVATARS
            self.window.page.views.select_all()
            for action, _ in self.window.menu_actions.copy_as:
                action.trigger()
                self.take_clipboard()
            for button in self.window.pane.findChildren(QAbstractButton):
                if "opy" in f"{button.text()} {button.accessibleName()}" and button.isVisible():
                    button.click()
                    self.take_clipboard()
            avatars = list(self.window.page.people.looks)
            assert len(avatars) == AVATARS
            for name in (f"{tab}.csv", f"{tab}.json"):
                self.features.exports.write(avatars, self.taken / name)
            yield (self.taken / f"{tab}.csv").exists
            yield (self.taken / f"{tab}.json").exists

    @staticmethod
    def has_all(items: list[object], count: int) -> bool:
        return len(items) >= count

    def faults_of_services(self) -> Script:
        """Each in another way; see :class:`tests.support.leaky_services.LeakyServices`."""
        for catalogue, tab, faults in ((self.catalogues[0], 1, 3), (self.catalogues[1], 2, 1)):
            self.window.header.choose_tab(tab)
            for _ in range(faults):
                before = catalogue.state.problem
                self.window.menu_actions.resync.trigger()
                yield partial(self.has_failed_anew, catalogue.state.problem, tab - 1)
                assert catalogue.state.problem is not before
                assert catalogue.state.problem is not None
                self.take_problem(catalogue.state.problem)
                self.take("texts", self.texts())
                assert catalogue.state.count == AVATARS

    def has_failed_anew(self, before: Problem | None, number: int) -> bool:
        now = self.catalogues[number].state
        return now.problem is not None and now.problem is not before and now.phase.name != "LOADING"

    def a_key_that_is_refused(self) -> Script:
        problems: list[object] = []
        self.features.key_check.check(
            "anam", Secret(CHECKED_KEY), owner=self, done=problems.append, failed=problems.append
        )
        yield partial(self.has_all, problems, 1)
        (problem,) = problems
        assert isinstance(problem, Problem), problem
        self.take_problem(problem)

    def bugs_everywhere(self) -> Script:
        """What is in the texts of errors, in headers that somebody logs, and in warnings."""
        told: list[object] = []
        self.bugs.reported.connect(told.append)
        failed: list[object] = []
        key = self.keys.secret("anam")
        assert key is not None
        self.dispatcher.run_in_pool(
            partial(crash, key.reveal()), owner=self, done=print, failed=failed.append
        )
        self.dispatcher.run(crash_on_network, owner=self, done=print, failed=failed.append)
        threading.Thread(target=crash_elsewhere, args=(TYPED_KEY,)).start()
        QTimer.singleShot(0, self, partial(crash_in_slot, TYPED_KEY))
        yield partial(self.has_all, failed, 2)
        yield partial(self.has_all, told, 4)
        for problem in (*told, *failed):
            assert isinstance(problem, Problem)
            self.take_problem(problem)
        for button in self.window.troubles.findChildren(QAbstractButton):
            if "opy" in button.text():
                button.click()
                self.take_clipboard()
        other = logging.getLogger("some.library")
        other.error("sent %s to %s", {"Authorization": f"Bearer {CANARY_KEY}"}, _SIGNED)
        other.debug("sent %r", [(b"X-Api-Key", TYPED_KEY.encode())])
        other.error("%d", CHECKED_KEY)
        logging.getLogger("httpx").info("HTTP Request: GET %s", _SIGNED)

    def diagnostics(self) -> Script:
        texts: list[object] = []
        self.features.helping.diagnostics.collected.connect(texts.append)
        written: list[object] = []
        self.features.helping.diagnostics.written.connect(written.append)
        self.features.helping.diagnostics.collect()
        yield partial(self.has_all, texts, 1)
        (text,) = texts
        assert isinstance(text, str)
        assert "A bug" in text
        self.features.helping.diagnostics.write(text, self.taken / "diagnostics.txt")
        yield partial(self.has_all, written, 1)

    def secrets_pasted_into_the_search(self) -> Script:
        """They stand there until the end, and each tab is kept as it is left."""
        for tab, text in ((0, CANARY_KEY), (1, _SIGNED), (2, f"Abby {TYPED_KEY}")):
            self.window.header.choose_tab(tab)
            self.window.finder.search.type_text(text)
            yield partial(self.is_searched, tab)
        self._keep_window()
        yield self.settings_file.exists

    def is_searched(self, tab: int) -> bool:
        return bool(self.window.pages[tab].shelf.query_text)

    @property
    def settings_file(self) -> Path:
        return Paths.of_user().settings_file

    def open_keys(self, provider: str) -> KeyForm:
        self.window.menu_actions.keys[provider].trigger()
        (dialog,) = self.window.findChildren(AccountsDialog)
        return dialog.ask_key()

    def search(self) -> None:
        """While databases are open and files are half written."""
        home = Path(os.environ["HOME"])
        found = {str(SECRETS.index(s)): Canary(s).found_below(home) for s in SECRETS}
        (self.taken / "found.json").write_text(json.dumps(found))


def crash(key: str) -> None:
    raise ValueError(f"Illegal header value {key.encode()!r} for {_SIGNED}")


async def crash_on_network(_: Post) -> None:
    await asyncio.sleep(0)
    try:
        crash(TYPED_KEY)
    except ValueError as error:
        raise KeyError({"x-api-key": CANARY_KEY}) from error


def crash_elsewhere(key: str) -> None:
    raise OSError(2, f"no such file {key}", _SIGNED)


def crash_in_slot(key: str) -> None:
    raise RuntimeError(f"{_SIGNED} {key}")


if __name__ == "__main__":
    app.Application = Session  # type: ignore[misc]
    sys.exit(cli.main(["--log-level", "debug"]))
