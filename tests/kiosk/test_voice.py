"""The shipped recordings of the kiosk are listened to as well: by their numbers."""

import pytest

from kiosk.aloud import pieces_of, recordings_of
from kiosk.scenes import scenes
from kiosk.sound_settings import LANGUAGE_OF
from kiosk.speaking import sentences_of
from kiosk.spoken_help import sound_of
from kiosk.voice.clips import SHIPPED, clips_of
from kiosk.voice.said import said_by
from shared.sound.finishing import LOUDNESS
from shared.sound.joining import joined
from shared.sound.pieces import MARKS, name_of
from shared.sound.samples import FULL, loudness, peak, write
from shared.sound.voices import Voice
from tests.shared.sound.tones import a_tone

HIGHEST = -0.5
"""Packing moves a peak a little."""


@pytest.fixture(scope="module", params=list(Voice))
def voice(request):
    return request.param


@pytest.fixture(scope="module")
def clips(voice):
    return clips_of(voice, ())


@pytest.fixture(scope="module")
def said(voice, texts, plan):
    return said_by(voice, texts, plan)


@pytest.fixture
def names(texts):
    return recordings_of(texts["vi"], Voice.NORTH)


@pytest.fixture
def own(tmp_path, names):
    """An office's own recordings of the voice of the North: tones."""
    folder = tmp_path / Voice.NORTH
    folder.mkdir()
    for name in names:
        write(folder / f"{name}.wav", a_tone())
    return tmp_path


def test_every_piece_of_every_screen_has_its_recording(plan, texts, voice, clips):
    missing = {
        piece
        for scene in scenes(plan, texts)
        if scene.picture.language == LANGUAGE_OF[voice]
        for piece in pieces_of(sentences_of(scene.picture), scene.picture.texts, voice)
        if piece not in MARKS and name_of(piece) not in clips
    }

    # What citizens call a service is the office's own, in Vietnamese.
    assert missing <= {"chữ ký", "sổ đỏ"}


def test_there_is_a_recording_of_all_that_may_be_said_and_of_nothing_else(said, clips):
    advice = "the words have changed: see kiosk/voice/README.md, and make them anew"
    assert set(said) == set(clips), advice


def test_no_two_phrases_share_a_recording(voice, texts, plan):
    said = said_by(voice, texts, plan)

    assert all(name == name_of(piece) for name, piece in said.items())
    assert len(set(said.values())) == len(said)


def test_all_are_equally_loud(clips):
    levels = {name: loudness(clip) for name, clip in clips.items()}

    assert {n: v for n, v in levels.items() if abs(v - LOUDNESS) > 1} == {}
    assert {n for n, clip in clips.items() if peak(clip) > HIGHEST} == set()


def test_none_clicks_where_it_begins_and_ends(clips):
    edges = (edge for clip in clips.values() for edge in (clip[0], clip[1], clip[-1]))

    assert all(abs(edge) <= FULL // 100 for edge in edges)


def test_they_are_small_enough_to_ship():
    assert sum(file.stat().st_size for file in SHIPPED.glob("*/*.wav")) < 6_500_000


def test_what_nobody_has_recorded_is_left_out(clips):
    some = next(name for name in clips if name.isalpha())

    assert sound_of(("a procedure of the office", ".", some), clips) == joined(
        (some,), clips, chime=False
    )


def test_the_offices_own_recordings_are_used_with_more_words(own, names):
    write(own / "vi" / "ten-thu-tuc.wav", a_tone())

    clips = clips_of(Voice.NORTH, names, own)

    assert clips["ten-thu-tuc"] == clips["mot"] == a_tone()


def test_a_voice_with_one_phrase_missing_is_not_used_at_all(own, names, caplog):
    (own / "vi" / "mot.wav").unlink()

    clips = clips_of(Voice.NORTH, names, own)

    assert clips == clips_of(Voice.NORTH, ())
    assert "mot.wav: missing" in caplog.text


def test_a_voice_that_the_office_has_not_recorded_is_ours(own, names):
    assert clips_of(Voice.ENGLISH, names, own) == clips_of(Voice.ENGLISH, ())
