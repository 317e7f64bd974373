"""Whatever lies on the disk where our small files should be: F85 and their like."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_browser.store.colours import ColoursFile
from avatar_browser.store.key_notes import KeyNotes, Note
from avatar_browser.store.settings import Settings, SettingsFile

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """Other bytes, or ``whole`` with a part of it replaced or gone."""
    at = st.integers(0, len(whole))
    spans = st.tuples(at, at, st.binary(max_size=8))
    changed = spans.map(lambda s: whole[: min(s[:2])] + s[2] + whole[max(s[:2]) :])
    return st.binary(max_size=200) | changed


def shaped(names: list[str]) -> st.SearchStrategy[bytes]:
    """An object with our fields in it, each holding anything."""
    return st.dictionaries(st.sampled_from(names) | st.text(max_size=8), _VALUES, max_size=8).map(
        lambda record: json.dumps(record).encode()
    )


SETTINGS = msgspec.json.encode(Settings(base_urls={"anam": "https://gateway.example"}))
NOTES = msgspec.json.encode({"anam": Note("GNOME Keyring"), "anam/2": Note(label="Work")})
SETTING_NAMES = list(Settings.__dataclass_fields__)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any-bytes")


@pytest.mark.expects_log("settings file was damaged")
@given(data=damaged(SETTINGS) | shaped(SETTING_NAMES))
def test_any_settings_file_gives_settings(folder: Path, data: bytes) -> None:
    """F85. What was not whole is told, and kept beside for the user."""
    file = SettingsFile(folder / "settings.json")
    (folder / "settings.json").write_bytes(data)
    settings = file.load()
    assert msgspec.convert(msgspec.to_builtins(settings), Settings) == settings
    if file.trouble:
        assert file.corrupt_copy.read_bytes() == data
    file.save(settings)
    again = SettingsFile(folder / "settings.json")
    assert (again.load(), again.trouble) == (settings, "")


@pytest.mark.expects_log("notes about keys could not be read")
@given(data=damaged(NOTES) | shaped(["anam", "heygen"]))
def test_any_notes_about_keys_are_notes_or_none(folder: Path, data: bytes) -> None:
    path = folder / "keys.json"
    path.write_bytes(data)
    notes = KeyNotes(path)
    assert all(isinstance(note, Note) for note in notes.all().values())
    notes.kept("anam", "KWallet")
    assert KeyNotes(path).note("anam").backend == "KWallet"


@given(data=damaged(b"avatar-browser colours 1\n" + bytes(range(48))))
def test_any_file_of_colours_is_colours_or_none(folder: Path, data: bytes) -> None:
    path = folder / "colours"
    path.write_bytes(data)
    colours = ColoursFile(path).load()
    assert all(len(name) == 8 and 0 <= colour <= 0xFFFFFF for name, colour in colours.items())
