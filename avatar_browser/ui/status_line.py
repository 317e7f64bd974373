"""The status bar: counts, progress and trouble of every provider, in text."""

from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtWidgets import QStatusBar

from avatar_browser.services.catalogue_state import CatalogueState, Phase
from avatar_browser.ui.look.labels import small_label
from avatar_browser.ui.look.theme import SPACE_L
from avatar_browser.ui.notices import headline, wait_words
from avatar_browser.ui.words import counted


def age_words(when: datetime, now: datetime) -> str:
    """How long ago, to the minute, hour or day; never in the future."""
    minutes = max(0, int((now - when).total_seconds() // 60))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"


def status_words(name: str, state: CatalogueState) -> str:
    """What one provider's catalogue is doing, in a few words."""
    shown = counted(state.count, "avatar", "avatars")
    if state.is_offline_copy and state.count and state.synced_at is not None:
        age = age_words(state.synced_at, datetime.now(UTC))
        going_on = ", refreshing…" if state.phase is Phase.LOADING else ""
        return f"{name} {shown}, synced {age}{going_on}"
    if state.phase is Phase.FAILED and state.problem is not None:
        return headline(name, state.problem)
    of_total = f"{state.count:,} of {state.total:,}" if state.total else f"{state.count:,} so far"
    words = {
        Phase.NO_KEY: "no key",
        Phase.LOADING: f"{of_total}…",
        Phase.STOPPED: f"stopped, {of_total}",
        Phase.COMPLETE: shown,
        Phase.EMPTY: "no avatars",
        Phase.FAILED: "could not be read",
        Phase.PARTIAL: f"{of_total}, {state.stream or 'a part'} failed",
        Phase.WAITING: f"{of_total}, pausing {wait_words(state.resume_in or 0)}",
    }[state.phase]
    skipped = f" ({counted(state.skipped, 'item', 'items')} skipped)" if state.skipped else ""
    return f"{name} {words}{skipped}"


class StatusLine(QStatusBar):
    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._catalogues = small_label()
        self._selection = small_label()
        for label in (self._catalogues, self._selection):
            label.setWordWrap(False)
            label.setContentsMargins(SPACE_L, 4, SPACE_L, 4)
        self.addWidget(self._catalogues, 1)
        self.addPermanentWidget(self._selection)

    @property
    def text(self) -> str:
        return self._catalogues.text()

    def show_catalogues(self, states: Iterable[tuple[str, CatalogueState]]) -> None:
        self._catalogues.show_text("  ·  ".join(status_words(*pair) for pair in states))

    def show_selection(self, count: int) -> None:
        self._selection.show_text(f"{count:,} selected" if count else "")
