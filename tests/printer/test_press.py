from dataclasses import replace

import pytest

from printer.jobs import Jobs, JobState
from printer.paper import PaperCounter
from printer.press import STILL_THERE, Press
from printer.printer import Patience, Printer
from printer.profiles import Profile
from printer.slip import REPRINT, example_slip, trial_slip
from printer.station import Station
from printer.virtual import VirtualPrinter
from shared.clock import ManualClock
from shared.journal import Journal
from tests.printer.wires import SimulatedPort

MORNING, EIGHT = 1_767_546_000_000, 1_767_574_800_000
HURRIED = Patience(reply=0.2, stall=0.3, margin=0.5)
SLIP = example_slip()


class Kiosk:
    """A press with virtual printers, on a time of its own."""

    def __init__(self, folder, printers=1):
        self.folder = folder
        self.clock = ManualClock(EIGHT)
        self.midnight = MORNING
        self.machines = [
            VirtualPrinter(folder / f"tickets-{n}", mm_per_s=500)
            for n in range(printers)
        ]
        self.ports = [SimulatedPort(each, self.clock) for each in self.machines]
        self.start()

    def start(self):
        """Begin, as after a power cut."""
        jobs = Jobs(Journal(self.folder / "slips"), since=MORNING)
        stations = [
            Station(
                Printer(port, Profile(), patience=HURRIED, clock=self.clock.now),
                PaperCounter(self.folder / f"roll-{n}", 82.0),
            )
            for n, port in enumerate(self.ports)
        ]
        self.press = Press(stations, jobs, self.clock.now, lambda: self.midnight)

    def break_after(self, passed, **faults):
        """Let the first printer's *faults* begin once so many bytes have passed."""

        def look(so_far):
            if so_far > passed:
                self.machines[0].set(**faults)
                self.ports[0].on_bytes = lambda _: None

        self.ports[0].on_bytes = look

    def papers(self, printer=0):
        """Return the names of what lies below a printer."""
        return [each.name for each in (self.folder / f"tickets-{printer}").glob("*")]


@pytest.fixture
def kiosk(tmp_path):
    return Kiosk(tmp_path)


@pytest.fixture
def two(tmp_path):
    return Kiosk(tmp_path, printers=2)


def test_a_slip_is_printed_and_done(kiosk):
    job = kiosk.press.put("a", SLIP)

    assert job.state is JobState.PRINTED
    assert kiosk.press.state().unprinted == ()
    assert len(kiosk.papers()) == 1


def test_the_same_slip_twice_is_one_paper(kiosk):
    kiosk.press.put("a", SLIP)
    kiosk.press.put("a", SLIP)

    assert len(kiosk.papers()) == 1


def test_without_paper_nothing_is_begun_and_new_paper_brings_the_slip(kiosk):
    kiosk.machines[0].set(paper_out=True)
    job = kiosk.press.put("a", SLIP)
    state = kiosk.press.look()
    waiting = kiosk.press.retry()
    kiosk.machines[0].set(paper_out=False)

    [printed] = kiosk.press.retry()

    assert (job.state, job.attempts, waiting) == (JobState.QUEUED, (), [])
    assert (state.printer, state.paper, state.can_print) == ("paper_out", "out", False)
    assert state.unprinted == ("1007",)
    assert printed.state is JobState.PRINTED
    assert not printed.attempts[0].marked
    assert kiosk.press.look().printer == "ready"


def test_who_went_with_the_number_gets_no_paper_later(kiosk):
    kiosk.machines[0].set(paper_out=True)
    kiosk.press.put("a", SLIP)

    kiosk.press.leave("a")
    kiosk.machines[0].set(paper_out=False)

    assert kiosk.press.retry() == []
    assert kiosk.press.state().unprinted == ("1007",)


def test_a_slip_that_was_broken_off_comes_again_once_with_a_mark(kiosk):
    kiosk.break_after(6000, cover_open=True)
    job = kiosk.press.put("a", SLIP)
    kiosk.machines[0].set(cover_open=False)

    [printed] = kiosk.press.retry()

    assert job.state is JobState.UNKNOWN
    assert printed.state is JobState.PRINTED
    assert [each.marked for each in printed.attempts] == [False, True]
    assert printed.paper().mark == REPRINT


def test_a_printer_too_full_to_answer_is_still_out_of_paper(kiosk):
    kiosk.break_after(6000, paper_out=True)
    kiosk.press.put("a", SLIP)
    kiosk.machines[0].set(mute=True)

    state = kiosk.press.look()

    assert (state.printer, state.paper) == ("paper_out", "out")


def test_a_slip_that_is_broken_off_twice_waits_until_somebody_asks(kiosk):
    for _ in range(2):
        kiosk.break_after(kiosk.ports[0].passed + 6000, cover_open=True)
        kiosk.press.put("a", SLIP)
        kiosk.press.retry()
        kiosk.machines[0].set(cover_open=False)

    by_itself = kiosk.press.retry()
    asked = kiosk.press.reprint("a")

    assert by_itself == []
    assert asked.state is JobState.PRINTED
    assert [each.marked for each in asked.attempts] == [False, True, True]


def test_a_citizen_who_has_the_paper_ends_it(kiosk):
    kiosk.break_after(6000, mute=True)
    job = kiosk.press.put("a", SLIP)

    settled = kiosk.press.settle("a", JobState.CONFIRMED)
    kiosk.machines[0].set(mute=False)

    assert (job.state, settled.state) == (JobState.UNKNOWN, JobState.CONFIRMED)
    assert kiosk.press.retry() == []
    assert kiosk.press.state().unprinted == ()


def test_a_second_printer_takes_over_when_the_first_is_not_ready(two):
    two.machines[0].set(paper_out=True)

    job = two.press.put("a", SLIP)
    state = two.press.state()

    assert job.state is JobState.PRINTED
    assert not job.attempts[0].marked
    assert (len(two.papers(0)), len(two.papers(1))) == (0, 1)
    assert (state.printer, state.can_print) == ("paper_out", True)


def test_a_second_printer_prints_with_a_mark_what_the_first_broke_off(two):
    two.break_after(6000, unplug=True)

    job = two.press.put("a", SLIP)

    assert job.state is JobState.PRINTED
    assert [each.marked for each in job.attempts] == [False, True]
    assert len(two.papers(1)) == 1


def test_the_first_printer_is_used_again_when_it_is_back(two):
    two.machines[0].set(paper_out=True)
    two.press.put("a", SLIP)
    two.machines[0].set(paper_out=False)

    two.press.put("b", replace(SLIP, number="1008"))

    assert (len(two.papers(0)), len(two.papers(1))) == (1, 1)


def test_after_a_power_cut_the_paper_of_who_still_stands_there_is_printed(kiosk):
    kiosk.machines[0].set(paper_out=True)
    kiosk.press.put("a", SLIP)
    kiosk.machines[0].set(paper_out=False)
    kiosk.start()

    [job] = kiosk.press.retry()

    assert job.state is JobState.PRINTED


def test_after_a_long_power_cut_nobody_stands_there_any_more(kiosk):
    kiosk.machines[0].set(paper_out=True)
    kiosk.press.put("a", SLIP)
    kiosk.machines[0].set(paper_out=False)
    kiosk.clock.advance(STILL_THERE)
    kiosk.start()

    assert kiosk.press.retry() == []
    assert kiosk.press.state().unprinted == ("1007",)


def test_a_new_day_begins_without_the_old_slips(kiosk):
    kiosk.machines[0].set(paper_out=True)
    kiosk.press.put("a", SLIP)

    before = kiosk.press.look()
    kiosk.midnight = EIGHT + 1

    assert before.unprinted == ("1007",)
    assert kiosk.press.look().unprinted == ()


def test_the_roll_is_counted_and_begins_anew_when_the_paper_is_back(kiosk):
    kiosk.press.new_roll()
    kiosk.press.put("a", SLIP)
    after_one = kiosk.press.state()
    kiosk.machines[0].set(near_end=True)
    ending = kiosk.press.look()
    kiosk.machines[0].set(near_end=False)
    new = kiosk.press.look()

    assert (after_one.metres, after_one.paper) == (81, "ok")
    assert ending.paper == "low"
    assert (new.metres, new.paper) == (82, "ok")


def test_an_open_cover_is_no_new_roll(kiosk):
    kiosk.press.new_roll()
    kiosk.press.put("a", SLIP)
    kiosk.machines[0].set(cover_open=True, paper_out=True)
    kiosk.press.look()
    kiosk.machines[0].set(cover_open=False, paper_out=False)

    assert kiosk.press.look().metres == 81


def test_a_test_slip_comes_out_of_every_printer_and_is_no_number(two):
    told = two.press.test(trial_slip())

    assert told == ("ready", "ready")
    assert len(two.papers(0)) == len(two.papers(1)) == 1
    assert two.press.state().unprinted == ()


def test_a_test_slip_that_does_not_come_out_says_why(two):
    two.machines[0].set(paper_out=True)

    told = two.press.test(trial_slip())

    assert told == ("paper_out", "ready")
    assert two.press.state().unprinted == ()


def test_the_paper_of_a_test_slip_is_counted(kiosk):
    kiosk.press.new_roll()

    kiosk.press.test(trial_slip())

    [printer] = kiosk.press.state().printers
    assert printer.metres == 81


def test_each_printer_is_told_by_itself(two):
    two.machines[1].set(cover_open=True)

    first, second = two.press.look().printers

    assert (first.trouble, second.trouble) == ("", "cover_open")
