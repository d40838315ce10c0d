import pytest

from printer.events import Began, Drawn, Ended
from printer.virtual import VirtualPrinter
from printer.words import FAULTS, NotUnderstood, Words

INK = b"\x1dv0\x00\x01\x00\x08\x00" + b"\xff" * 8


@pytest.fixture
def events():
    return []


@pytest.fixture
def machine(tickets, events):
    return VirtualPrinter(tickets, baud=None, mm_per_s=None, tell=events.append)


@pytest.fixture
def words(machine):
    return Words(machine, lambda: 0.0)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_begins_and_ends(words, events, machine, fault):
    words.obey(fault)
    began = machine.wrong
    words.obey(f"{fault} off")

    assert (began, machine.wrong) == ([fault], [])
    assert events == [Began(fault), Ended(fault)]


@pytest.mark.parametrize(
    ("word", "fault"),
    [("paper-in", "paper-out"), ("cover-close", "cover-open"), ("plug", "unplug")],
)
def test_what_a_technician_does_has_its_own_word(words, machine, fault, word):
    words.obey(fault)

    words.obey(word)

    assert machine.wrong == []


def test_all_faults_end_together(words, machine):
    for fault in FAULTS:
        words.obey(fault)

    words.obey("clear")

    assert machine.wrong == []


def test_a_fault_can_wait_for_some_rows(words, machine):
    answer = words.obey("at 5 rows paper-out")
    before = words.obey("state")

    machine.take(INK, 0)

    assert answer == "after 5 more rows: paper-out"
    assert (before, words.obey("state")) == ("nothing is wrong", "paper-out")
    assert machine.rows == 5


def test_power_that_goes_loses_what_was_not_printed(words, machine, events):
    machine.set(paper_out=True)
    machine.take(INK, 0)

    words.obey("power-cycle 2")
    dead = machine.room(1999)
    machine.set(paper_out=False)
    machine.room(2001)
    machine.close()

    assert dead == 0
    assert machine.rows == 0
    assert [e for e in events if isinstance(e, Drawn)] == []
    assert events[1:] == [
        Began("power-cycle"),
        Ended("paper-out"),
        Ended("power-cycle"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "fire",
        "paper-out on",
        "at",
        "at x rows paper-out",
        "at 5 rows",
        "at 5 rows fire",
        "power-cycle soon",
        "power-cycle 0",
        "power-cycle 601",
        "power-cycle nan",
        "clear all",
    ],
)
def test_what_is_no_order_is_told_with_what_would_be_one(words, machine, line):
    with pytest.raises(NotUnderstood, match=f"^.*{line.split()[0]}"):
        words.obey(line)
    assert machine.wrong == []


def test_help_names_every_order(words):
    said = words.obey("help")

    assert all(word in said for word in [*FAULTS, "power-cycle", "at N rows", "clear"])
