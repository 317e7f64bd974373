"""The pictures on screen: a bounded store of pixmaps fed by the picture service."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.errors import Problem
from avatar_browser.services.pictures import PictureRequest, Pictures

_CAP_BYTES = 64 * 2**20


class PixmapStore(QObject):
    """Pixmaps by request, least recently shown out first, at most ``cap`` bytes.

    Pixmaps are made here, on the GUI thread; decoding and scaling happened on a worker.
    """

    changed = Signal(AvatarKey)

    def __init__(self, pictures: Pictures, cap: int = _CAP_BYTES) -> None:
        super().__init__()
        self._pictures = pictures
        self._cap = cap
        self._bytes = 0
        self._pixmaps: OrderedDict[PictureRequest, QPixmap] = OrderedDict()
        self._problems: dict[PictureRequest, tuple[str, Problem]] = {}
        self._grid: Sequence[PictureRequest] = ()
        self._stage: PictureRequest | None = None
        self._look: Sequence[PictureRequest] = ()
        pictures.picture_ready.connect(self._on_picture_ready)
        pictures.picture_failed.connect(self._on_picture_failed)

    def pixmap(self, request: PictureRequest) -> QPixmap | None:
        pixmap = self._pixmaps.get(request)
        if pixmap is not None:
            self._pixmaps.move_to_end(request)
        return pixmap

    @property
    def is_busy(self) -> bool:
        """Something that is shown, or about to be, is still on its way here or to the disk."""
        return self._pictures.is_busy

    def colour(self, request: PictureRequest) -> int | None:
        """The mean colour of the picture, ``0xRRGGBB``, from memory; None while unknown."""
        return self._pictures.colours.of(request.media_id)

    def problem(self, request: PictureRequest) -> Problem | None:
        """Why fetching it failed; None where it has another link by now, and a new chance."""
        url, problem = self._problems.get(request, ("", None))
        return problem if url == request.url else None

    def want_for_grid(self, requests: Sequence[PictureRequest]) -> None:
        """What the grid shows or is about to show, most urgent first; replaces the last wish."""
        self._grid = requests
        self._ask()

    def want_for_stage(self, request: PictureRequest | None) -> None:
        """The large picture of the details pane; comes before the grid's."""
        self._stage = request
        self._ask()

    def want_for_look(self, requests: Sequence[PictureRequest]) -> None:
        """The large pictures of quick look, most urgent first; they come before all others."""
        self._look = requests
        self._ask()

    def forget_problems(self) -> None:
        """Pictures that failed are asked for again."""
        self._problems.clear()
        self._pictures.forget_failures()
        self._ask()

    def ask_failed_again(self) -> None:
        """Pictures that failed for a reason that may be past are asked for again."""
        self._problems = {
            request: known
            for request, known in self._problems.items()
            if not known[1].passes_by_itself
        }
        self._pictures.ask_failed_again()
        self._ask()

    def _ask(self) -> None:
        stage = () if self._stage is None else (self._stage,)
        wanted = (*self._look, *stage, *self._grid)
        self._pictures.want(
            [r for r in wanted if r not in self._pixmaps and self.problem(r) is None]
        )

    def _on_picture_ready(self, request: PictureRequest, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        self._pixmaps[request] = pixmap
        self._bytes += _size_of(pixmap)
        while self._bytes > self._cap and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._bytes -= _size_of(oldest)
        self.changed.emit(request.avatar_key)

    def _on_picture_failed(self, request: PictureRequest, problem: Problem) -> None:
        self._problems[request] = request.url, problem
        self.changed.emit(request.avatar_key)


def _size_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
