from pathlib import Path

import pytest

from display.scope import Scope, Show
from display.settings import DisplaySettings
from shared.config import ConfigError, load

CONFIG = Path(__file__).parents[2] / "config"


def test_the_shipped_settings_are_good():
    settings = load(CONFIG / "display.toml", DisplaySettings)

    assert settings.station == "display-1"
    assert all(path.exists() for path in settings.texts.values())


def test_every_language_needs_its_words(tmp_path):
    path = tmp_path / "display.toml"
    path.write_text('languages = ["vi", "en"]\n[texts]\nvi = "vi.toml"\n')

    with pytest.raises(ConfigError, match="'en'"):
        load(path, DisplaySettings)


@pytest.mark.parametrize(
    "line",
    ["panel_inches = 0", "viewing_metres = 0", "languages = []", "screen = -1"],
)
def test_a_value_that_makes_no_sense_is_refused(tmp_path, line):
    path = tmp_path / "display.toml"
    path.write_text(f'{line}\n[texts]\nvi = "vi.toml"\n')

    with pytest.raises(ConfigError, match=line.split()[0]):
        load(path, DisplaySettings)


def test_pictures_stand_beside_the_hall_or_a_zone_only(tmp_path):
    path = tmp_path / "display.toml"
    path.write_text(
        '[texts]\nvi = "vi.toml"\n[layout]\nshow = "counter"\ncounter = "3"\n'
        '[media]\nfolder = "pictures"\n'
    )

    with pytest.raises(ConfigError, match='"hall" or "zone" only'):
        load(path, DisplaySettings)


def test_a_layout_is_read_with_its_pictures(tmp_path):
    path = tmp_path / "display.toml"
    path.write_text(
        '[texts]\nvi = "vi.toml"\n[layout]\nshow = "zone"\nzones = ["3"]\n'
        'next_tickets = 3\n[media]\nfolder = "pictures"\n'
    )

    settings = load(path, DisplaySettings)

    assert settings.layout == Scope(show=Show.ZONE, zones=("3",), next_tickets=3)
    assert settings.media.folder == tmp_path / "pictures"


def test_a_layout_that_is_not_known_is_refused(tmp_path):
    path = tmp_path / "display.toml"
    path.write_text('[texts]\nvi = "vi.toml"\n[layout]\nshow = "halls"\n')

    with pytest.raises(ConfigError, match="halls"):
        load(path, DisplaySettings)
