import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.domain.avatar import Avatar, Engine, Identifier, Person
from avatar_browser.domain.export import (
    ExportForm,
    csv_lines,
    exported,
    guarded,
    json_parts,
)
from tests.support.avatars import a_full_avatar, an_avatar

NAMES = {"heygen": "HeyGen", "anam": "Anam"}
FORMULAS = (
    '=HYPERLINK("https://evil.test","x")',
    " =1+1",
    "\uff1d1+1",
    "\ufeff=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "%0A=1",
    "\t=1",
    "\r\n=1",
    "\u00a0\u200b\u202e=1",
    "\x00\uff20x",
)


def csv_text(avatars: list[Avatar]) -> str:
    return "".join(csv_lines(avatars, NAMES))


def told_of(avatars: list[Avatar]) -> list[dict[str, Any]]:
    """As a program reads them."""
    told: list[dict[str, Any]] = json.loads("".join(json_parts(avatars, NAMES)))
    return told


def rows_of(avatars: list[Avatar]) -> list[dict[str, str]]:
    """As a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(csv_text(avatars), newline="")))


def test_there_are_thirteen_formulas() -> None:
    assert len(set(FORMULAS)) == 13


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_a_formula_becomes_a_text_in_csv_and_stays_raw_in_json(text: str) -> None:
    """Threat T20."""
    avatar = an_avatar("a", name=text, tags=(text,), ids=(Identifier("Look ID", text, "", True),))
    (row,) = rows_of([avatar])
    assert (row["name"], row["tags"], row["id"]) == (f"'{text}",) * 3
    (told,) = told_of([avatar])
    assert (told["name"], told["tags"], told["id"]) == (text, [text], text)


@pytest.mark.parametrize("text", ["", "Liv", " Liv", "1 - 2", "a=b", "R&D", "'=1", "陳 = 怡君"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_no_cell_begins_with_a_formula_sign(text: str) -> None:
    begin = guarded(text).lstrip(" \u00a0\u200b\ufeff\x00")[:1]
    assert begin not in set("=+-@\t\r\n|%＝＋－＠｜％")
    assert guarded(text).endswith(text)


def test_every_cell_is_quoted_and_lines_end_as_the_rfc_has_it() -> None:
    text = csv_text([an_avatar("a", name='He said "hi",\nthen left')])
    head, _, rest = text.partition("\r\n")
    assert head.startswith('"provider","provider_name","id","id_label","name",')
    assert '"He said ""hi"",\nthen left"' in rest
    assert rest.endswith('"\r\n')
    assert ",," not in text


def test_a_full_avatar_tells_every_field() -> None:
    avatar = replace(
        a_full_avatar(), engines=(Engine("Avatar IV", "avatar_iv"), Engine("V 4", "x", "cara-4"))
    )
    (row,) = rows_of([avatar])
    assert row == {
        "provider": "heygen",
        "provider_name": "HeyGen",
        "id": "abigail_office",
        "id_label": "Look ID",
        "name": "Abigail in the office",
        "variant": "Office",
        "person": "Abigail",
        "ownership": "custom",
        "gender": "female",
        "type": "Studio avatar",
        "engines": "Avatar IV, V 4",
        "engine_words": "avatar_iv, cara-4",
        "orientation": "landscape",
        "width": "1920",
        "height": "1080",
        "default_voice": "voice-1",
        "tags": "office, formal",
        "status": "failed",
        "created": "2024-05-02T10:30:00Z",
        "updated": "2024-06-02T10:30:00Z",
        "description": "A friendly host.",
    }


def test_json_has_the_same_fields_with_lists_and_numbers() -> None:
    (told,) = told_of([a_full_avatar()])
    (row,) = rows_of([a_full_avatar()])
    assert list(told) == list(row)
    assert told["tags"] == ["office", "formal"]
    assert told["width"] == 1920


def test_json_holds_one_avatar_a_line() -> None:
    lines = "".join(json_parts([an_avatar("a"), an_avatar("b")], NAMES)).splitlines()
    assert [line[:1] for line in lines] == ["[", "{", "{", "]"]


def test_what_is_not_told_is_null_in_json_and_empty_in_csv() -> None:
    (told,) = told_of([an_avatar("a", "anam")])
    (row,) = rows_of([an_avatar("a", "anam")])
    for field in ("variant", "person", "ownership", "gender", "orientation", "width", "created"):
        assert (told[field], row[field]) == (None, "")
    assert (told["engines"], row["engines"]) == ([], "")
    assert told["provider_name"] == "Anam"


def test_no_avatars_give_a_head_or_an_empty_list() -> None:
    assert csv_text([]).count("\r\n") == 1
    assert told_of([]) == []


@pytest.mark.parametrize("form", ExportForm)
def test_no_signature_and_no_key_reach_the_file(form: ExportForm) -> None:
    """Rule R14: the avatar's own links, and those that a provider wrote into a text."""
    link = "https://files.example/a.mp4?Signature=s3cret"
    words = f"See {link} with X-Api-Key: s3cret-key"
    avatar = replace(
        a_full_avatar(),
        name=words,
        variant=words,
        description=words,
        tags=(link,),
        kind=link,
        default_voice_id=link,
        engines=(Engine(link, link, link),),
        person=Person("heygen", "group-9", words),
    )
    data = exported([avatar], NAMES, form)
    assert b"s3cret" not in data
    assert b"https://files.example/a.mp4" in data


def test_csv_begins_with_a_byte_order_mark_and_json_does_not() -> None:
    avatar = an_avatar("a", name="陳怡君")
    table = exported([avatar], NAMES, ExportForm.CSV)
    document = exported([avatar], NAMES, ExportForm.JSON)
    assert table.startswith(b'\xef\xbb\xbf"provider"')
    assert "陳怡君".encode() in table
    assert "陳怡君".encode() in document
    assert json.loads(document)[0]["name"] == "陳怡君"


def test_a_lone_surrogate_does_not_stop_an_export() -> None:
    avatar = an_avatar("a", name="x\ud800y", tags=("\udfff",))
    for form in ExportForm:
        assert "x\ufffdy".encode() in exported([avatar], NAMES, form)


@pytest.mark.parametrize(
    ("ending", "form"),
    [(".csv", ExportForm.CSV), ("CSV", ExportForm.CSV), (".Json", ExportForm.JSON), (".txt", None)],
)
def test_the_form_is_told_by_the_ending(ending: str, form: ExportForm | None) -> None:
    assert ExportForm.of_ending(ending) is form
