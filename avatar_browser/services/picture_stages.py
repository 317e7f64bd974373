"""How far each wanted picture has come."""

from enum import Enum, auto

from avatar_browser.services.dispatcher import Dispatcher
from avatar_browser.services.picture_work import PictureRequest
from avatar_browser.store.media_cache import MediaId


class Stage(Enum):
    LOOKING = auto()  # the disk is read, and what is found there decoded
    LACKING = auto()  # it is not on the disk
    FETCHING = auto()
    DECODING = auto()
    READY = auto()  # a signal has told so
    FAILED = auto()  # the same


class Stages:
    """Of one wish list; with each stage the task that works on it, if one does."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._stages: dict[PictureRequest, Stage] = {}
        self._tasks: dict[PictureRequest, int] = {}
        self._counts = dict.fromkeys(Stage, 0)

    def of(self, request: PictureRequest) -> Stage | None:
        return self._stages.get(request)

    def count(self, *stages: Stage) -> int:
        """How many are in any of these; at no cost."""
        return sum(self._counts[stage] for stage in stages)

    def entries(self) -> list[tuple[PictureRequest, Stage]]:
        return list(self._stages.items())

    def requests_in(self, wanted: Stage) -> list[PictureRequest]:
        return [request for request, stage in self._stages.items() if stage is wanted]

    def media_on_the_way(self) -> set[MediaId]:
        return {request.media_id for request in self.requests_in(Stage.FETCHING)}

    def enter(self, request: PictureRequest, stage: Stage, task: int | None = None) -> None:
        before = self._stages.pop(request, None)  # its key has another link, perhaps
        if before is not None:
            self._counts[before] -= 1
        self._counts[stage] += 1
        self._stages[request] = stage
        if task is None:
            self._tasks.pop(request, None)
        else:
            self._tasks[request] = task

    def drop(self, request: PictureRequest) -> None:
        """Forget it, and cancel what is done for it."""
        self._counts[self._stages.pop(request)] -= 1
        task = self._tasks.pop(request, None)
        if task is not None:
            self._dispatcher.cancel(task)
