from pathlib import Path

import pytest

from printer.profiles import Profile
from shared.config import ConfigError, load

SHIPPED = sorted((Path(__file__).parents[2] / "config" / "printers").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_profile_we_ship_can_be_used(path):
    assert load(path, Profile).model


def test_the_reference_is_the_default():
    [path] = [path for path in SHIPPED if path.stem == "epson-tm-t82"]

    assert load(path, Profile) == Profile()


def test_a_width_that_is_no_whole_bytes_is_refused(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_text("width_dots = 577", encoding="utf-8")

    with pytest.raises(ConfigError, match="multiple"):
        load(path, Profile)
