from array import array

import pytest

from shared.sound.errors import ClipUnusable
from shared.sound.finishing import HIGHEST_PEAK, LOUDNESS, chime, finished, trim
from shared.sound.samples import FULL, RATE, loudness, peak, read, samples_in, write
from tests.shared.sound.tones import a_tone

CLICK = FULL // 100


def test_sound_survives_a_file(tmp_path):
    write(tmp_path / "tone.wav", a_tone())

    assert read(tmp_path / "tone.wav") == a_tone()


def test_pauses_do_not_make_a_recording_quieter():
    quiet = array("h", bytes(2 * RATE))

    assert loudness(a_tone(level=-20, fade=False) + quiet) == pytest.approx(
        -20, abs=0.2
    )


def test_the_chime_is_heard_and_rings_out():
    sound = chime()
    tenth = len(sound) // 10

    assert peak(sound) < -1
    assert loudness(sound[-tenth:]) < loudness(sound[:tenth]) - 12


def test_a_finished_recording_is_trimmed_loud_enough_and_without_clicks():
    silent = array("h", bytes(RATE))

    sound = finished(silent + a_tone(level=-35, fade=False) + silent)

    assert len(sound) == pytest.approx(RATE // 2, abs=samples_in(15))
    assert loudness(sound) == pytest.approx(LOUDNESS, abs=0.3)
    assert abs(sound[0]) <= CLICK
    assert abs(sound[-1]) <= CLICK


def test_a_recording_that_begins_at_once_is_faded():
    sound = finished(a_tone(level=-35, fade=False))

    assert abs(sound[0]) <= CLICK
    assert abs(sound[-1]) <= CLICK


def test_peaks_are_pressed_and_not_cut():
    sharp = a_tone(level=-30)
    sharp[5000] = FULL - 1

    assert peak(finished(sharp)) <= HIGHEST_PEAK


def test_trimming_leaves_speech_alone():
    assert len(trim(a_tone(fade=False))) >= len(a_tone()) - 2


def test_a_file_that_ends_early_is_refused(tmp_path):
    path = tmp_path / "mot.wav"
    path.write_bytes(b"RIFF")

    with pytest.raises(ClipUnusable, match="no WAV file"):
        read(path)
