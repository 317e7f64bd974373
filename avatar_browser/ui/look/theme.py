"""The two themes: every colour the window uses, derived from one accent."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from avatar_browser.store.resources import resource
from avatar_browser.ui.look.stylesheet import stylesheet

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
RADIUS_CARD, RADIUS_FIELD = 8, 6


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for. ``muted`` keeps 4.5:1 on ``window``, ``panel`` and ``card``."""

    dark: bool
    window: QColor
    panel: QColor
    card: QColor
    card_hover: QColor
    field: QColor
    hairline: QColor
    placeholder: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    danger: QColor

    @property
    def names(self) -> dict[str, str]:
        """Every colour as ``#rrggbb`` by its name here."""
        colours = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: c.name() for name, c in colours.items() if isinstance(c, QColor)}


def _on(accent: QColor) -> QColor:
    """White or near-black, whichever reads better on the accent."""
    luminance = 0.2126 * accent.redF() + 0.7152 * accent.greenF() + 0.0722 * accent.blueF()
    return QColor("#111214") if luminance > 0.55 else QColor("#ffffff")


def light(accent: QColor) -> Theme:
    return Theme(
        dark=False,
        window=QColor("#f4f4f6"),
        panel=QColor("#fbfbfc"),
        card=QColor("#ffffff"),
        card_hover=QColor("#eaebee"),
        field=QColor("#ffffff"),
        hairline=QColor("#dfe0e4"),
        placeholder=QColor("#e6e7ea"),
        text=QColor("#1b1c1f"),
        muted=QColor("#5d6169"),
        accent=accent,
        on_accent=_on(accent),
        danger=QColor("#b3261e"),
    )


def dark(accent: QColor) -> Theme:
    return Theme(
        dark=True,
        window=QColor("#1b1c1f"),
        panel=QColor("#202124"),
        card=QColor("#26272b"),
        card_hover=QColor("#303136"),
        field=QColor("#2a2b30"),
        hairline=QColor("#35363b"),
        placeholder=QColor("#2e2f34"),
        text=QColor("#ececee"),
        muted=QColor("#a5a8af"),
        accent=accent,
        on_accent=_on(accent),
        danger=QColor("#f2887f"),
    )


def palette_of(theme: Theme) -> QPalette:
    """A palette for what Qt draws itself: dialogs, menus, selections."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.field),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.card),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.card),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.Mid, theme.hairline),
        (role.Light, theme.card_hover),
    ):
        palette.setColor(target, colour)
    for target in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(theme.muted)
        faded.setAlphaF(0.65)
        palette.setColor(QPalette.ColorGroup.Disabled, target, faded)
    return palette


class Appearance(QObject):
    """The theme in force. Follows the system unless "light" or "dark" was chosen."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__()
        self._app = app
        self._accent = QColor(app.palette().color(QPalette.ColorRole.Accent))
        app.setStyle("Fusion")
        self._choice = choice
        self._theme = self._resolve()
        app.setPalette(palette_of(self._theme))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def choice(self) -> str:
        return self._choice

    def choose(self, choice: str) -> None:
        """``choice`` is "system", "light" or "dark"."""
        self._choice = choice
        self._on_scheme_changed()

    def put_on(self) -> None:
        """Set palette and style sheet; at the start once the window is made, before it is shown.

        A widget that has a style sheet is styled anew with every parent it gets.
        """
        self._app.setPalette(palette_of(self._theme))
        shade = "dark" if self._theme.dark else "light"
        arrow = resource("icons", f"arrow-{shade}.svg").as_posix()
        arrow_up = resource("icons", f"arrow-up-{shade}.svg").as_posix()
        check = resource("icons", "check-white.svg").as_posix()
        self._app.setStyleSheet(stylesheet(self._theme.names, arrow, arrow_up, check))

    def _resolve(self) -> Theme:
        scheme = QGuiApplication.styleHints().colorScheme()
        is_dark = self._choice == "dark" or (
            self._choice == "system" and scheme == Qt.ColorScheme.Dark
        )
        return dark(self._accent) if is_dark else light(self._accent)

    def _on_scheme_changed(self) -> None:
        theme = self._resolve()
        if theme != self._theme:
            self._theme = theme
            self.put_on()
            self.changed.emit()
