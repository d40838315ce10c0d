import pytest

from shared.config import ConfigError, load
from shared.office.setup.answers import Answers
from shared.office.setup.mistakes import told
from shared.office.setup.words import Words
from tests.programs import ROOT


@pytest.fixture
def words():
    return load(ROOT / "config" / "texts.vi.toml", Words, section="setup").mistakes


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[office]\nname = 3", "office.name", "cần chữ trong ngoặc kép, không phải số"),
        ("[kiosk]\nhere = 'x'", "kiosk.here", "cần true hoặc false"),
        ("[office]\nkiosks = 9", "office.kiosks", "nhiều nhất là 4"),
        ("[kiosk]\ninches = 3", "kiosk.inches", "phải từ 7 trở lên"),
        ("preset = 'mine'", "preset", "không có lựa chọn mine"),
        ("[printer]\npaper_mm = 60", "printer.paper_mm", "không có lựa chọn 60"),
        ("[[services]]\nname = 'x'", "services[0]", "thiếu `id`"),
        ("offices = 3", "offices", "xem lại tên `offices`"),
        ("services = 3", "services", "cần danh sách"),
    ],
)
def test_a_mistake_is_told_in_the_words_of_the_office(
    tmp_path, words, text, key, reason
):
    file = tmp_path / "tra-loi.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file, Answers)

    said = told(caught.value, words)

    assert said.startswith(f"{file}, mục `{key}`: ")
    assert reason in said
    assert "Expected" not in said


def test_a_file_that_is_not_there_is_told_too(tmp_path, words):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "none.toml", Answers)

    assert "không có tệp này" in told(caught.value, words)


def test_what_nobody_has_words_for_is_told_as_it_is(words):
    error = ConfigError(ROOT, "morning is 'x', not like 08:00-12:00")

    assert told(error, words) == str(error)
