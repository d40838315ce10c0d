import pytest

from kiosk.settings import KioskSettings
from shared.config import ConfigError, load

TEXTS = '[texts]\nvi = "texts.vi.toml"\nen = "texts.en.toml"\n'


def a_file(folder, lines):
    path = folder / "kiosk.toml"
    path.write_text(lines, encoding="utf-8")
    return path


def test_the_file_we_ship_is_right(settings):
    assert settings.hub == "ws://127.0.0.1:8765"
    assert settings.printer.kind == "virtual"
    assert settings.thanks_seconds == 6


def test_little_needs_to_be_said(tmp_path):
    settings = load(a_file(tmp_path, TEXTS), KioskSettings)

    assert settings.language == "vi"
    assert settings.texts["en"] == tmp_path / "texts.en.toml"


def test_nobody_is_hurried(tmp_path):
    with pytest.raises(ConfigError, match="idle_seconds"):
        load(a_file(tmp_path, "idle_seconds = 20\n" + TEXTS), KioskSettings)


def test_every_language_has_its_words(tmp_path):
    with pytest.raises(ConfigError, match="'fr'"):
        load(a_file(tmp_path, 'language = "fr"\n' + TEXTS), KioskSettings)


def test_it_speaks_all_languages_that_have_words(tmp_path):
    text = 'language = "en"\n' + TEXTS + 'fr = "texts.fr.toml"\n'

    settings = load(a_file(tmp_path, text), KioskSettings)

    assert settings.languages == ("en", "vi", "fr")


def test_a_hub_is_a_web_socket(tmp_path):
    with pytest.raises(ConfigError, match="hub"):
        load(a_file(tmp_path, 'hub = "http://hub"\n' + TEXTS), KioskSettings)


@pytest.mark.parametrize(
    "lines",
    [
        'screen_on = "07:00"',
        'screen_on = "7h"\nscreen_off = "17:30"',
        'screen_on = "07:00"\nscreen_off = "25:00"',
    ],
)
def test_the_hours_of_the_screen_are_two_times(tmp_path, lines):
    with pytest.raises(ConfigError, match="screen_o"):
        load(a_file(tmp_path, f"{lines}\n{TEXTS}"), KioskSettings)


def test_without_a_folder_there_are_no_pictures_and_always_light(settings):
    assert settings.rest.pictures_after is None
    assert settings.rest.hours.lit(0)


def test_the_folder_of_pictures_stands_beside_the_settings(tmp_path):
    attract = '[attract]\nfolder = "pictures"\n'

    settings = load(a_file(tmp_path, TEXTS + attract), KioskSettings)

    assert settings.attract.folder == tmp_path / "pictures"
    assert settings.rest.pictures_after == 120
