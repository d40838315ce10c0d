import pytest

from display.speech import Announcement, Use, pieces_of, pieces_together
from shared.sound.pieces import text_of
from shared.sound.voices import Voice

SENTENCES = {
    (Voice.NORTH, Use.CALL): (
        "Mời công dân có số thứ tự một không không năm, đến quầy số mười hai."
    ),
    (Voice.NORTH, Use.REPEAT): (
        "Xin nhắc lại: mời công dân có số thứ tự một không không năm, "
        "đến quầy số mười hai."
    ),
    (Voice.NORTH, Use.LAST): (
        "Mời lần cuối, công dân có số thứ tự một không không năm, đến quầy số mười hai."
    ),
    (Voice.NORTH, Use.MISSED): (
        "Số một không không năm đã quá lượt. Công dân vui lòng liên hệ quầy Hướng dẫn."
    ),
    (Voice.NORTH, Use.TRANSFER): (
        "Công dân có số thứ tự một không không năm, "
        "vui lòng chuyển sang quầy số mười hai."
    ),
    (Voice.ENGLISH, Use.CALL): (
        "Number one zero zero five, please come to counter twelve."
    ),
    (Voice.ENGLISH, Use.REPEAT): (
        "Repeating: number one zero zero five, please come to counter twelve."
    ),
    (Voice.ENGLISH, Use.LAST): "Last call: number one zero zero five, counter twelve.",
    (Voice.ENGLISH, Use.MISSED): (
        "Number one zero zero five has been passed. Please see the help desk."
    ),
    (Voice.ENGLISH, Use.TRANSFER): (
        "Number one zero zero five, please move to counter twelve."
    ),
}


def said(voice=Voice.NORTH, **asked):
    asked = {"number": "1005", "counter": "12", **asked}
    return text_of(pieces_of(Announcement(**asked), voice))


@pytest.mark.parametrize(("voice", "use"), list(SENTENCES))
def test_each_use_has_its_sentence(voice, use):
    assert said(voice, use=use) == SENTENCES[voice, use]


def test_the_south_says_the_same_sentences_with_its_own_numbers():
    assert said(Voice.SOUTH, counter="24", number="1004", whole=True) == (
        "Mời công dân có số thứ tự một ngàn không trăm lẻ bốn, "
        "đến quầy số hai mươi bốn."
    )


@pytest.mark.parametrize(
    ("voice", "use", "begins"),
    [
        (Voice.NORTH, Use.CALL, "Mời công dân có số ưu tiên một không không năm, đến"),
        (Voice.NORTH, Use.REPEAT, "Xin nhắc lại: mời công dân có số ưu tiên một"),
        (Voice.NORTH, Use.LAST, "Mời lần cuối, công dân có số ưu tiên một"),
        (Voice.NORTH, Use.TRANSFER, "Công dân có số ưu tiên một"),
        (Voice.NORTH, Use.MISSED, "Số một không không năm đã quá lượt."),
        (Voice.ENGLISH, Use.CALL, "Priority number one zero zero five, please come"),
        (Voice.ENGLISH, Use.REPEAT, "Repeating: priority number one"),
    ],
)
def test_priority_is_said(voice, use, begins):
    assert said(voice, use=use, priority=True).startswith(begins)


def test_a_missed_ticket_needs_no_counter():
    assert said(use=Use.MISSED, counter="") == SENTENCES[Voice.NORTH, Use.MISSED]


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        (
            Voice.NORTH,
            (
                "Mời công dân có số ưu tiên hai mươi mốt, đến quầy số một; "
                "số một trăm linh bốn, đến quầy số ba; "
                "số ưu tiên bảy, đến quầy số mười lăm."
            ),
        ),
        (
            Voice.SOUTH,
            (
                "Mời công dân có số ưu tiên hai mươi mốt, đến quầy số một; "
                "số một trăm lẻ bốn, đến quầy số ba; "
                "số ưu tiên bảy, đến quầy số mười lăm."
            ),
        ),
        (
            Voice.ENGLISH,
            (
                "Priority number twenty-one, please come to counter one; "
                "number one hundred and four, counter three; "
                "priority number seven, counter fifteen."
            ),
        ),
    ],
)
def test_several_are_called_in_one_sentence_each_with_its_counter(voice, words):
    asked = [
        Announcement(number="21", counter="1", priority=True),
        Announcement(number="104", counter="3", use=Use.REPEAT),
        Announcement(number="7", counter="15", priority=True),
    ]

    assert text_of(pieces_together(asked, voice)) == words
