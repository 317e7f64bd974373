"""The search of the leak tests finds what it is to find: else they would pass for nothing."""

import base64
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QIODevice

from tests.support.canary import CANARY_KEY, CANARY_SIGNATURE, Canary


def as_qt_keeps_it(text: str) -> bytes:
    data = QByteArray()
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeQString(text)
    return bytes(data.data())


@pytest.mark.parametrize("value", [CANARY_KEY, CANARY_SIGNATURE])
@pytest.mark.parametrize(
    "written",
    [
        lambda v: v.encode(),
        lambda v: v.upper().encode(),
        lambda v: v.encode("utf-16-le"),
        lambda v: v.encode("utf-16-be"),
        as_qt_keeps_it,
        lambda v: quote(v, safe="").encode(),
        lambda v: json.dumps({"k": f"https://a.test/?s={v}"}).encode(),
        lambda v: repr(v.encode()).encode(),
        lambda v: v.encode().hex().encode(),
        lambda v: base64.b64encode(v.encode()),
        lambda v: base64.b64encode(b"1" + v.encode() + b"23"),
        lambda v: base64.b64encode(b"12" + v.encode()),
        lambda v: base64.urlsafe_b64encode(b"user:" + v.encode()),
        lambda v: v[:14].encode(),
        lambda v: v[-14:].encode(),
    ],
)
def test_a_value_is_found_however_it_is_written(
    value: str, written: Callable[[str], bytes], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "clean").write_bytes(b"CANARY and nothing else" * 100)
    assert Canary(value).found_below(tmp_path) == []
    (tmp_path / "folder" / "leak").write_bytes(b"\x07" * 4095 + written(value) + b"\xff" * 9)
    assert Canary(value).found_below(tmp_path) == [str(Path("folder", "leak"))]


def test_a_value_is_found_in_a_database_and_in_a_name(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "a.sqlite3")
    with database:
        database.execute("CREATE TABLE t (v)")
        database.execute("INSERT INTO t VALUES (?)", (f"a {CANARY_SIGNATURE} b",))
    database.close()
    (tmp_path / f"{CANARY_SIGNATURE}.mp4").touch()
    found = Canary(CANARY_SIGNATURE).found_below(tmp_path)
    assert found == ["a.sqlite3", f"{CANARY_SIGNATURE}.mp4"]
    assert Canary(CANARY_KEY).found_below(tmp_path) == []
