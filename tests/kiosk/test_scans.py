import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scans import LONGEST, Scans


def scans_of(*chunks):
    """Return the scans that are complete after *chunks*."""
    scans = Scans()
    return [bytes(scan) for chunk in chunks for scan in scans.take(chunk)]


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\r\n\n"])
def test_a_scan_ends_with_cr_or_lf(end):
    assert scans_of(b"one" + end + b"two" + end) == [b"one", b"two"]


def test_a_scan_may_come_in_pieces():
    assert scans_of(b"0010", b"9000", b"", b"0|x\r") == [b"001090000|x"]


def test_a_pause_ends_a_scan_that_has_no_end():
    scans = Scans()

    begun = list(scans.take(b"one"))

    assert begun == []
    assert list(scans.pause()) == [b"one"]
    assert list(scans.pause()) == []


def test_what_is_too_long_is_one_empty_scan_and_the_next_is_whole():
    chatter = b"x" * (3 * LONGEST)

    assert scans_of(chatter, chatter + b"\rnext\r") == [b"", b"next"]


def test_what_has_begun_can_be_forgotten():
    scans = Scans()
    begun = scans._begun
    list(scans.take(b"001090000000|"))

    scans.forget()

    assert not any(begun)
    assert list(scans.take(b"next\r")) == [b"next"]


@given(st.lists(st.binary(max_size=40)))
def test_no_garbage_makes_a_scan_with_an_end_in_it_or_too_long(chunks):
    for scan in scans_of(*chunks, b"\n"):
        assert len(scan) <= LONGEST
        assert not set(b"\r\n") & set(scan)
