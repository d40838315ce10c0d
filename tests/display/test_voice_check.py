import shutil
from array import array

import pytest

from display.__main__ import main
from display.voice.clips import SHIPPED, names
from shared.sound.samples import write
from shared.sound.voices import Voice
from tests.display.recordings import a_voice
from tests.shared.sound.tones import a_tone

COUNT = len(names(Voice.NORTH))


@pytest.fixture
def own(tmp_path):
    """An office's own recordings of the voice of the North: tones."""
    a_voice(tmp_path / "own" / Voice.NORTH)
    return tmp_path / "own"


def checked(folder, capsys):
    code = main(["voice", "check", str(folder)])
    return code, capsys.readouterr().out.splitlines()


def test_what_we_ship_is_in_order(capsys):
    code, lines = checked(SHIPPED, capsys)

    assert code == 0
    assert [line.split(":")[0] for line in lines] == list(Voice)


def test_recordings_in_order_are_said_to_be(own, capsys):
    code, lines = checked(own, capsys)

    assert (code, lines) == (0, [f"vi: {COUNT} recordings, all in order"])


def test_the_folder_of_one_voice_can_be_checked(own, capsys):
    assert checked(own / "vi", capsys)[0] == 0


@pytest.mark.parametrize(
    ("sound", "fault"),
    [
        (a_tone(level=-10), "too loud: -10."),
        (a_tone(level=-30), "too quiet: -30."),
        (a_tone(fade=False), "would click"),
        (a_tone(seconds=0.01), "shorter than 60 ms"),
        (a_tone(level=-3.02), "overdriven"),
        (array("h"), "shorter than 60 ms"),
    ],
)
def test_a_faulty_recording_is_named_with_its_fault(own, sound, fault, capsys):
    write(own / "vi" / "mot-21.wav", sound)

    code, lines = checked(own, capsys)

    assert code == 1
    assert any(
        line.startswith("vi: mot-21.wav (mốt): ") and fault in line for line in lines
    )
    assert lines[-1] == f"vi: not used, a voice needs all its {COUNT} recordings"


def test_a_missing_recording_is_named_with_what_it_says(own, capsys):
    (own / "vi" / "den-quay-so.wav").unlink()

    code, lines = checked(own, capsys)

    assert code == 1
    assert lines[0] == "vi: den-quay-so.wav (đến quầy số): missing"


def test_a_wrong_format_is_said_in_words(own, capsys):
    text = own / "vi" / "mot.wav"
    data = bytearray(text.read_bytes())
    data[24:28] = (44_100).to_bytes(4, "little")
    text.write_bytes(data)
    (own / "vi" / "hai.wav").write_text("no sound")

    code, lines = checked(own, capsys)

    assert code == 1
    assert any("44100 Hz instead of 1 channel, 16 bits, 22050 Hz" in x for x in lines)
    assert any("hai.wav (hai): no WAV file" in line for line in lines)


def test_one_voice_in_order_does_not_excuse_another(own, capsys):
    shutil.copytree(SHIPPED / "en", own / "en")
    (own / "en" / "chime.wav").unlink()

    code, lines = checked(own, capsys)

    assert code == 1
    assert "en: chime.wav (the sound before an announcement): missing" in lines


def test_a_folder_without_voices_is_a_mistake(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["voice", "check", str(tmp_path)])

    assert ended.value.code == 2
    assert "no folder of recordings here named vi, vi-south, en" in (
        capsys.readouterr().err
    )
