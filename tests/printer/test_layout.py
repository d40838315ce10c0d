from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.layout import lay_out
from printer.pieces import Line, Number
from printer.raster import width_of
from printer.slip import REPRINT, Slip, example_slip
from tests.printer.slips import LONG, SLIPS


def letters_in(words):
    return "".join(words.replace("/", "").split())


def lines_of(slip, dots=576, dpi=203):
    pieces = lay_out(slip, dots, dpi, width_of)
    return [piece for piece in pieces if isinstance(piece, Line)]


def words_of(slip, dots=576):
    return ["".join(t.words for t in line.texts) for line in lines_of(slip, dots)]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize(("dots", "dpi"), [(384, 203), (512, 180), (576, 203)])
def test_every_line_fits_the_paper(dots, dpi, slip):
    lines = lines_of(slip, dots, dpi)

    assert all(sum(width_of(text) for text in line.texts) <= dots for line in lines)


@pytest.mark.parametrize("dots", [384, 576])
@given(words=st.text("aẾm .–/", min_size=1, max_size=120))
def test_whatever_the_name_it_fits_and_is_whole(dots, words):
    slip = Slip(number="", service=words)

    lines = lines_of(slip, dots)

    said = "".join("".join(text.words for text in line.texts) for line in lines)
    first = words.partition(" / ")[0] if dots == 384 else words
    assert all(sum(width_of(text) for text in line.texts) <= dots for line in lines)
    assert letters_in(said) == letters_in(first)


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize(("dots", "dpi"), [(384, 203), (512, 180), (576, 203)])
def test_vietnamese_is_never_smaller_than_old_eyes_read(dots, dpi, slip):
    lines = lines_of(slip, dots, dpi)

    firsts = [line.texts[0] for line in lines if not line.texts[0].words.isascii()]
    assert min(text.size / dpi * 25.4 for text in firsts) >= 3.5


def test_a_long_name_goes_on_below_rather_than_shrink_beyond_reading():
    name = "Nông nghiệp – Môi trường – Đất đai – Xây dựng – Giao thông"

    lines = [line.texts[0] for line in lines_of(Slip(number="", service=name))]

    assert len(lines) == 2
    assert " ".join(text.words for text in lines) == name


def test_a_name_a_little_too_long_is_set_smaller():
    short, long = Slip(number="", service="Tư pháp"), replace(LONG, office=())

    usual, less = lines_of(short)[0].texts[0], lines_of(long)[2].texts[0]

    assert less.words == "Đất đai – Xây dựng – Môi trường"
    assert less.size < usual.size


def test_wide_paper_carries_both_languages():
    words = words_of(example_slip(), 576)

    assert "Hộ tịch / Civil status" in words


def test_a_second_language_that_finds_no_room_goes_below():
    land = "Đất đai và Xây dựng và Môi trường / Land, construction, environment"

    words = words_of(replace(example_slip(), service=land), 576)

    assert "Đất đai và Xây dựng và Môi trường" in words
    assert "Land, construction, environment" in words


def test_narrow_paper_carries_vietnamese_only():
    words = words_of(example_slip(), 384)

    assert "Hộ tịch" in words
    assert "Số người chờ trước: 6" in words
    assert not any("/ " in line for line in words)


def test_a_value_that_finds_no_room_goes_below_its_label():
    words = words_of(example_slip())

    label = words.index("Thời gian chờ dự kiến / Est. wait:")
    assert words[label + 1] == "25–35 phút"


def test_a_reprint_says_so_at_both_ends():
    words = words_of(replace(example_slip(), mark=REPRINT))

    assert words[0] == words[-1] == "*** BẢN IN LẠI ***"


def test_what_a_slip_does_not_say_takes_no_room():
    slip = replace(example_slip(), badge="", rows=(), code="", place="", heading="")

    assert words_of(slip) == [
        "UBND PHƯỜNG MẪU – TP HÀ NỘI",
        "TRUNG TÂM PHỤC VỤ",
        "HÀNH CHÍNH CÔNG",
        "Hộ tịch / Civil status",
        "Vui lòng giữ phiếu và chờ gọi số.",
        "Quá lượt: báo quầy",
        "Hướng dẫn trong 30 phút.",
        "Phiếu chỉ có giá trị trong ngày.",
        "Xin cảm ơn! / Thank you!",
    ]


def test_the_number_is_at_least_18_millimetres_high():
    [number] = [
        p for p in lay_out(example_slip(), 576, 203, width_of) if isinstance(p, Number)
    ]

    assert number.height / 203 * 25.4 >= 18


def test_the_parts_stand_in_the_order_that_is_wanted():
    slip = replace(example_slip(), order=("service", "row", "number", "rows"))

    words = words_of(slip)

    assert words[0] == "Hộ tịch / Civil status"
    assert words[1] == "Số người chờ trước / Ahead of you: 6"
    assert words[2:4] == ["Thời gian chờ dự kiến / Est. wait:", "25–35 phút"]
    assert not any("UBND" in line for line in words)
