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
        load(a_file(tmp_path, 'second_language = "fr"\n' + TEXTS), KioskSettings)


def test_a_hub_is_a_web_socket(tmp_path):
    with pytest.raises(ConfigError, match="hub"):
        load(a_file(tmp_path, 'hub = "http://hub"\n' + TEXTS), KioskSettings)
