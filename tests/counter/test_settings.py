import string
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass

import pytest

from counter.settings import CounterSettings
from counter.texts import Texts
from shared.config import ConfigError, load
from shared.domain import errors
from shared.domain.picking import Why
from tests.counter.builders import CONFIG

RIGHT = """
hub = "ws://127.0.0.1:8765"
station = "counter-1"
counter = "1"
texts = {vi = "texts.vi.toml"}
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "counter.toml"


def texts_of(language):
    return load(CONFIG / f"texts.{language}.toml", Texts, section="counter")


def test_the_settings_we_ship_are_right():
    settings = load(CONFIG / "counter.toml", CounterSettings)

    assert (settings.counter, settings.station) == ("1", "counter-1")
    assert all(path.exists() for path in settings.texts.values())


def test_texts_are_found_beside_the_settings(file):
    file.write_text(RIGHT)

    assert load(file, CounterSettings).texts["vi"] == file.parent / "texts.vi.toml"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('counter = "1"', 'counter = "0"'),
        ('counter = "1"', "counter = 1"),
        ("ws://", "http://"),
        ('station = "counter-1"', 'station = ""'),
        ("vi =", "en ="),
    ],
)
def test_wrong_settings_stop_at_the_border(file, right, wrong):
    file.write_text(RIGHT.replace(right, wrong))

    with pytest.raises(ConfigError):
        load(file, CounterSettings)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_refusal_of_the_rules_is_worded(language):
    codes = {error.code for error in leaves(errors.QueueError)}

    assert "service_full" in codes
    assert codes <= texts_of(language).refusals.keys()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_for_being_next_is_worded(language):
    assert texts_of(language).why.keys() == set(Why)


def test_both_languages_fill_in_the_same_parts():
    vi, en = texts_of("vi"), texts_of("en")

    for field in fields(Texts):
        one, other = getattr(vi, field.name), getattr(en, field.name)
        if is_dataclass(one):
            one, other = asdict(one), asdict(other)
        if isinstance(one, str):
            assert parts(one) == parts(other), field.name
        elif isinstance(one, Mapping):
            assert {k: parts(v) for k, v in one.items()} == {
                k: parts(v) for k, v in other.items()
            }
        else:
            assert len(one) == len(other), field.name


def leaves(error):
    """Return the errors that are really raised."""
    below = error.__subclasses__()
    return [leaf for kind in below for leaf in leaves(kind)] or [error]


def parts(text):
    if isinstance(text, tuple):  # an office may have as many reasons as it likes
        return {name for each in text for name in parts(each)}
    if isinstance(text, Mapping):
        return {(key, name) for key, each in text.items() for name in parts(each)}
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_printer_at_the_desk_needs_a_place_for_its_records(file):
    file.write_text(f'{RIGHT}\n[printer]\nkind = "usb"\ndevice = "auto"\n')

    with pytest.raises(ConfigError, match="records"):
        load(file, CounterSettings)
