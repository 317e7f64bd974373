import pytest
from PySide6.QtCore import QRect, QSize

from avatar_browser.ui.grid.card import MARGIN, CardShape


@pytest.mark.parametrize("width", [300, 640, 905, 1280, 2560])
def test_columns_fill_the_view_without_exceeding_it(width: int) -> None:
    shape = CardShape.fitting(width, wanted=152, text_height=48)
    used = shape.columns * shape.cell.width()
    assert width - shape.columns < used <= width


def test_cards_are_at_least_as_wide_as_asked_for() -> None:
    shape = CardShape.fitting(905, wanted=152, text_height=48)
    assert shape.columns == 5
    assert shape.picture_size.width() >= 152


def test_pictures_are_three_to_four() -> None:
    size = CardShape.fitting(905, wanted=152, text_height=48).picture_size
    assert size.height() == round(size.width() * 4 / 3)


def test_a_view_narrower_than_a_card_still_has_one_column() -> None:
    assert CardShape.fitting(100, wanted=152, text_height=48).columns == 1


def test_the_text_stands_below_the_picture_and_inside_the_card() -> None:
    shape = CardShape.fitting(905, wanted=152, text_height=48)
    cell = QRect(0, 0, shape.cell.width(), shape.cell.height())
    assert shape.text(cell).top() > shape.picture(cell).bottom()
    assert shape.card(cell).contains(shape.text(cell))
    assert shape.card(cell).topLeft() == cell.topLeft() + QRect(MARGIN, MARGIN, 0, 0).topLeft()
    assert shape.picture(cell).size() == QSize(shape.picture_size)
