from dataclasses import replace

import pytest

from printer.layout import Line, Number, lay_out
from printer.raster import width_of
from printer.slip import REPRINT, example_slip


def lines_of(slip, dots=576):
    pieces = lay_out(slip, dots, 203, width_of)
    return [piece for piece in pieces if isinstance(piece, Line)]


def words_of(slip, dots=576):
    return ["".join(t.words for t in line.texts()) for line in lines_of(slip, dots)]


@pytest.mark.parametrize("dots", [384, 512, 576])
def test_every_line_fits_the_paper(dots):
    slip = replace(example_slip(), service="Đất đai và xây dựng và môi trường " * 3)

    lines = lines_of(slip, dots)

    assert all(sum(width_of(text) for text in line.texts()) <= dots for line in lines)


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
    assert "Số người chờ trước:6" in words
    assert not any("/ " in line for line in words)


def test_the_rows_of_a_slip_have_one_size():
    lines = [line for line in lines_of(example_slip()) if line.right]

    assert len({line.left[0].size for line in lines}) == 1


def test_a_reprint_says_so_at_both_ends():
    words = words_of(replace(example_slip(), mark=REPRINT))

    assert words[0] == words[-1] == "*** BẢN IN LẠI ***"


def test_what_a_slip_does_not_say_takes_no_room():
    slip = replace(example_slip(), badge="", rows=(), code="", place="", heading="")

    assert len(lines_of(slip)) == 2 + 1 + 4


def test_the_number_is_at_least_18_millimetres_high():
    [number] = [
        p for p in lay_out(example_slip(), 576, 203, width_of) if isinstance(p, Number)
    ]

    assert number.height / 203 * 25.4 >= 18
