"""What was exported is read back; what is broken costs no more than its line."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.export import ExportForm, exported, unguarded
from avatar_browser.domain.importing import Listing, Row, listing_of
from avatar_browser.domain.marks import Mark
from tests.support.avatars import a_full_avatar, an_avatar

NAMES = {"heygen": "HeyGen", "anam": "Anam"}


def ids(text: str) -> list[str]:
    return [row.id for row in listing_of(text.encode()).rows]


@pytest.mark.parametrize("form", ExportForm)
def test_an_export_is_read_back_with_its_notes(form: ExportForm) -> None:
    plain = an_avatar("=1+1", "anam", name="-Ann; \"A\", 'B'", variant="@home")
    marks = {plain.key: Mark(note="+49 \"call\"\nthen 'send'"), a_full_avatar().key: Mark()}
    data = exported([a_full_avatar(), plain], NAMES, form, marks)
    assert listing_of(data) == Listing(
        (
            Row("abigail_office", "heygen", "Abigail in the office", "Office"),
            Row("=1+1", "anam", "-Ann; \"A\", 'B'", "@home", "+49 \"call\"\nthen 'send'"),
        )
    )


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_that_a_spreadsheet_saved_anew_is_read(separator: str, coding: str) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerows([["Name", " ID ", "Note"], ["Zo\u00eb", "a", "x, y"], [], ["B", "b"]])
    listing = listing_of(target.getvalue().encode(coding))
    assert listing == Listing((Row("a", "", "Zo\u00eb", "", "x, y"), Row("b", "", "B")))


def test_a_bare_list_of_ids_is_read() -> None:
    assert ids('# mine\n a \r\n"b",\n\n\'=c\nd # Dee\na\n') == ["a", "b", "=c", "d"]
    assert ids('["a", "b", "a"]') == ["a", "b"]


def test_lines_that_name_no_avatar_are_counted_and_cost_no_other() -> None:
    rows = '[\n{"id": "a"},\n{"id": 7},\n{"id": "  "},\nnull,\n{"id": "b", "name": 3},\n{"id": "c'
    assert listing_of(rows.encode()) == Listing((Row("a"), Row("b")), skipped=4)
    table = f'id,name\na,A\n,B\nc c,C\n{"d" * 600},D\n"{"x" * 200_000}",E\nf\n'
    assert listing_of(table.encode()) == Listing((Row("a", name="A"), Row("f")), skipped=4)
    assert listing_of(b"a\nnot an id\nb\x00\n") == Listing((Row("a"),), skipped=2)


def test_a_broken_object_costs_itself_alone() -> None:
    text = '[\n{"id": "a"},\n{"id": "b", "name": },\n{"id": "c"}\n]\n'
    assert listing_of(text.encode()) == Listing((Row("a"), Row("c")), skipped=1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"id":' * 100_000,
        b'[{"id": ' + b"9" * 10_000 + b"}]",
        b"id,name\n",
        b"\xff\xfe\x00",
        b"\x00\xff" * 100,
        b"id," + b"x" * 300_000,
    ],
    ids=range(11),
)
def test_a_file_without_avatars_is_no_trouble(data: bytes) -> None:
    assert listing_of(data).rows == ()


@given(st.binary(max_size=300))
def test_no_file_is_a_crash(data: bytes) -> None:
    for row in listing_of(data).rows:
        assert row.id == row.id.strip() != ""


@given(st.text(max_size=60))
def test_a_name_survives_the_way_through_a_table(name: str) -> None:
    """But for an apostrophe of its own before what would be a formula."""
    avatar = an_avatar("a", name=name)
    told = json.loads(exported([avatar], NAMES, ExportForm.JSON))[0]["name"] or ""
    [row] = listing_of(exported([avatar], NAMES, ExportForm.CSV)).rows
    if unguarded(told) == told:
        assert row.name == told.strip()


def test_what_marks_say_comes_last_in_both_forms() -> None:
    avatar = a_full_avatar()
    mark = Mark(True, ("A", "Launch"), "=note")
    data = exported([avatar, replace(avatar, name="B")], NAMES, ExportForm.JSON, {avatar.key: mark})
    first = json.loads(data)[0]
    assert [*first.items()][-3:] == [
        ("favourite", True),
        ("shortlists", ["A", "Launch"]),
        ("note", "=note"),
    ]
    table = exported([avatar, an_avatar("b")], NAMES, ExportForm.CSV, {avatar.key: mark})
    rows = [*csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))]
    assert [row[-3:] for row in rows] == [
        ["favourite", "shortlists", "note"],
        ["yes", "A, Launch", "'=note"],
        ["", "", ""],
    ]
