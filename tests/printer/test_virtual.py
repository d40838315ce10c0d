import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printer.abilities import Abilities, abilities_of
from printer.bands import Band, cleared
from printer.escpos import CLEAR, page
from printer.events import Drawn, Skipped
from printer.intake import BUFFER
from printer.profiles import Profile
from printer.virtual import HEAD_ROWS, VirtualPrinter

READY = b"\x12"
BLOCK = b"\x1dv0\x00\x01\x00\x08\x00" + b"\xff" * 8
CUT = b"\x1dVB\x00"


def take_all(machine, data, now=0):
    while data:
        taken = machine.take(data, now)
        assert taken
        data = data[taken:]


def test_a_cut_makes_a_picture(machine, tickets):
    take_all(machine, BLOCK + CUT)

    with Image.open(tickets / "ticket-0001.png") as picture:
        assert picture.size == (576, HEAD_ROWS + 8)
        assert picture.convert("L").crop(
            (0, HEAD_ROWS, 8, HEAD_ROWS + 8)
        ).getextrema() == (0, 0)


def test_a_cut_without_feed_leaves_what_is_under_the_head(machine, tickets):
    take_all(machine, BLOCK + b"\x1bJ\x60" + b"\x1dV\x00")

    with Image.open(tickets / "ticket-0001.png") as picture:
        assert picture.size == (576, HEAD_ROWS + 8)


def test_a_cut_of_blank_paper_makes_none(machine, tickets):
    take_all(machine, b"\x1bJ\xff" + CUT)

    assert not tickets.exists()


def test_tickets_are_counted_on_from_those_already_there(machine, tickets):
    tickets.mkdir()
    (tickets / "ticket-0041.png").touch()

    take_all(machine, BLOCK + CUT)

    assert (tickets / "ticket-0042.png").stat().st_size
    assert not list(tickets.glob("*.part"))


def test_a_block_can_be_doubled_and_put_in_the_middle(machine, tickets):
    take_all(machine, b"\x1ba\x01" + b"\x1dv0\x03\x01\x00\x01\x00\xff" + CUT)

    with Image.open(tickets / "ticket-0001.png") as picture:
        ink = picture.convert("L").point(lambda shade: 255 - shade).getbbox()
    assert ink == (280, HEAD_ROWS, 296, HEAD_ROWS + 2)


@pytest.mark.parametrize("question", [1, 2, 3, 4])
def test_a_ready_printer_says_so_to_every_question(machine, question):
    take_all(machine, bytes((0x10, 0x04, question)))

    assert machine.said(0) == READY


def test_questions_are_answered_even_inside_a_picture(machine):
    """That is why the encoder clears such dots: as a fact about printers."""
    dots = b"\x10\x04\x01" * 4

    take_all(machine, page([Band(3, dots)], Profile(confirm="none", asb=False)).data)
    unclear = machine.said(0)
    take_all(
        machine, page([Band(3, cleared(dots))], Profile(confirm="none", asb=False)).data
    )

    assert unclear == READY * 4
    assert machine.said(0) == b""


def test_a_picture_can_even_empty_the_buffer(machine, tickets):
    take_all(machine, b"\x1dv0\x00\x0a\x00\x02\x00" + CLEAR * 2 + CUT)

    assert machine.said(0) == b"\x37\x25\x00" * 2
    assert not tickets.exists()


def test_a_process_is_confirmed_when_all_before_it_is_printed(tickets):
    machine = VirtualPrinter(tickets, baud=None, mm_per_s=100)
    take_all(machine, BLOCK + b"\x1d(H\x06\x00\x30\x30abcd", now=0)

    early, late = machine.said(1), machine.said(1000)

    assert (early, late) == (b"", b"\x37\x22abcd\x00")


def test_a_change_is_reported_where_reports_are_wanted(machine):
    machine.set(near_end=True)
    unwanted = machine.said(0)
    take_all(machine, b"\x1da\x0e")
    machine.set(near_end=False, cover_open=True)

    assert unwanted == b""
    assert machine.said(0) == b"\x10\x00\x03\x00" + b"\x38\x00\x00\x00"


@pytest.mark.parametrize("fault", ["paper_out", "cover_open"])
def test_a_printer_goes_on_where_it_stopped(machine, tickets, fault):
    machine.set(**{fault: True})
    take_all(machine, BLOCK + CUT)
    stopped = tickets.exists()

    machine.set(**{fault: False})
    machine.said(0)

    assert not stopped
    assert (tickets / "ticket-0001.png").exists()


def test_a_stuck_cutter_keeps_the_ticket(machine, tickets):
    machine.set(cutter=True)

    take_all(machine, BLOCK + CUT)
    take_all(machine, b"\x10\x04\x03")

    assert machine.said(0) == b"\x1a"
    assert not tickets.exists()


def drawn(events):
    return [
        (event.path.name, event.torn) for event in events if isinstance(event, Drawn)
    ]


def a_machine(tickets, events, **more):
    return VirtualPrinter(tickets, baud=None, mm_per_s=None, tell=events.append, **more)


@pytest.mark.parametrize(
    "end",
    [
        lambda machine: take_all(machine, CLEAR),
        lambda machine: take_all(machine, b"\x1b@"),
        lambda machine: machine.lose_power(0, 1000),
        lambda machine: (machine.set(paper_out=True), machine.set(paper_out=False)),
        lambda machine: machine.close(),
    ],
    ids=["cleared", "begun-anew", "power", "new-roll", "program-end"],
)
def test_a_ticket_without_a_cut_is_drawn_as_torn(tickets, end):
    events = []
    machine = a_machine(tickets, events)
    take_all(machine, BLOCK)

    end(machine)

    assert drawn(events) == [("ticket-0001-torn.png", True)]
    with Image.open(tickets / "ticket-0001-torn.png") as picture:
        assert picture.height > HEAD_ROWS + 8


def test_what_a_new_roll_carries_of_an_old_ticket_is_torn_too(tickets):
    events = []
    machine = a_machine(tickets, events)
    machine.after(4, lambda: machine.set(paper_out=True))
    take_all(machine, BLOCK + CUT)

    machine.set(paper_out=False)
    machine.said(0)
    take_all(machine, BLOCK + CUT)

    assert [torn for _, torn in drawn(events)] == [True, True, False]


def test_a_ticket_after_one_that_was_cleared_away_is_whole(tickets):
    """On the new roll nothing of the old ticket was printed any more."""
    events = []
    machine = a_machine(tickets, events)
    take_all(machine, b"\x1dv0\x00\x01\x00\x08\x00\xff\xff")
    machine.set(paper_out=True)
    machine.set(paper_out=False)

    take_all(machine, CLEAR + BLOCK + CUT)

    assert [torn for _, torn in drawn(events)] == [True, False]


def test_without_a_cutter_a_pause_ends_a_ticket(tickets):
    events = []
    machine = a_machine(tickets, events, can=Abilities(cutter=False))
    take_all(machine, BLOCK + CUT)
    machine.said(900)
    early = drawn(events)

    waits = machine.idle
    machine.said(2100)

    assert (early, waits) == ([], False)
    assert drawn(events) == [("ticket-0001.png", False)]
    assert machine.idle


def test_without_a_cutter_the_next_ticket_ends_the_one_before(tickets):
    events = []
    machine = a_machine(tickets, events, can=Abilities(cutter=False))

    take_all(machine, BLOCK + b"\x1b@" + BLOCK)
    machine.close()

    assert [torn for _, torn in drawn(events)] == [False, False]


def test_what_a_printer_does_not_obey_is_told_once_a_ticket(tickets):
    events = []
    machine = a_machine(tickets, events)

    take_all(machine, b"\x1d(E\x03\x00\x01IN" * 2 + b"\x1bq" + BLOCK + CUT)

    assert [str(e) for e in events if isinstance(e, Skipped)] == [
        "skipped the command 1D 28 45",
        "skipped the command 1B 71",
    ]


@pytest.mark.parametrize(
    ("changes", "question", "answer"),
    [
        ({}, b"\x1dr\x01", b"\x00"),
        ({}, b"\x1dI\x43", b"_Virtual printer\x00"),
        ({}, CLEAR, b"\x37\x25\x00"),
        ({"status": "none"}, b"\x10\x04\x01", b""),
        ({"confirm": "none"}, b"\x1dr\x01", b""),
        ({"confirm": "gs_r"}, b"\x1d(H\x06\x00\x30\x30abcd", b""),
        ({"confirm": "gs_r"}, b"\x1dr\x01", b"\x00"),
        ({"clear": "none"}, CLEAR, b""),
        ({"asb": False}, b"\x1da\x0e", b""),
        (
            {"bidirectional": False, "confirm": "none"},
            b"\x10\x04\x01\x1dI\x43\x1da\x0e",
            b"",
        ),
    ],
)
def test_it_can_be_as_poor_as_a_cheap_printer(tickets, changes, question, answer):
    machine = a_machine(tickets, [], can=abilities_of(Profile(**changes)))

    take_all(machine, question)

    assert machine.said(0) == answer


def test_a_printer_that_cannot_clear_keeps_what_it_has(tickets):
    events = []
    machine = a_machine(tickets, events, can=Abilities(clear=False))

    take_all(machine, BLOCK + CLEAR + CUT)

    assert drawn(events) == [("ticket-0001.png", False)]


def test_nonsense_is_said_instead_of_an_answer(machine):
    machine.set(garbage=True)

    take_all(machine, b"\x10\x04\x01" * 20)

    said = machine.said(0)
    assert len(said) == 20
    assert said != READY * 20


def test_after_a_power_cut_it_begins_as_new(machine, tickets):
    take_all(machine, b"\x1da\x0e\x1ba\x02" + b"\x1dv0\x00\x01\x00\x08\x00\xff\xff")
    machine.lose_power(0, 1000)
    off = machine.take(BLOCK, 500)

    take_all(machine, BLOCK + CUT, now=1001)
    machine.set(near_end=True)

    assert off == 0
    assert machine.said(1001) == b""
    with Image.open(tickets / "ticket-0002.png") as picture:
        box = picture.convert("L").point(lambda shade: 255 - shade).getbbox()
    assert box == (0, HEAD_ROWS, 8, HEAD_ROWS + 8)


def test_a_freed_cutter_cuts_what_was_stuck(machine, tickets):
    machine.set(cutter=True)
    take_all(machine, BLOCK + CUT)

    machine.set(cutter=False)
    machine.said(0)

    assert (tickets / "ticket-0001.png").exists()


def test_a_full_buffer_takes_no_more(machine):
    machine.set(paper_out=True)

    taken = [machine.take(b"\xff" * 3000, 0) for _ in range(3)]

    assert taken == [3000, BUFFER - 3000, 0]


def test_a_wire_is_as_slow_as_its_baud_rate(tickets):
    machine = VirtualPrinter(tickets, baud=10_000, mm_per_s=None)

    taken = sum(machine.take(b"\0" * 5000, now) for now in range(1000, 2000))

    assert 1000 <= taken <= 1000 + 20


def test_a_hanging_printer_takes_nothing_and_a_mute_one_says_nothing(machine):
    machine.set(hang=True)
    hanging = machine.take(b"\x10\x04\x01", 0)
    machine.set(hang=False, mute=True)
    mute = machine.take(b"\x10\x04\x01", 0)

    assert (hanging, mute, machine.said(0)) == (0, 3, b"")


@given(
    st.lists(
        st.binary(max_size=200) | st.sampled_from([BLOCK, CUT, CLEAR]), max_size=10
    )
)
def test_garbage_never_brings_it_down(tmp_path_factory, pieces):
    folder = tmp_path_factory.mktemp("garbage")
    machine = VirtualPrinter(folder, baud=None, mm_per_s=None)

    for piece in pieces:
        machine.take(piece, 0)
