import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.wrapping import broken, words_in

words = st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=20)


def test_lines_are_as_even_as_can_be():
    lines = broken(["aaaa", "bb", "cc", "dddd"], 2, len)

    assert lines == ["aaaa bb", "cc dddd"]


def test_a_line_does_not_begin_with_a_dash():
    assert words_in("Đất đai – Xây dựng") == ["Đất", "đai –", "Xây", "dựng"]


@given(words=words, data=st.data())
def test_no_word_is_lost_and_every_line_has_one(words, data):
    count = data.draw(st.integers(1, len(words)))

    lines = broken(words, count, len)

    assert len(lines) == count
    assert " ".join(lines).split() == words


@pytest.mark.parametrize("count", [1, 3])
def test_many_words_are_broken_evenly_enough(count):
    lines = broken(["word"] * 30, count, len)

    assert max(map(len, lines)) <= 1.2 * len(" ".join(["word"] * 30)) / count
