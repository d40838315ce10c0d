import shutil
from pathlib import Path

import pytest

from shared.sound.errors import ClipUnusable
from shared.sound.finishing import LOUDNESS
from shared.sound.packed import read
from shared.sound.samples import loudness, write
from tests.shared.sound.tones import a_tone

PACKED = Path(__file__).parents[3] / "kiosk/voice/vi/chung-thuc.wav"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "clip.wav"


@pytest.fixture
def packed(path):
    """A recording that is packed: the Vietnamese for certification."""
    shutil.copy(PACKED, path)
    return path


def test_what_is_packed_sounds_as_it_should_in_a_quarter_of_the_room(packed):
    sound = read(packed)

    assert loudness(sound) == pytest.approx(LOUDNESS, abs=1)
    assert 0.4 < len(sound) / 22_050 < 1.5
    assert 2 * len(sound) > 3.5 * packed.stat().st_size


def test_a_plain_recording_is_read_as_it_is(path):
    write(path, a_tone())

    assert read(path) == a_tone()


def test_a_missing_recording_is_told(path):
    with pytest.raises(ClipUnusable, match="missing"):
        read(path)


def test_a_broken_recording_is_told(packed):
    packed.write_bytes(packed.read_bytes()[:30])

    with pytest.raises(ClipUnusable, match="broken"):
        read(packed)


def test_another_rate_is_told(packed):
    data = bytearray(packed.read_bytes())
    data[24:28] = (44_100).to_bytes(4, "little")
    packed.write_bytes(data)

    with pytest.raises(ClipUnusable, match="22050"):
        read(packed)
