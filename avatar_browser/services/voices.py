"""The voices that avatars name: found in the provider's list, and kept for the session."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_browser.domain.errors import NotFound, Problem
from avatar_browser.domain.voice import Voice
from avatar_browser.providers.protocol import ListsVoices, VoicePage
from avatar_browser.services.dispatcher import Dispatcher, Post
from avatar_browser.services.sessions import Sessions

PAUSE = 20.0
"""Seconds for which a list that could not be read is left alone."""
_MOST_PAGES = 300
_MOST_VOICES = 20_000


@dataclass(slots=True)
class _Book:
    """What has been read of one provider's list with the present key.

    ``cursor`` is where reading goes on; ``task`` is the page on its way, 0 for none.
    """

    voices: dict[str, Voice] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    cursor: str | None = None
    used: set[str | None] = field(default_factory=set)
    is_whole: bool = False
    task: int = 0
    problem: Problem | None = None
    paused_until: float = 0.0

    def take(self, page: VoicePage) -> None:
        """A list that makes no sense any more, or has no end, ends here."""
        before = len(self.voices)
        self.voices |= {voice.id: voice for voice in page.voices}
        is_new = len(self.voices) > before or not page.voices
        self.used.add(self.cursor)
        self.cursor = page.cursor
        self.is_whole = (
            page.cursor is None
            or page.cursor in self.used
            or not is_new
            or len(self.used) >= _MOST_PAGES
            or len(self.voices) >= _MOST_VOICES
        )


class Voices(QObject):
    """Reads a provider's list of voices page by page until those that are wanted are found.

    There is no call for one voice. One page is on its way at a time, whoever wants it, and what
    was read is kept until the provider's key changes. ``voice_found`` carries provider and Voice;
    ``voice_failed`` provider, id and Problem, NotFound where the provider lists no such voice.
    ``session_changed`` names a provider whose voices are to be wanted again, or no longer.
    """

    voice_found = Signal(str, object)
    voice_failed = Signal(str, str, object)
    session_changed = Signal(str)

    def __init__(
        self,
        sessions: Sessions,
        dispatcher: Dispatcher,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` is monotonic seconds."""
        super().__init__(parent)
        self._sessions = sessions
        self._dispatcher = dispatcher
        self._clock = clock
        self._books: dict[str, _Book] = {}
        sessions.session_changed.connect(self._on_session_changed)

    def can_tell(self, provider_id: str) -> bool:
        """Whether the provider tells of voices, and there is a key to ask with."""
        return _lister(self._sessions.provider(provider_id)) is not None

    def voice_of(self, provider_id: str, voice_id: str) -> Voice | None:
        """What is known of the voice by now."""
        book = self._books.get(provider_id)
        return book.voices.get(voice_id) if book else None

    def want(self, provider_id: str, voice_id: str) -> None:
        """Have one of the two signals emitted, at once where the answer is known.

        A list that failed is read on from where it was, after a pause.
        """
        book = self._books.setdefault(provider_id, _Book())
        voice = book.voices.get(voice_id)
        if voice is not None:
            self.voice_found.emit(provider_id, voice)
        elif book.is_whole:
            self.voice_failed.emit(provider_id, voice_id, _not_listed())
        elif book.problem is not None and self._clock() < book.paused_until:
            self.voice_failed.emit(provider_id, voice_id, book.problem)
        else:
            book.wanted.add(voice_id)
            self._read_on(provider_id, book)

    def forget(self, provider_id: str) -> None:
        """Read the list anew when a voice is wanted next: its links are past."""
        book = self._books.pop(provider_id, None)
        if book is not None:
            self._dispatcher.cancel(book.task)

    def _read_on(self, provider_id: str, book: _Book) -> None:
        if book.task:
            return
        lister, cursor = _lister(self._sessions.provider(provider_id)), book.cursor
        if lister is None:
            problem = self._sessions.problem(provider_id)
            self._on_failed(provider_id, book, problem or _not_listed())
            return

        async def fetch(_: Post) -> VoicePage:
            return await lister.fetch_voices(cursor)

        book.task = self._dispatcher.run(
            fetch,
            owner=self,
            done=partial(self._on_page, provider_id, book),
            failed=partial(self._on_failed, provider_id, book),
        )

    def _on_page(self, provider_id: str, book: _Book, page: VoicePage) -> None:
        book.task = 0
        book.problem = None
        book.take(page)
        found = [book.voices[voice_id] for voice_id in book.wanted & book.voices.keys()]
        book.wanted -= book.voices.keys()
        missing = sorted(book.wanted) if book.is_whole else []
        book.wanted -= set(missing)
        if book.wanted:
            self._read_on(provider_id, book)
        for voice in found:
            self.voice_found.emit(provider_id, voice)
        for voice_id in missing:
            self.voice_failed.emit(provider_id, voice_id, _not_listed())

    def _on_failed(self, provider_id: str, book: _Book, problem: Problem) -> None:
        book.task = 0
        book.problem = problem
        book.paused_until = self._clock() + PAUSE
        wanted, book.wanted = sorted(book.wanted), set()
        for voice_id in wanted:
            self.voice_failed.emit(provider_id, voice_id, problem)

    @Slot(str)
    def _on_session_changed(self, provider_id: str) -> None:
        self.forget(provider_id)
        self.session_changed.emit(provider_id)


def _lister(provider: object) -> ListsVoices | None:
    return provider if isinstance(provider, ListsVoices) else None


def _not_listed() -> Problem:
    return NotFound(
        "The service does not list this voice.",
        advice="nothing is to be done, its ID can be copied below",
        code="voice not listed",
    )
