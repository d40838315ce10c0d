"""How numbers are read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sound.errors import Unspeakable
from shared.sound.pieces import text_of
from shared.sound.spelling import ENGLISH, NORTH, SOUTH
from shared.sound.voices import Voice, counter_words, ticket_words

BASE = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]

TABLE = {
    0: "không",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    124: "một trăm hai mươi tư",
    404: "bốn trăm linh bốn",
    1000: "một nghìn",
    1001: "một nghìn không trăm linh một",
    1005: "một nghìn không trăm linh năm",
    1010: "một nghìn không trăm mười",
    1021: "một nghìn không trăm hai mươi mốt",
    1100: "một nghìn một trăm",
    1234: "một nghìn hai trăm ba mươi tư",
    2025: "hai nghìn không trăm hai mươi lăm",
    9999: "chín nghìn chín trăm chín mươi chín",
    31000: "ba mươi mốt nghìn",
    31005: "ba mươi mốt nghìn không trăm linh năm",
    91250: "chín mươi mốt nghìn hai trăm năm mươi",
    101024: "một trăm linh một nghìn không trăm hai mươi tư",
}


@pytest.mark.parametrize(("number", "words"), list(TABLE.items()))
def test_a_number_is_read_as_in_the_table(number, words):
    assert " ".join(NORTH.cardinal(number)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (105, "một trăm lẻ năm"),
        (1000, "một ngàn"),
        (1001, "một ngàn không trăm lẻ một"),
        (31024, "ba mươi mốt ngàn không trăm hai mươi bốn"),
    ],
)
def test_the_south_reads_its_own_way(number, words):
    assert " ".join(SOUTH.cardinal(number)) == words


def slowly(number):
    """Spell 0 to 9999 from the figures, by replacing what sounds different."""
    names = ("nghìn", "trăm", "mươi", "")
    figures = str(number)
    spoken = [
        f"{BASE[int(figure)]} {name}".strip()
        for figure, name in zip(figures, names[4 - len(figures) :], strict=True)
    ]
    text = f" {' '.join(spoken)} "
    for sound, really in (
        (" không mươi không ", " "),
        (" không mươi ", " linh "),
        (" một mươi ", " mười "),
        ("mươi không ", "mươi "),
        ("mười không ", "mười "),
        ("mươi một ", "mươi mốt "),
        ("mươi bốn ", "mươi tư "),
        ("mươi năm ", "mươi lăm "),
        ("mười năm ", "mười lăm "),
    ):
        text = text.replace(sound, really)
    text = text.strip()
    return text.removesuffix(" không trăm") if "nghìn" in text else text


@given(st.integers(0, 9999))
def test_a_number_reads_as_it_is_spelled_slowly(number):
    assert " ".join(NORTH.cardinal(number)) == slowly(number)


def test_every_number_to_9999_reads_as_it_is_spelled_slowly():
    different = [
        number
        for number in range(10_000)
        if " ".join(NORTH.cardinal(number)) != slowly(number)
    ]

    assert not different


def test_the_south_differs_in_three_words_only():
    different = [
        number
        for number in range(10_000)
        if " ".join(SOUTH.cardinal(number))
        != slowly(number)
        .replace("linh", "lẻ")
        .replace("nghìn", "ngàn")
        .replace("tư", "bốn")
    ]

    assert not different


@given(st.integers(0, 999_999))
def test_no_two_numbers_sound_the_same(number):
    following = number + 1 if number < 999_999 else 0

    for spelling in (NORTH, SOUTH, ENGLISH):
        assert spelling.cardinal(number) != spelling.cardinal(following)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (12, "twelve"),
        (20, "twenty"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (342, "three hundred and forty-two"),
        (1005, "one thousand and five"),
        (1034, "one thousand and thirty-four"),
        (1234, "one thousand two hundred and thirty-four"),
        (31000, "thirty-one thousand"),
    ],
)
def test_a_number_is_read_in_english(number, words):
    assert text_of(("x", *ENGLISH.cardinal(number))) == f"X {words}"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1001", "một không không một"),
        ("1245", "một hai bốn năm"),
        ("31000", "ba một không không không"),
        ("105", "một trăm linh năm"),
        ("21", "hai mươi mốt"),
        ("007", "không không bảy"),
        ("A001", "a không không một"),
        ("U015", "u không một năm"),
        ("K1000", "ca một không không không"),
    ],
)
def test_long_tickets_are_read_digit_by_digit(number, words):
    assert " ".join(ticket_words(number, Voice.NORTH)) == words


@pytest.mark.parametrize(
    ("letter", "name"),
    list(
        zip(
            "ABCDEGHKU",
            ["a", "bê", "xê", "dê", "e", "giê", "hát", "ca", "u"],
            strict=True,
        )
    ),
)
def test_a_letter_has_its_name(letter, name):
    assert ticket_words(f"{letter}1", Voice.NORTH) == (name, "một")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1005", "một nghìn không trăm linh năm"),
        ("31000", "ba mươi mốt nghìn"),
        ("A105", "a một không năm"),
        ("0105", "không một không năm"),
        ("1000000", "một không không không không không không"),
    ],
)
def test_an_office_may_have_tickets_read_whole(number, words):
    assert " ".join(ticket_words(number, Voice.NORTH, whole=True)) == words


def test_a_counter_is_read_as_one_number():
    assert " ".join(counter_words("21", Voice.SOUTH)) == "hai mươi mốt"


@pytest.mark.parametrize("number", ["", "x", "a001", "AB1", "10 05", "-5", "١٢", "A"])
def test_what_is_no_ticket_is_refused(number):
    with pytest.raises(Unspeakable, match="is no ticket"):
        ticket_words(number, Voice.NORTH)


@pytest.mark.parametrize("counter", ["", "A1", "1.5", "12345"])
def test_what_is_no_counter_is_refused(counter):
    with pytest.raises(Unspeakable, match="is no counter"):
        counter_words(counter, Voice.NORTH)
