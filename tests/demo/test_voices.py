"""The demo's voices in HeyGen's dialect, with samples that are sounds."""

import wave
from io import BytesIO

import pytest

from avatar_browser.demo.server import DemoThread
from avatar_browser.domain.sound_files import check_audio
from tests.demo.client import all_of, get, heygen


@pytest.mark.parametrize("kind", ["public", "private"])
def test_most_looks_name_a_voice_of_the_list(demo: DemoThread, kind: str) -> None:
    listed = {voice["voice_id"] for voice in all_of(demo.endpoints, f"/v3/voices?type={kind}")}
    looks = all_of(demo.endpoints, f"/v3/avatars/looks?ownership={kind}")
    named = {look["default_voice_id"] for look in looks} - {None}
    assert len(named & listed) >= 5
    assert len(named & listed) > 0.7 * len(named)


def test_both_lists_together_are_all_voices_and_v2_tells_the_same(demo: DemoThread) -> None:
    every = {voice["voice_id"]: voice for voice in all_of(demo.endpoints, "/v3/voices?")}
    parts = [
        voice["voice_id"]
        for kind in ("public", "private")
        for voice in all_of(demo.endpoints, f"/v3/voices?type={kind}")
    ]
    assert sorted(parts) == sorted(every)
    older = heygen(demo.endpoints, "/v2/voices").json()["data"]["voices"]
    assert {voice["voice_id"] for voice in older} == set(every)
    assert set(older[0]) == {"voice_id", "name", "language", "gender", "preview_audio"}


def test_a_page_of_voices_may_hold_a_hundred_and_no_more(demo: DemoThread) -> None:
    assert len(heygen(demo.endpoints, "/v3/voices?limit=100").json()["data"]) == 100
    assert heygen(demo.endpoints, "/v3/voices?limit=101").status == 400
    assert heygen(demo.endpoints, "/v3/avatars/looks?limit=51").status == 400


def test_some_samples_are_sounds_some_are_missing_and_some_are_no_links(demo: DemoThread) -> None:
    links = [voice["preview_audio_url"] for voice in all_of(demo.endpoints, "/v3/voices?")]
    assert None in links
    assert any(link.startswith("s3://") for link in links if link)
    sounds = [link for link in links if link and link.startswith("http://")]
    answer = get(sounds[0])
    assert check_audio(answer.body) == "wav"
    with wave.open(BytesIO(answer.body)) as sound:
        assert 1 < sound.getnframes() / sound.getframerate() < 4
    assert get(sounds[0]).body == answer.body
    assert get(sounds[1]).body != answer.body


def test_a_sample_that_nobody_named_is_not_there(demo: DemoThread) -> None:
    for path in ("/heygen-voices/0/nobody.wav", "/heygen-voices/99999/a.wav", "/heygen-voices/x"):
        assert get(demo.endpoints.media + path).status == 404
