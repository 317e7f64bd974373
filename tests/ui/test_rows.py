from avatar_browser.ui.details.rows import fact_rows, media_rows, raw_text
from tests.support.avatars import a_full_avatar, an_avatar


def test_every_stated_field_has_a_row() -> None:
    rows = {row.label: row.value for row in fact_rows(a_full_avatar())}
    assert rows["Ownership"] == "Custom"
    assert rows["Type"] == "Studio avatar (studio_avatar)"
    assert rows["Status"] == "Failed"
    assert rows["Error"] == "Face not found"
    assert rows["Engines"] == "Avatar IV (avatar_iv)\ncara-4"
    assert rows["Active engine"] == "Avatar V (avatar_v)"
    assert rows["Gender"] == "Female (Woman)"
    assert rows["Format"] == "Landscape · 1,920 × 1,080 px"
    assert rows["Default voice"] == "voice-1"
    assert rows["Premium"] == "Yes"
    assert rows["Render style"] == "Realistic"
    assert rows["Tags"] == "office  ·  formal"
    assert rows["Created"].startswith("2024-05-02")
    assert rows["Updated"].startswith("2024-06-02")
    assert rows["Person"] == "Abigail"
    assert rows["Looks"] == "12"
    assert rows["Consent"] == "signed"
    assert rows["Person's voice"] == "voice-of-person"


def test_what_the_provider_did_not_state_has_no_row() -> None:
    labels = [row.label for row in fact_rows(an_avatar())]
    assert labels == ["Ownership"]


def test_media_rows_show_host_and_path_but_no_signature() -> None:
    """Rule R14: a signed URL never leaves memory."""
    rows = media_rows(a_full_avatar())
    assert [row.label for row in rows] == ["Still", "Preview video"]
    assert rows[0].value == "files.example/a.png"
    assert rows[1].value.startswith("files.example/a.mp4 (signed, until 20")
    assert "s3cret" not in "".join(row.value for row in rows)


def test_a_record_nested_too_deeply_is_told_instead_of_shown() -> None:
    nest: dict[str, object] = {}
    for _ in range(5_000):
        nest = {"a": nest}
    assert raw_text(an_avatar(raw=nest)).startswith("The record is nested too deeply to be shown: ")


def test_a_record_that_is_too_long_is_cut() -> None:
    text = raw_text(an_avatar(raw={"a": ["x" * 1000] * 1000}))
    assert 200_000 <= len(text) < 201_000
    assert text.endswith("…")


def test_the_raw_record_is_json_with_signatures_masked() -> None:
    text = raw_text(a_full_avatar())
    assert '"name": "Abigail"' in text
    assert "https://files.example/a.mp4?•••" in text
    assert "s3cret" not in text
