from dataclasses import replace

import pytest

from printer.errors import (
    CoverOpen,
    CutterJam,
    NoReply,
    NotReady,
    PaperOut,
    PrinterError,
    PrinterOffline,
    Stalled,
)
from printer.ports.file import FilePort
from printer.ports.serial import SerialPort
from printer.ports.usb import UsbPort
from printer.ports.virtual import VirtualPort
from printer.printer import Outcome, Patience, Printer, printer_of
from printer.profiles import Profile
from printer.settings import PrinterSettings
from printer.slip import example_slip
from tests.printer.wires import emulated

HURRIED = Patience(reply=0.2, stall=0.3, margin=0.5)
# No time for bytes or rows: what the machine here needs for them is nothing.
FAST = Profile(baud=921_600, mm_per_s=500)


class Interrupting(VirtualPort):
    """A port that lets something happen to the printer in the middle of a slip."""

    def __init__(self, machine, **faults):
        super().__init__(machine)
        self.faults = faults
        self.passed = 0

    def write(self, data, timeout):
        taken = super().write(data[:1000], timeout)
        self.passed += taken
        if self.passed > 5000:
            self.printer.set(**self.faults)
            self.faults = {}
        return taken


def a_printer(port, profile=FAST):
    return Printer(port, profile, patience=HURRIED)


def files_in(folder):
    return sorted(path.name for path in folder.glob("*"))


def test_a_slip_that_the_printer_confirms_is_printed(machine, tickets):
    outcome = a_printer(VirtualPort(machine)).print(example_slip())

    assert outcome is Outcome.PRINTED
    assert files_in(tickets) == ["ticket-0001.png"]


def test_slip_after_slip_is_printed(machine, tickets):
    printer = a_printer(VirtualPort(machine))

    outcomes = [
        printer.print(replace(example_slip(), number=n)) for n in ("1007", "1008")
    ]

    assert outcomes == [Outcome.PRINTED] * 2
    assert len(files_in(tickets)) == 2


def test_a_printer_that_answers_gs_r_only_confirms_too(machine):
    profile = replace(FAST, confirm="gs_r", clear="none", asb=False)

    assert (
        a_printer(VirtualPort(machine), profile).print(example_slip())
        is Outcome.PRINTED
    )


def test_a_slip_to_a_printer_that_never_answers_is_only_sent(machine, tickets):
    profile = replace(FAST, status="none", confirm="none", clear="none", asb=False)

    assert (
        a_printer(VirtualPort(machine), profile).print(example_slip()) is Outcome.SENT
    )
    assert files_in(tickets) == ["ticket-0001.png"]


def test_a_slip_in_a_file_is_only_sent(tmp_path):
    path = tmp_path / "slips.bin"

    outcome = a_printer(FilePort(path)).print(example_slip())

    assert outcome is Outcome.SENT
    assert path.read_bytes().startswith(b"\x1b@")


@pytest.mark.parametrize(
    ("fault", "error"),
    [("paper_out", PaperOut), ("cover_open", CoverOpen), ("mute", NoReply)],
)
def test_nothing_is_sent_to_a_printer_that_is_not_ready(machine, tickets, fault, error):
    machine.set(**{fault: True})

    with pytest.raises(error) as caught:
        a_printer(VirtualPort(machine)).print(example_slip())
    assert not caught.value.begun
    machine.set(**{fault: False})
    machine.said(0)
    assert not tickets.exists()


@pytest.mark.parametrize(
    ("faults", "error"),
    [
        ({"paper_out": True}, PaperOut),
        ({"cover_open": True}, CoverOpen),
        ({"cutter": True}, CutterJam),
        ({"mute": True}, NoReply),
        ({"hang": True}, Stalled),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "-".join(value),
)
@pytest.mark.parametrize("asb", [True, False])
def test_a_slip_that_breaks_off_may_be_on_paper(machine, faults, error, asb):
    port = Interrupting(machine, **faults)
    expected = error if asb or error is not PaperOut else (PaperOut, Stalled)

    with pytest.raises(expected if asb else PrinterError) as caught:
        a_printer(port, replace(FAST, asb=asb)).print(example_slip())
    assert caught.value.begun


def test_a_printer_without_reports_is_asked_why_it_is_silent(machine):
    machine.set(cutter=True)

    with pytest.raises(CutterJam) as caught:
        a_printer(VirtualPort(machine), replace(FAST, asb=False)).print(example_slip())
    assert caught.value.begun


def test_what_was_broken_off_does_not_spoil_the_next_slip(machine, tickets):
    printer = a_printer(Interrupting(machine, paper_out=True))
    with pytest.raises(PaperOut):
        printer.print(example_slip())
    machine.set(paper_out=False)

    outcome = printer.print(example_slip())

    assert outcome is Outcome.PRINTED
    assert len([name for name in files_in(tickets) if "torn" not in name]) == 1


@pytest.mark.parametrize("port", [SerialPort, UsbPort], ids=["serial", "usb"])
def test_a_slip_is_printed_at_the_far_end_of_a_line(line, tickets, port):
    settings = (FAST.baud, FAST.flow) if port is SerialPort else ()
    printer = a_printer(port(str(line), *settings))

    assert printer.print(example_slip()) is Outcome.PRINTED
    printer.close()
    assert files_in(tickets) == ["ticket-0001.png"]


def test_a_printer_that_was_unplugged_is_found_again(machine, tmp_path):
    link = tmp_path / "line"
    printer = a_printer(SerialPort(str(link), FAST.baud, FAST.flow))
    with emulated(machine, link):
        printer.print(example_slip())
    with pytest.raises(PrinterOffline):
        printer.print(example_slip())

    with emulated(machine, link):
        assert printer.print(example_slip()) is Outcome.PRINTED
        printer.close()


def test_the_state_of_a_silent_kind_of_printer_is_not_known(tmp_path):
    assert not a_printer(FilePort(tmp_path / "slips.bin")).check().known


def test_a_printer_near_its_end_still_prints(machine):
    machine.set(near_end=True)
    printer = a_printer(VirtualPort(machine))

    assert printer.check().near_end
    assert printer.print(example_slip()) is Outcome.PRINTED


def test_settings_make_a_whole_printer(tickets):
    printer = printer_of(PrinterSettings(out=tickets, baud=921_600))

    assert printer.print(example_slip()) is Outcome.PRINTED
    assert files_in(tickets) == ["ticket-0001.png"]


def test_every_fault_says_what_it_is():
    assert len({str(kind()) for kind in NotReady.__subclasses__()}) == 5
