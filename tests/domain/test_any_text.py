"""Whatever is typed, pasted or sent as text: names of files, keys, beginnings of words."""

import re
from pathlib import PurePosixPath, PureWindowsPath

from hypothesis import example, given
from hypothesis import strategies as st

from avatar_browser.domain.completing import completions
from avatar_browser.domain.errors import KeyRejected
from avatar_browser.domain.facets import Facet, Value
from avatar_browser.domain.file_names import file_name
from avatar_browser.domain.secret import Secret

# Characters of every category, lone surrogates too, and those that file systems stumble over.
TEXT = st.text(st.characters() | st.sampled_from('./\\:*?"<>|~$-\0\n\u202e\u0301'), max_size=300)

WORDS = "This does not look like a key, which has 8 to 1,000 letters, digits and signs without"
REFUSAL = (f"{WORDS} spaces.", "", "key shape")


@given(TEXT, TEXT)
def test_any_title_gives_a_name_that_every_system_takes(title: str, identifier: str) -> None:
    """T19."""
    name = file_name(title, identifier, "csv")
    assert name == PurePosixPath(name).name == PureWindowsPath(name).name
    assert not PureWindowsPath(name).is_reserved()
    assert re.fullmatch(r"([^\s./\\:*?\"<>|~$\0-][^\s./\\:*?\"<>|~$\0]*-)?[0-9a-f]{10}\.csv", name)
    assert len(name.encode()) <= 200
    assert name == file_name(title, identifier, "csv")


@given(TEXT | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7F), min_size=6))
def test_any_text_is_a_key_or_refused_without_being_repeated(typed: str) -> None:
    """T09."""
    secret = None
    try:
        secret = Secret.parse(typed)
    except KeyRejected as refusal:
        told = (str(refusal), refusal.detail, refusal.code)
    if secret is None:
        assert told == REFUSAL
        return
    key = secret.reveal()
    assert re.fullmatch(r"[\x21-\x7e]{8,1000}", key)
    assert key in typed
    assert key not in f"{secret} {secret!r} {secret.masked}"
    assert Secret.parse(key) == secret


@example('tag:"', "a")
@example("-gender:", 'x"y')
@given(TEXT | st.builds("{}:{}".format, st.sampled_from([f.value for f in Facet]), TEXT), TEXT)
def test_any_beginning_can_be_completed_and_keeps_what_stands_before(begun: str, word: str) -> None:
    values = {facet: [Value(facet, word, word.title())] for facet in Facet}
    for offer in completions(begun, values):
        assert offer != begun
        assert offer.startswith(begun[: begun.rfind(" ") + 1].removesuffix(" "))
