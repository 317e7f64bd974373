"""A tab's state taken from the tab, and the part of it that needs no rows put back."""

from dataclasses import replace

from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.facets import Facet
from avatar_browser.domain.ordering import Sort
from avatar_browser.domain.query import LENGTH_LIMIT
from avatar_browser.services.people import Level, People
from avatar_browser.services.shelf import Shelf
from avatar_browser.store.settings import TabState
from avatar_browser.ui.grid.model import AvatarModel
from avatar_browser.ui.tab_views import TabViews

MOST_IN_VIEW = 200
"""Avatars of the first screen that are read first; more are none that anybody sees at once."""
MOST_SELECTED = 200
"""A larger selection is not kept: half of one would be copied as if it were all."""


def place_of(
    views: TabViews, model: AvatarModel, people: People, *, top_is_place: bool = False
) -> TabState:
    """What is selected and in view now; the rest of the state is not filled in.

    The very top is told by the avatar there if ``top_is_place``: others are to come above it.
    """
    view, choice, keys = views.view, views.choice, model.keys
    rows, current, opened = choice.rows, choice.current_row, people.opened
    is_place = top_is_place or view.verticalScrollBar().value() > 0
    visible = views.visible_rows() if is_place else range(0)
    place = view.visualRect(model.index(visible.start, 0))
    is_laid_out = visible and abs(place.top()) <= place.height()
    return TabState(
        opened=opened.cover.key if opened else None,
        current=None if current is None else keys[current],
        selected=tuple(keys[row] for row in rows) if len(rows) <= MOST_SELECTED else (),
        top=keys[visible.start] if visible else None,
        top_cut=-place.top() if is_laid_out else 0,
    )


def first_screen_of(views: TabViews, model: AvatarModel, people: People) -> tuple[AvatarKey, ...]:
    """The rows in view and one screen ahead: what is looked at first when the tab is put back."""
    rows = views.visible_rows()
    keys = model.keys[rows.start : min(rows.stop + len(rows), rows.start + MOST_IN_VIEW)]
    opened = people.opened  # by the first look of the person, which may be above the view
    return tuple(dict.fromkeys((opened.cover.key, *keys) if opened else keys))


def with_list(state: TabState, shelf: Shelf, people: People) -> TabState:
    """``state`` with what is listed now, and how."""
    return replace(
        state,
        query=shelf.query_text[:LENGTH_LIMIT],
        choices={facet.value: tuple(sorted(words)) for facet, words in shelf.choices.items()},
        sort=shelf.sort.value,
        descending=shelf.descending,
        people=people.level is not Level.LOOKS,
    )


def put_back_list(state: TabState, shelf: Shelf, people: People) -> None:
    """List what was listed, as far as the words for it are known."""
    shelf.set_query(state.query[:LENGTH_LIMIT])
    known = {facet.value: facet for facet in Facet}
    shelf.set_choices({known[f]: words for f, words in state.choices.items() if f in known})
    if state.sort in set(Sort):
        shelf.set_sort(Sort(state.sort), descending=state.descending)
    if state.people:
        people.show_people()


def asked_of(shelf: Shelf) -> tuple[object, ...]:
    """What the list is narrowed to and how it is ordered; another one after a user's command."""
    return shelf.query_text, shelf.choices, shelf.sort, shelf.descending
