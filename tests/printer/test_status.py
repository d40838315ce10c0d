import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.errors import (
    CoverOpen,
    CutterJam,
    HeadHot,
    NotReady,
    PaperOut,
    PrinterBroken,
)
from printer.faults import Faults
from printer.status import (
    Block,
    Done,
    Emptied,
    Listener,
    Report,
    Status,
    Told,
    status_of,
)

SAYINGS = {
    b"\x12": [Told(0x12)],
    b"\x1a\x7e": [Told(0x1A), Told(0x7E)],
    b"\x10\x00\x00\x00": [Report(Status())],
    b"\x18\x00\x0c\x00": [Report(Status(online=False, paper_out=True))],
    b"\x10\x00\x03\x00": [Report(Status(near_end=True))],
    b"\x38\x00\x00\x00": [Report(Status(online=False, cover_open=True))],
    b"\x18\x08\x00\x00": [Report(Status(online=False, cutter_jam=True))],
    b"\x18\x20\x00\x00": [Report(Status(online=False, broken=True))],
    b"\x18\x40\x00\x00": [Report(Status(online=False, head_hot=True))],
    b"\x37\x220042\x00": [Done("0042")],
    b"\x37\x25\x00": [Emptied()],
    b"\x5fTM-T82\x00": [Block(b"TM-T82")],
    b"\x03": [Done("")],
    b"\x11\x13": [],
    b"\xff": [],
}


@pytest.mark.parametrize("said", SAYINGS)
def test_every_answer_is_told_by_its_bits(said):
    assert Listener().hear(said) == SAYINGS[said]


@given(st.lists(st.sampled_from(sorted(SAYINGS)), max_size=8))
def test_answers_may_come_in_any_pieces(sayings):
    listener = Listener()
    together = Listener().hear(b"".join(sayings))

    piecemeal = [r for byte in b"".join(sayings) for r in listener.hear(bytes((byte,)))]

    assert piecemeal == together


@given(st.binary(max_size=400))
def test_garbage_is_never_an_error(garbage):
    Listener().hear(garbage)


def test_a_report_that_breaks_off_does_not_swallow_the_next_answer():
    assert Listener().hear(b"\x10\x12") == [Told(0x12)]


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ((0x12, 0x12, 0x12, 0x12), type(None)),
        ((0x12, 0x12, 0x12, 0x1E), type(None)),
        ((0x1A, 0x32, 0x12, 0x72), PaperOut),
        ((0x1A, 0x16, 0x12, 0x12), CoverOpen),
        ((0x1A, 0x52, 0x1A, 0x12), CutterJam),
        ((0x1A, 0x52, 0x32, 0x12), PrinterBroken),
        ((0x1A, 0x52, 0x52, 0x12), HeadHot),
        ((0x1A, 0x12, 0x12, 0x12), NotReady),
    ],
)
def test_four_answers_make_a_status(answers, fault):
    assert type(status_of(*answers).fault()) is fault


@pytest.mark.parametrize(
    "faults",
    [
        Faults(),
        Faults(paper_out=True),
        Faults(near_end=True),
        Faults(cover_open=True),
        Faults(jammed=True),
    ],
)
def test_asked_or_of_its_own_accord_a_printer_says_the_same(faults):
    [report] = Listener().hear(faults.report())

    assert report == Report(
        status_of(*(faults.told(question) for question in (1, 2, 3, 4)))
    )


def test_a_status_reads_as_words():
    assert str(Status(near_end=True)) == "ready, paper near its end"
    assert str(Status(paper_out=True)) == "out of paper"
    assert str(Status(known=False)) == "this printer does not tell its state"
