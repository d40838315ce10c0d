from datetime import time
from pathlib import Path

import pytest

from display.settings import DisplaySettings
from display.sound_settings import Quieter, SoundSettings
from shared.config import ConfigError, load
from shared.domain.times import HOUR, MINUTE, at_clock, day_of
from shared.sound.voices import Voice
from tests.halls import EIGHT

MONDAY = day_of(EIGHT)
CONFIG = Path(__file__).parents[2] / "config"


def at(clock, days=0):
    return at_clock(MONDAY, time.fromisoformat(clock)) + days * 24 * HOUR


def test_the_shipped_display_speaks_the_voice_of_the_north():
    sound = load(CONFIG / "display.toml", DisplaySettings).sound

    assert (sound.on, sound.voices, sound.volume_at(EIGHT)) == (
        True,
        (Voice.NORTH,),
        1.0,
    )


@pytest.mark.parametrize(
    ("clock", "volume"),
    [("11:44", 0.8), ("11:45", 0.0), ("13:14", 0.0), ("13:15", 0.4), ("18:00", 0.8)],
)
def test_the_volume_goes_by_the_time(clock, volume):
    settings = SoundSettings(
        volume=80,
        quieter=(
            Quieter(begins="11:45", ends="13:15"),
            Quieter(begins="13:00", ends="14:00", volume=40),
        ),
    )

    assert settings.volume_at(at(clock)) == volume


def test_a_quieter_part_of_the_day_is_never_louder():
    loud = Quieter(begins="08:00", ends="09:00", volume=100)

    assert SoundSettings(volume=60, quieter=(loud,)).volume_at(EIGHT + MINUTE) == 0.6


def test_it_can_be_silent_on_some_days_only():
    saturday = Quieter(begins="00:00", ends="12:00", days=("sat",))

    assert not saturday.covers(at("08:00"))
    assert saturday.covers(at("08:00", days=5))


def test_a_night_belongs_to_its_evening():
    night = Quieter(begins="22:00", ends="06:00", days=("mon",))

    assert [night.covers(at(clock)) for clock in ("05:59", "21:59", "22:00")] == [
        False,
        False,
        True,
    ]
    assert night.covers(at("05:59", days=1))
    assert not night.covers(at("06:00", days=1))
    assert not night.covers(at("22:00", days=1))


@pytest.mark.parametrize(
    ("lines", "clue"),
    [
        ('voices = ["fr"]', "fr"),
        ("voices = []", "voices"),
        ('voices = ["vi", "vi"]', "the same voice twice"),
        ("volume = 101", "volume"),
        ("repeats = -1", "repeats"),
        ("repeat_after_seconds = 1", "repeat_after_seconds"),
        ('zones = ["12"]', "'12', not a digit 1-9"),
        ('side = "middle"', "middle"),
        ('recordings = "nowhere"', "there is no folder"),
        ('loud = "yes"', "unknown key `sound.loud`"),
        ('[[sound.quieter]]\nbegins = "8:00"\nends = "09:00"', "'8:00' is no time"),
        ('[[sound.quieter]]\nbegins = "08:00"\nends = "08:00"', "are both 08:00"),
        ('[[sound.quieter]]\nbegins = "08:00"', "ends"),
        (
            '[[sound.quieter]]\nbegins = "08:00"\nends = "09:00"\ndays = ["today"]',
            "'today' is none of mon",
        ),
    ],
)
def test_a_mistake_is_said_in_one_line(tmp_path, lines, clue):
    path = tmp_path / "display.toml"
    path.write_text(f'[texts]\nvi = "vi.toml"\n[sound]\n{lines}\n')

    with pytest.raises(ConfigError) as raised:
        load(path, DisplaySettings)

    assert clue in str(raised.value)
    assert "\n" not in str(raised.value)
