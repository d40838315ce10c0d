import pytest
from PIL import Image

from kiosk.settings import KioskSettings
from kiosk.slip_settings import LINES, SlipSettings
from shared.config import ConfigError, load

TEXTS = '[texts]\nvi = "texts.vi.toml"\nen = "texts.en.toml"\n'


def loaded(folder, lines):
    path = folder / "kiosk.toml"
    path.write_text(f"{TEXTS}[slip]\n{lines}\n", encoding="utf-8")
    return load(path, KioskSettings).slip


def test_the_file_we_ship_says_what_is_usual(settings):
    assert settings.slip == SlipSettings()
    assert settings.slip.lines == LINES


def test_a_logo_is_looked_for_beside_the_file(tmp_path):
    Image.new("1", (8, 8)).save(tmp_path / "logo.png")

    slip = loaded(tmp_path, 'logo = "logo.png"\nlogo_mm = 20')

    assert (slip.logo, slip.logo_mm) == (tmp_path / "logo.png", 20)


@pytest.mark.parametrize(
    ("lines", "key", "reason"),
    [
        ('lines = ["number", "price"]', "slip.lines", "price"),
        ('lines = ["number", "code", "code"]', "slip", "'code' more than once"),
        ('lines = ["code"]', "slip", "must have 'number'"),
        ('second_language = "no"', "slip.second_language", "bool"),
        ("logo_mm = 90", "slip.logo_mm", "<= 40"),
        ("logo = 3", "slip.logo", "path"),
        ('logo = "nowhere.png"', "slip", "No such file"),
        ('logo = "kiosk.toml"', "slip", "no PNG"),
        ('font = "Arial"', "slip.font", "unknown key"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, lines, key, reason):
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, lines)

    said = str(caught.value)
    assert str(tmp_path / "kiosk.toml") in said
    assert key in said
    assert reason in said
    assert "\n" not in said
