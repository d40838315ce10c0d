import pytest

from kiosk.aloud import phrases_of, pieces_of
from shared.sound.pieces import text_of
from shared.sound.voices import Voice


@pytest.fixture
def read(texts):
    def read(sentence, voice=Voice.NORTH):
        language = "en" if voice is Voice.ENGLISH else "vi"
        return text_of(pieces_of([sentence], texts[language], voice))

    return read


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Số thứ tự: 1005.", "Số thứ tự: một không không năm."),
        ("Số A007", "Số a không không bảy."),
        ("25 người chờ trước", "Hai mươi lăm người chờ trước."),
        ("25–35 phút", "Hai mươi lăm đến ba mươi lăm phút."),
        ("lại từ 13:30", "Lại từ mười ba giờ ba mươi."),
        ("08:00–12:00", "Tám giờ đến mười hai giờ."),
        ("08:05 Thứ Ba, 06/01", "Tám giờ không năm thứ ba, ngày sáu tháng một."),
        ("Thứ Hai – Thứ Sáu", "Thứ hai đến thứ sáu."),
        ("Văn hoá – Xã hội", "Văn hoá, xã hội."),
        ("Công an, BHXH", "Công an, bảo hiểm xã hội."),
        ("Khu 3 – Quầy 1, 2", "Khu ba, quầy một, hai."),
        ("mời bấm “In lại”, hoặc…", "Mời bấm in lại, hoặc."),
    ],
)
def test_what_is_written_is_read_as_people_say_it(read, sentence, words):
    assert read(sentence) == words


def test_the_south_reads_its_own_way(read):
    assert read("24 người", Voice.SOUTH) == "Hai mươi bốn người."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("25–35 min", "Twenty-five to thirty-five minutes."),
        ("from 13:30", "From one thirty in the afternoon."),
        ("from 12:00", "From twelve o'clock in the afternoon."),
        ("from 08:00", "From eight o'clock in the morning."),
        ("Number: 1007", "Number: one zero zero seven."),
    ],
)
def test_english_is_read_too(read, sentence, words):
    assert read(sentence, Voice.ENGLISH) == words


def test_gaps_of_a_sentence_need_no_recording(texts):
    said = phrases_of(["Số {number} đã huỷ: {x}."], texts["vi"], Voice.NORTH)

    assert said == {"so": "số", "da-huy": "đã huỷ"}


def test_the_same_phrase_is_recorded_once(texts):
    said = phrases_of(
        ["Vui lòng chờ.", "Đang in, vui lòng chờ."], texts["vi"], Voice.NORTH
    )

    assert set(said) == {"vui-long-cho", "dang-in"}
