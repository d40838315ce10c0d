from dataclasses import fields
from string import Formatter

import pytest

from kiosk.texts import Texts, texts_of
from shared.config import ConfigError

BY_HEART = {
    "title": "Chạm vào lĩnh vực cần làm thủ tục",
    "priority": "Tôi thuộc diện ưu tiên",
    "collect": "Tôi đến nhận kết quả (có giấy hẹn)",
    "agree": "Đồng ý",
    "back": "Chọn lại",
    "printing": "Đang in phiếu, vui lòng chờ…",
    "take": "Mời nhận phiếu",
    "no_paper": (
        "Máy hết giấy. Vui lòng chụp lại số {number} hoặc liên hệ quầy Hướng dẫn."
    ),
    "noted": "Tôi đã ghi lại số",
    "nobody_waits": "Không phải chờ",
}


@pytest.mark.parametrize(("name", "words"), BY_HEART.items())
def test_the_words_are_those_the_office_uses(texts, name, words):
    assert getattr(texts["vi"], name) == words


def test_both_languages_fill_in_the_same(texts):
    for field in fields(Texts):
        one, other = (getattr(texts[code], field.name) for code in ("vi", "en"))
        if isinstance(one, str):
            assert _filled(one) == _filled(other), field.name
    assert texts["vi"].refusals.keys() == texts["en"].refusals.keys()


def test_nothing_is_left_unsaid(texts):
    for language in texts.values():
        for field in fields(Texts):
            assert getattr(language, field.name), field.name


def test_missing_words_are_a_mistake_in_the_file(tmp_path):
    path = tmp_path / "texts.toml"
    path.write_text('[kiosk]\ntitle = "Chạm"\n', encoding="utf-8")

    with pytest.raises(ConfigError, match="missing required field"):
        texts_of({"vi": path})


def a_file(folder, settings, before, after):
    """Return a file like the English one, with *after* instead of *before*."""
    english = settings.texts["en"].read_text(encoding="utf-8")
    assert before in english
    path = folder / "texts.tay.toml"
    path.write_text(english.replace(before, after, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('agree = "', 'agreed = "', "unknown key `kiosk.agreed`"),
        ('helped = "Help has come"\n', "", "missing required field `helped`"),
        ('zone = "Zone {zone}"', 'zone = "Zone {area}"', "`kiosk.zone` has {area}"),
        ('zone = "Zone {zone}"', 'zone = "Zone {zone"', "`kiosk.zone`: expected"),
    ],
)
def test_a_wrong_word_is_one_error_with_file_key_and_reason(
    tmp_path, settings, before, after, reason
):
    section = 'title = "Touch the service you need"'
    path = a_file(tmp_path, settings, section, section)
    head, tail = path.read_text(encoding="utf-8").split("[kiosk]")
    path.write_text(head + "[kiosk]" + tail.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ConfigError) as error:
        texts_of({**settings.texts, "tay": path})

    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)


def _filled(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}
