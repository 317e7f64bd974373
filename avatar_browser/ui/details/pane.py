"""The pane "Details": everything known of the avatar chosen, and the ways to copy its id."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QScrollArea, QWidget

from avatar_browser.domain.avatar import Avatar, AvatarKey
from avatar_browser.domain.families import Family
from avatar_browser.domain.text import displayable, isolated
from avatar_browser.services.pictures import PictureRequest
from avatar_browser.ui.details.facts import FactsTable
from avatar_browser.ui.details.folded import FoldedText
from avatar_browser.ui.details.ids import IdsBlock
from avatar_browser.ui.details.rows import fact_rows, family_rows, media_rows, raw_text
from avatar_browser.ui.grid.pixmaps import PixmapStore
from avatar_browser.ui.grid.requests import stage_request
from avatar_browser.ui.look.labels import PlainLabel, hair_line, small_label, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.plain import literal
from avatar_browser.ui.look.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme
from avatar_browser.ui.video.theatre import Theatre
from avatar_browser.ui.words import OWNERSHIP, looks_words


class DetailsPane(QWidget):
    copy_wanted = Signal()
    """The main id of everything selected."""
    looks_wanted = Signal()
    """Those of the person shown."""
    one_id_wanted = Signal(str, str)
    """Label and raw value of a single id."""
    look_shown = Signal(object)
    """The Avatar that it is about now; None where it is about a person or about nothing."""

    def __init__(
        self, theatre: Theatre, pixmaps: PixmapStore, theme: Theme, copy_as: QMenu
    ) -> None:
        super().__init__()
        self.setObjectName("details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Details")
        self._avatar: Avatar | None = None
        self._person: Family | None = None
        self._request: PictureRequest | None = None
        self._pixmaps = pixmaps
        self._theatre = theatre
        self._title = title_label()
        self._subtitle = PlainLabel(muted=True, selectable=True)
        self._note = small_label()
        self._note.setProperty("danger", True)
        self._copy = QPushButton("Copy ID")
        self._copy.setProperty("primary", True)
        self._copy.clicked.connect(self.copy_wanted)
        self._show_looks = QPushButton()
        self._show_looks.setProperty("primary", True)
        self._show_looks.clicked.connect(self.looks_wanted)
        self._copy_as = QPushButton("Copy as…")
        self._copy_as.setMenu(copy_as)
        self._ids = IdsBlock(theme)
        self._ids.copy_wanted.connect(self.one_id_wanted)
        self._facts = FactsTable()
        self._description = PlainLabel(selectable=True)
        self._links = FactsTable()
        self._raw = FoldedText("Raw record", theme, self._raw_text)
        self._hint = PlainLabel("Select an avatar to see everything about it.", muted=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        theatre.still_wanted.connect(self._on_still_wanted)
        pixmaps.changed.connect(self._on_picture_changed)
        self.show_nothing()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._show_looks, 2)
        buttons.addWidget(self._copy, 2)
        buttons.addWidget(self._copy_as, 1)
        self._content = QWidget()
        inner = column(self._content, spacing=SPACE_M, margins=(SPACE_L,) * 4)
        inner.addWidget(self._theatre)
        self._below_stage = column()
        inner.addLayout(self._below_stage)
        heading = column(spacing=SPACE_XS)
        for label in (self._title, self._subtitle, self._note):
            heading.addWidget(label)
        inner.addLayout(heading)
        inner.addLayout(buttons)
        self._below_buttons = column()
        inner.addLayout(self._below_buttons)
        inner.addWidget(self._ids)
        inner.addWidget(hair_line())
        for widget in (self._facts, self._description, self._links, self._raw):
            inner.addWidget(widget)
        inner.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setWidget(self._content)
        self._scroller = scroller
        outer = column(self)
        outer.addWidget(scroller, 1)
        outer.addWidget(self._hint, 1)

    @property
    def avatar(self) -> Avatar | None:
        return self._avatar

    @property
    def look(self) -> Avatar | None:
        """As :attr:`look_shown` told last."""
        return self._avatar if self._person is None else None

    @property
    def is_settled(self) -> bool:
        """The stage shows its picture, or there is none to wait for."""
        request = self._request
        return request is None or bool(
            self._pixmaps.pixmap(request) or self._pixmaps.problem(request)
        )

    @property
    def first_field(self) -> QWidget:
        """Where the keyboard enters the pane."""
        return self._copy if self._person is None else self._show_looks

    def put_below_stage(self, widget: QWidget) -> None:
        """Give what goes with the picture its place; what it takes is gone while it is hidden."""
        self._below_stage.addWidget(widget)

    def put_below_buttons(self, widget: QWidget) -> None:
        """Give a feature's own block its place."""
        self._below_buttons.addWidget(widget)

    def open_copy_as(self) -> None:
        self._copy_as.showMenu()

    def set_theme(self, theme: Theme) -> None:
        for part in (self._theatre, self._ids, self._raw):
            part.set_theme(theme)

    def show_nothing(self) -> None:
        self._avatar = self._person = None
        self._theatre.show_avatar(None)
        self._scroller.hide()
        self._hint.show()
        self.look_shown.emit(None)

    def show_avatar(
        self,
        avatar: Avatar,
        provider_name: str,
        selected: int = 1,
        person: Family | None = None,
    ) -> None:
        """``selected`` is how many avatars Copy ID will copy.

        With ``person`` it is about that person; the avatar is the look seen on the stage.
        """
        if self._avatar is None or avatar.key != self._avatar.key:
            self._scroller.verticalScrollBar().setValue(0)
            self.show_note("")
        self._avatar = avatar
        self._person = person
        self._hint.hide()
        self._scroller.show()
        self._theatre.show_avatar(avatar)
        self._title.show_text(displayable(avatar.display_name))
        first = looks_words(len(person.looks)) if person else isolated(avatar.display_variant)
        facts = (first, provider_name, OWNERSHIP[avatar.ownership])
        self._subtitle.show_text("  ·  ".join(filter(None, facts)))
        self._copy.setText("Copy ID" if selected == 1 else f"Copy {selected:,} IDs")
        self._show_looks.setText(literal(f"Show {first}"))
        self._ids.show_ids(person.ids if person else avatar.ids)
        self._facts.show_rows(family_rows(person) if person else fact_rows(avatar))
        self._description.show_text(avatar.description)
        self._links.show_rows(media_rows(avatar))
        self._show_parts()
        self._raw.refresh()
        self.look_shown.emit(self.look)

    def _show_parts(self) -> None:
        """A person has no id to copy, and no record of its own."""
        is_look = self._person is None
        self._show_looks.setVisible(not is_look)
        for part in (self._copy, self._copy_as, self._links, self._raw):
            part.setVisible(is_look)
        self._description.setVisible(is_look and bool(self._description.text()))

    @property
    def title_text(self) -> str:
        """The name shown, empty where nothing is."""
        return self._title.text() if self._avatar else ""

    @property
    def note_text(self) -> str:
        return self._note.text()

    def show_note(self, text: str) -> None:
        """Why the detail answer is missing; empty for no note."""
        self._note.show_text(text)
        self._note.setVisible(bool(text))

    def _raw_text(self) -> str:
        return raw_text(self._avatar) if self._avatar else ""

    def _on_still_wanted(self) -> None:
        still = self._theatre.still
        if self._avatar is None or still is None:
            self._request = None
            self._pixmaps.want_for_stage(None)
            self._theatre.show_still(None, None)
            return
        size = self._theatre.stage_size
        self._request = stage_request(self._avatar, still, size, self.devicePixelRatioF())
        self._pixmaps.want_for_stage(self._request)
        self._show_picture()

    def _show_picture(self) -> None:
        if self._request is None:
            return
        pixmap = self._pixmaps.pixmap(self._request)
        if pixmap is not None:
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._theatre.show_still(pixmap, self._pixmaps.problem(self._request))

    def _on_picture_changed(self, key: AvatarKey) -> None:
        if self._avatar is not None and key == self._avatar.key:
            self._show_picture()
