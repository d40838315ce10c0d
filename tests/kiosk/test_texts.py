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


def _filled(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}
