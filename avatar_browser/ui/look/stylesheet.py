"""The style sheet: what the palette alone cannot say, filled in from the theme."""

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QToolTip { background: $card; color: $text; border: 1px solid $hairline; padding: 4px 6px; }
QMenuBar { background: $window; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $card_hover; }
QMenu { background: $card; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QStatusBar { background: $window; border-top: 1px solid $hairline; color: $muted; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $hairline; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 4px 6px 4px;
    margin: 0 10px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }

QPushButton { background: $card; color: $text; border: 1px solid $hairline;
    border-radius: 6px; padding: 5px 12px; }
QPushButton:hover { background: $card_hover; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent;
    font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $card_hover; color: $muted;
    border: 1px solid $hairline; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton::menu-indicator { width: 0; height: 0; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px;
    padding: 3px; color: $text; }
QToolButton:hover { background: $card_hover; }
QToolButton:checked { background: $card_hover; }
QToolButton:focus { border: 2px solid $accent; }
QToolButton[chip="true"] { background: $card_hover; border: 2px solid transparent;
    border-radius: 10px; padding: 1px 8px; }
QToolButton[chip="true"]:hover { background: $hairline; }
QToolButton[chip="true"]:focus { border: 2px solid $accent; }
QToolButton[segment] { background: $card_hover; border: 2px solid $card_hover;
    border-radius: 6px; padding: 2px 9px; color: $muted; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QToolButton[segment]:hover { color: $text; }
QToolButton[segment]:checked { background: $raised; color: $text; border-radius: 6px; }
QToolButton[segment]:focus { border: 2px solid $accent; }
QToolButton::menu-indicator { image: none; }
QPushButton#pill { background: $text; color: $window; border: none; border-radius: 13px;
    padding: 5px 14px; font-weight: 600; }
QPushButton#pill:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit { background: $field; border: 1px solid $hairline;
    border-radius: 6px; padding: 5px 8px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 4px 7px; }

QLineEdit[flat="true"] { background: transparent; border: none; padding: 0; }
QListWidget#plain { background: $field; border: 1px solid $hairline; border-radius: 6px;
    padding: 4px; outline: none; }
QListWidget#plain:focus { border: 2px solid $accent; padding: 3px; }
QListWidget#plain::item { padding: 5px 8px; border-radius: 6px; color: $text; }
QListWidget#plain::item:selected { background: $card_hover; }
QComboBox { background: $card; border: 1px solid $hairline; border-radius: 6px;
    padding: 4px 8px; }
QComboBox:hover { background: $card_hover; }
QComboBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $hairline; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent; outline: none; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $muted; border-radius: 4px;
    background: $field; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent;
    image: url("$check"); }
QCheckBox:focus { color: $accent; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid $muted; border-radius: 7px;
  background: $field; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 4px solid $accent;
  background: $field; }
QRadioButton:focus { color: $accent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; min-height: 32px;
    min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $hairline; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider#size::sub-page:horizontal { background: $muted; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -4px 0; border-radius: 6px;
    background: $text; }
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled { background: $muted; }
QProgressBar { background: $hairline; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QAbstractScrollArea#grid, QAbstractScrollArea#sidebar, QAbstractScrollArea#table {
    background: $window; border: none; }
QTableView#table { selection-background-color: transparent; selection-color: $text; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $muted; border: none;
    border-right: 1px solid $hairline; border-bottom: 1px solid $hairline; padding: 5px 8px; }
QHeaderView::section:hover { background: $card_hover; color: $text; }
QHeaderView::up-arrow { image: url("$arrow_up"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QWidget#details { background: $panel; }
QLabel[muted="true"] { color: $muted; }
QLabel[danger="true"] { color: $danger; }
QLabel[pill="true"] { background: $card_hover; border-radius: 6px; padding: 1px 7px; }
QFrame#banner { background: $card; border-bottom: 1px solid $hairline; }
QFrame#toast { background: $text; border-radius: 8px; }
QFrame#toast QLabel { color: $window; }
QFrame[line="true"] { background: $hairline; border: none; max-height: 1px; }
""")


def _mix(first: str, second: str, share: float) -> str:
    """The colour ``share`` of the way from ``first`` to ``second``, both ``#rrggbb``."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def stylesheet(colours: Mapping[str, str], arrow: str, arrow_up: str, check: str) -> str:
    """``colours`` maps the names of the theme to ``#rrggbb``; ``arrow``, ``arrow_up`` and
    ``check`` are paths of pictures."""
    return _SHEET.substitute(
        colours,
        arrow=arrow,
        arrow_up=arrow_up,
        check=check,
        # Lighter than what is around it in both themes: as greys, these compare by lightness.
        raised=max(colours["field"], _mix(colours["card_hover"], colours["text"], 0.16)),
        thumb=_mix(colours["hairline"], colours["muted"], 0.35),
        accent_hover=_mix(colours["accent"], colours["text"], 0.15),
    )
