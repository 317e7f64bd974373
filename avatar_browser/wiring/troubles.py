"""Who tells what in the line above the tabs, and when it is over."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance, Slot

from avatar_browser.domain.errors import Problem
from avatar_browser.ui.trouble_bar import Remedy, TroubleBar
from avatar_browser.ui.window import MainWindow
from avatar_browser.wiring.foundation import Foundation
from avatar_browser.wiring.media import Media


class Troubles(QObject):
    """Every signal here is emitted on the GUI thread."""

    def __init__(self, window: MainWindow, base: Foundation, media: Media) -> None:
        super().__init__(window)
        self._bar = window.troubles
        self._remedy: Remedy | None = None
        told = {
            "catalogue": (base.keeper.troubled, base.keeper.recovered),
            "marks": (base.marks.troubled, base.marks.recovered),
            "pictures": (media.pictures.storing_failed, media.pictures.storing_recovered),
            "settings": (base.settings.troubled, base.settings.recovered),
        }
        for source, (troubled, recovered) in told.items():
            self.listen(source, troubled, recovered)
        window.copier.failed.connect(self._on_copying_failed)
        self.tell_any(base.settings.reading_trouble)

    def offer_for_bugs(self, text: str, act: Callable[[], object]) -> None:
        """The button that stands beside a bug from now on."""
        self._remedy = Remedy(text, act)

    def listen(self, source: str, troubled: SignalInstance, recovered: SignalInstance) -> None:
        """``troubled`` carries a Problem, which ``recovered`` ends if it is one that passes."""
        teller = _Teller(source, self._bar)
        troubled.connect(teller.tell)
        recovered.connect(teller.settle)

    def tell_any(self, problem: Problem | None) -> None:
        """Nothing for None."""
        if problem is not None:
            self._bar.tell(problem)

    @Slot(object)
    def tell_bug(self, problem: Problem) -> None:
        self._bar.tell(problem, remedy=self._remedy)

    @Slot(str)
    def _on_copying_failed(self, text: str) -> None:
        """Fault F97: it can still be copied by hand."""
        sentence = "The clipboard is not available: copy this text by hand."
        self._bar.tell(Problem(sentence, code="clipboard"), to_select=text)


class _Teller(QObject):
    """Tells for one source for as long as there is a bar (fault F101)."""

    def __init__(self, source: str, bar: TroubleBar) -> None:
        super().__init__(bar)
        self._source = source
        self._bar = bar

    @Slot(object)
    def tell(self, problem: Problem) -> None:
        self._bar.tell(problem, source=self._source)

    @Slot()
    def settle(self) -> None:
        self._bar.settle(self._source)
