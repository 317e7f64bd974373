"""What became of a task."""

import asyncio
import threading

from avatar_browser.domain.errors import Problem
from avatar_browser.services.dispatcher import Post


class Outcome:
    """Notes every callback with the thread it came on."""

    def __init__(self) -> None:
        self.items: list[object] = []
        self.results: list[object] = []
        self.problems: list[Problem] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def failed(self, problem: Problem) -> None:
        self.threads.add(threading.get_ident())
        self.problems.append(problem)

    def item(self, item: object) -> None:
        assert not self.results
        assert not self.problems
        self.items.append(item)

    @property
    def is_known(self) -> bool:
        return bool(self.results or self.problems)


class Hung:
    """A network task that waits for ever and tells that it began and that it was cancelled."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.cancelled = threading.Event()

    async def __call__(self, _post: Post) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.set()
