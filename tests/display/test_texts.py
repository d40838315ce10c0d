from dataclasses import fields
from pathlib import Path

import pytest

from display.texts import Texts, wording_of

CONFIG = Path(__file__).parents[2] / "config"
FILES = {"vi": CONFIG / "texts.vi.toml", "en": CONFIG / "texts.en.toml"}


@pytest.mark.parametrize("language", FILES)
def test_no_text_is_empty(language):
    texts = wording_of([language], FILES).texts

    assert all(getattr(texts, field.name) for field in fields(Texts))
    assert texts.in_zone.format(zone="3")
    assert texts.waiting.format(people=4)


def test_the_second_language_stands_beside_the_first():
    wording = wording_of(["vi", "en"], FILES)

    assert (wording.texts.recent, wording.beside("recent")) == ("VỪA GỌI", "RECENT")
    assert wording.second_name({"vi": "Hộ tịch", "en": "Civil status"}) == (
        "Civil status"
    )


def test_one_language_has_nothing_beside_it():
    wording = wording_of(["en"], FILES)

    assert wording.beside("recent") == ""
    assert wording.second_name({"vi": "Hộ tịch", "en": "Civil status"}) == ""
    assert wording.name({"vi": "Hộ tịch"}) == "Hộ tịch"
