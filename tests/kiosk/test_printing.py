from functools import partial

import pytest

from kiosk.printing import Printing
from printer.jobs import JobState
from printer.paper import PaperCounter
from printer.slip import example_slip
from printer.virtual import VirtualPrinter
from tests.kiosk.builders import a_press


@pytest.fixture
def virtual(tmp_path):
    """A printer as quick as its program."""
    return VirtualPrinter(tmp_path, baud=None, mm_per_s=None)


@pytest.fixture
def printing(qapp, virtual):
    printing = Printing(partial(a_press, virtual))
    yield printing
    printing.stop()


def states_of(printing):
    """Return a list that grows by each state that a slip comes to."""
    states = []
    printing.moved.connect(lambda job, trouble: states.append((job.state, trouble)))
    return states


def test_the_drivers_are_loaded_when_it_starts(printing, qtbot):
    with qtbot.waitSignal(printing.warm):
        printing.start()


def test_a_slip_becomes_paper(printing, qtbot, tmp_path):
    printing.start()

    with qtbot.waitSignal(printing.moved) as moved:
        printing.print("a", example_slip())

    job, trouble = moved.args
    assert (job.id, job.state, trouble) == ("a", JobState.PRINTED, "ready")
    assert list(tmp_path.glob("*.png"))


def test_a_slip_waits_until_the_thread_is_there(printing, qtbot):
    printing.print("a", example_slip())

    with qtbot.waitSignal(printing.moved):
        printing.start()


def test_without_paper_the_number_comes_back(printing, virtual, qtbot):
    virtual.set(paper_out=True)
    printing.start()

    with qtbot.waitSignal(printing.moved) as moved:
        printing.print("a", example_slip())

    job, trouble = moved.args
    assert (job.state, trouble) == (JobState.QUEUED, "paper_out")


def test_with_new_paper_the_slip_comes_by_itself(printing, virtual, qtbot):
    states = states_of(printing)
    virtual.set(paper_out=True)
    printing.start()
    printing.print("a", example_slip())
    qtbot.waitUntil(lambda: len(states) == 1)

    virtual.set(paper_out=False)

    qtbot.waitUntil(lambda: len(states) == 2, timeout=10_000)
    assert states[1] == (JobState.PRINTED, "ready")


def test_who_has_gone_gets_no_paper_later(printing, virtual, qtbot):
    reports = []
    printing.state_changed.connect(reports.append)
    states = states_of(printing)
    virtual.set(paper_out=True)
    printing.start()
    printing.print("a", example_slip())
    qtbot.waitUntil(lambda: len(states) == 1)
    printing.leave("a")
    virtual.set(paper_out=False)

    qtbot.waitUntil(lambda: any(each.printer == "ready" for each in reports[-1:]))
    assert [state for state, _ in states] == [JobState.QUEUED]
    assert reports[-1].unprinted == ("1007",)


def test_a_slip_can_be_printed_again_and_is_marked(printing, qtbot, tmp_path):
    states = states_of(printing)
    printing.start()
    printing.print("a", example_slip())
    printing.reprint("a")

    qtbot.waitUntil(lambda: len(states) == 2)
    assert len(list(tmp_path.glob("*.png"))) == 2


def test_how_the_printer_is_is_told_when_it_changes(printing, virtual, qtbot):
    states = []
    printing.state_changed.connect(states.append)
    printing.start()
    qtbot.waitUntil(lambda: len(states) == 1)

    virtual.set(cover_open=True)

    qtbot.waitUntil(lambda: len(states) == 2, timeout=10_000)
    assert [state.printer for state in states] == ["ready", "cover_open"]


def test_stopping_before_the_start_is_no_harm(printing):
    printing.stop()


def test_a_printing_that_cannot_be_set_up_still_answers(qapp, qtbot):
    def broken():
        raise RuntimeError("a mistake in the program")

    printing = Printing(broken)
    with qtbot.waitSignal(printing.moved) as moved:
        printing.start()
        printing.print("a", example_slip())
    printing.stop()

    assert moved.args[0].state is JobState.UNKNOWN


def test_a_test_slip_is_printed(printing, qtbot, tmp_path):
    printing.start()

    with qtbot.waitSignal(printing.tested) as tested:
        printing.test()

    assert tested.args == [("ready",)]
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_a_test_slip_that_does_not_come_out_says_why(printing, virtual, qtbot):
    virtual.set(cover_open=True)
    printing.start()

    with qtbot.waitSignal(printing.tested) as tested:
        printing.test()

    assert tested.args == [("cover_open",)]


def test_a_test_slip_of_a_broken_printing_is_answered_too(qapp, qtbot):
    def broken():
        raise RuntimeError("a mistake in the program")

    printing = Printing(broken)
    with qtbot.waitSignal(printing.tested) as tested:
        printing.start()
        printing.test()
    printing.stop()

    assert tested.args == [()]


def test_a_new_roll_is_counted_from_its_beginning(qapp, qtbot, virtual, tmp_path):
    counter = PaperCounter(tmp_path / "roll", 82.0)
    printing = Printing(partial(a_press, virtual, paper=counter))
    states = []
    printing.state_changed.connect(states.append)
    printing.start()
    qtbot.waitUntil(lambda: len(states) == 1)

    printing.change_roll()

    qtbot.waitUntil(lambda: len(states) == 2)
    printing.stop()
    assert [state.metres for state in states] == [None, 82]
