from avatar_browser.domain.avatar import AvatarKey
from avatar_browser.domain.history import STEPS_KEPT, History
from avatar_browser.domain.mark_book import Cell, Kind, MarkBook
from avatar_browser.domain.mark_steps import Step, star
from avatar_browser.domain.marks import (
    EMPTY,
    NOTE_LIMIT,
    SHORTLIST_NAME_LIMIT,
    Entry,
    Shortlist,
    note_text,
    shortlist_name,
)
from tests.support.avatars import an_avatar

ANN = AvatarKey("anam", "avatars", "ann")


def test_an_entry_whose_shortlist_another_program_deleted_brings_it_back() -> None:
    book = MarkBook()
    book.put({Cell(Kind.ENTRY, ANN, "Launch"): 5})
    assert book.shortlists == [Shortlist("Launch", 1)]
    assert book.entries("Launch") == [Entry(ANN, "ann", "ann")]
    book.put({Cell(Kind.ENTRY, ANN, "Launch"): None})
    assert book.shortlists == []
    assert book.mark(ANN) is EMPTY


def test_an_emptied_shortlist_stays_until_it_is_deleted() -> None:
    book = MarkBook()
    heading = Cell(Kind.LIST, shortlist="Launch")
    book.put({heading: 1, Cell(Kind.ENTRY, ANN, "Launch"): 5})
    book.put({Cell(Kind.ENTRY, ANN, "Launch"): None})
    assert book.shortlists == [Shortlist("Launch", 0)]
    book.put({heading: None})
    assert book.shortlists == []


def test_shortlists_are_found_and_ordered_whatever_the_case() -> None:
    book = MarkBook()
    book.put({Cell(Kind.LIST, shortlist=name): 1 for name in ("b", "\u00c4", "A", "a")})
    assert [shortlist.name for shortlist in book.shortlists] == ["A", "a", "b", "\u00c4"]
    assert (book.existing("a"), book.existing("B"), book.existing("\u00e4")) == ("a", "b", "\u00c4")
    assert book.existing("c") is None


def test_only_what_differs_is_reported_as_changed() -> None:
    book = MarkBook()
    assert book.put({Cell(Kind.STAR, ANN): 1}) == [ANN]
    assert book.put({Cell(Kind.STAR, ANN): 2}) == []
    assert book.put({Cell(Kind.STAR, ANN): None, Cell(Kind.NOTE, ANN): None}) == [ANN]


def test_names_and_notes_are_made_fit_to_keep() -> None:
    assert shortlist_name(" \u202eSpring\n2027\t ") == "Spring 2027"
    assert shortlist_name("e\u0301") == shortlist_name("\u00e9")
    assert shortlist_name(" \u200b\n") == ""
    assert len(shortlist_name("x" * 1_000)) == SHORTLIST_NAME_LIMIT
    assert note_text("a\n b \n\n") == "a\n b"
    assert note_text("\ud800\x00") == "\ufffd"
    assert len(note_text("x" * 20_000)) == NOTE_LIMIT


def test_the_history_has_an_end() -> None:
    history = History()
    step = star(MarkBook(), [an_avatar("a")], 1)
    for number in range(STEPS_KEPT + 10):
        history.take(step, number)
    undone: list[Step] = []
    while (taken_back := history.undo()) is not None:
        undone.append(taken_back)
    assert len(undone) == STEPS_KEPT
    assert (history.undo_text, history.redo_text) == ("", "Star Name of a")
