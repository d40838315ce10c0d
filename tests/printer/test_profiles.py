from pathlib import Path

import pytest

from printer.profiles import Profile
from shared.config import ConfigError, load

FOLDER = Path(__file__).parents[2] / "config" / "printers"
SHIPPED = sorted(FOLDER.glob("*.toml"))


def test_every_family_of_printers_has_its_own_width():
    widths = {
        path.stem: (profile.width_dots, profile.dpi)
        for path in SHIPPED
        for profile in [load(path, Profile)]
    }

    assert widths == {
        "bixolon-srp-330": (512, 180),
        "bixolon-srp-332": (576, 203),
        "custom-vkp80": (576, 203),
        "epson-tm-t82": (576, 203),
        "hprt-tp80": (576, 203),
        "sewoo-slk": (576, 203),
        "xprinter-58": (384, 203),
        "xprinter-80": (576, 203),
        "zywell-80": (576, 203),
    }


def test_the_reference_is_the_default_and_names_every_field():
    path = FOLDER / "epson-tm-t82.toml"

    assert load(path, Profile) == Profile()
    words = path.read_text(encoding="utf-8")
    assert all(f"\n{name} = " in words for name in Profile.__slots__)


def test_every_model_has_a_name_of_its_own():
    names = [load(path, Profile).model for path in SHIPPED]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("width_dots = 577", "multiple"),
        ('width_dots = "576"', "width_dots"),
        ('status = "sometimes"', "status"),
        ("max_band_rows = 256", "max_band_rows"),
        ("colour = true", "unknown key `colour`"),
        ("baud = 300", "baud"),
        ('status = "asb"\nasb = false', "asb = true"),
        ("bidirectional = false", 'confirm = "none"'),
        ("width_dots =", "is not TOML"),
    ],
)
def test_a_wrong_profile_is_one_line_with_file_key_and_reason(tmp_path, line, reason):
    path = tmp_path / "mine.toml"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load(path, Profile)

    assert str(caught.value).startswith(f"{path}: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "bidirectional", "answers"),
    [
        ("dle", True, True),
        ("asb", True, True),
        ("gs_r", True, True),
        ("none", True, False),
        ("dle", False, False),
    ],
)
def test_a_printer_is_asked_only_if_it_can_answer(status, bidirectional, answers):
    profile = Profile(status=status, bidirectional=bidirectional, confirm="none")

    assert profile.answers is answers
