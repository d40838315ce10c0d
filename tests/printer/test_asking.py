from dataclasses import replace

import pytest
from PIL import Image

from printer.abilities import Abilities
from printer.errors import (
    Garbled,
    NoReply,
    PrinterError,
    Unplugged,
    WrongDevice,
)
from printer.ports.serial import SerialPort
from printer.ports.virtual import VirtualPort
from printer.printer import Outcome, Patience, Printer
from printer.profiles import Profile
from printer.slip import example_slip
from printer.virtual import HEAD_ROWS, VirtualPrinter
from tests.printer.wires import emulated

HURRIED = Patience(reply=0.2, stall=0.3, margin=0.5)
FAST = Profile(baud=921_600, mm_per_s=500)
CHEAP = replace(FAST, confirm="gs_r", clear="none", asb=False)
SILENT = replace(CHEAP, status="none", confirm="none", bidirectional=False)


class Parrot(VirtualPort):
    """A port to something that is no printer: it always says the same."""

    baud = 9600

    def __init__(self, machine, says):
        super().__init__(machine)
        self.says = says
        self._waiting = b""

    def write(self, data, timeout):
        self._waiting = self.says
        return len(data)

    def read(self, timeout):
        said, self._waiting = self._waiting, b""
        return said


class Interrupted(VirtualPort):
    """A port that goes silent, or goes away, once so many bytes have passed."""

    def __init__(self, machine, after, fault):
        super().__init__(machine)
        self.left = after
        self.fault = fault

    def write(self, data, timeout):
        if self.left <= 0:
            raise self.fault
        taken = super().write(data[: self.left], timeout)
        self.left -= taken
        return taken


def a_printer(port, profile):
    return Printer(port, profile, patience=HURRIED)


def a_cheap_machine(tickets, **cannot):
    """Return a machine that knows neither DLE DC4 8 nor GS ( H."""
    can = Abilities(clear=False, gs_h=False, **cannot)
    return VirtualPrinter(tickets, baud=None, mm_per_s=None, can=can)


@pytest.mark.parametrize("status", ["dle", "asb", "gs_r"])
def test_a_printer_is_asked_in_its_own_way(machine, status):
    printer = a_printer(VirtualPort(machine), replace(FAST, status=status))

    assert printer.check().known
    assert printer.check().fault() is None


def test_a_printer_that_reports_by_itself_says_what_is_wrong(machine):
    printer = a_printer(VirtualPort(machine), replace(FAST, status="asb"))
    printer.check()
    machine.set(cover_open=True)

    assert str(printer.check().fault()) == "the cover is open"


def test_a_printer_that_knows_its_paper_only_says_so(machine):
    machine.set(near_end=True)
    printer = a_printer(VirtualPort(machine), replace(FAST, status="gs_r"))

    assert printer.check().near_end


def test_the_end_of_the_roll_is_not_believed_without_a_sensor(machine):
    machine.set(near_end=True)
    profile = replace(FAST, has_near_end=False)

    assert not a_printer(VirtualPort(machine), profile).check().near_end


@pytest.mark.parametrize("status", ["dle", "asb", "gs_r"])
def test_silence_is_no_answer(machine, status):
    machine.set(mute=True)

    with pytest.raises(NoReply):
        a_printer(VirtualPort(machine), replace(FAST, status=status)).check()


@pytest.mark.parametrize(
    ("says", "error"),
    [
        (b"\x10\x04\x01", WrongDevice),
        (b"\r\nlogin: ", WrongDevice),
        (b"\xf8\x80\xfe", Garbled),
    ],
)
def test_what_is_no_printer_is_found_out_before_a_slip_is_begun(machine, says, error):
    with pytest.raises(error) as caught:
        a_printer(Parrot(machine, says), FAST).print(example_slip())

    assert not caught.value.begun


def test_a_wrong_speed_is_told_with_the_speed_now_used(machine):
    with pytest.raises(Garbled, match="now 9600"):
        a_printer(Parrot(machine, b"\xf8\x80\xfe"), FAST).check()


def test_a_printer_that_talks_nonsense_is_told_from_a_silent_one(machine):
    machine.set(garbage=True)

    with pytest.raises(Garbled):
        a_printer(VirtualPort(machine), FAST).check()


def test_a_slip_of_which_nothing_was_taken_is_not_begun(machine):
    port = Interrupted(machine, after=0, fault=Unplugged("the line", "test"))
    printer = a_printer(port, replace(SILENT, clear="dle_dc4_8"))

    with pytest.raises(Unplugged) as caught:
        printer.print(example_slip())

    assert not caught.value.begun


@pytest.mark.parametrize("after", [1_000, 3_000, 5_001, 7_777])
@pytest.mark.parametrize("profile", [CHEAP, SILENT], ids=["gs_r", "silent"])
def test_the_rest_of_a_broken_slip_is_drowned_before_the_next(tmp_path, profile, after):
    clean = a_printer(VirtualPort(a_cheap_machine(tmp_path / "clean")), profile)
    clean.print(example_slip())
    with Image.open(tmp_path / "clean" / "ticket-0001.png") as ticket:
        rows = ticket.height - HEAD_ROWS
    machine = a_cheap_machine(tmp_path / "tickets")
    drown = profile.max_band_rows * profile.width_dots // 8 + 100
    port = Interrupted(machine, drown + after, Unplugged("the line", "test"))
    with pytest.raises(Unplugged):
        a_printer(port, profile).print(example_slip())

    # The program was started anew and knows nothing of that slip.
    a_printer(VirtualPort(machine), profile).print(example_slip())

    assert _rows_from_the_end(tmp_path / "tickets", rows) == _rows_from_the_end(
        tmp_path / "clean", rows
    )


LONG = replace(example_slip(), footer=("Xin cảm ơn!",) * 60)


@pytest.mark.parametrize(
    ("slip", "half_res"), [(LONG, False), (example_slip(), False), (LONG, True)]
)
def test_old_confirmations_do_not_pass_for_those_of_the_next_slip(
    tmp_path, slip, half_res
):
    can = Abilities(clear=False, gs_h=False)
    machine = VirtualPrinter(tmp_path, baud=None, mm_per_s=150, can=can)
    machine.after(100, lambda: machine.set(paper_out=True))
    with emulated(machine, tmp_path / "line"):
        # Here the line itself keeps much of the first slip, or all of it.
        port = SerialPort(str(tmp_path / "line"), FAST.baud, "none")
        printer = a_printer(port, replace(CHEAP, mm_per_s=150, half_res=half_res))
        with pytest.raises(PrinterError):
            printer.print(slip)
        machine.set(paper_out=False)

        printer._make_ready()

        # All that was to come has come, and been heard.
        assert port.read(0.5) == b""
        port.close()


def test_old_rests_are_drowned_before_the_first_citizen_comes(tmp_path):
    machine = a_cheap_machine(tmp_path)
    port = VirtualPort(machine)
    printer = a_printer(port, CHEAP)

    printer.warm_up()

    assert not printer._broken_off
    assert printer.print(example_slip()) is Outcome.PRINTED


def test_a_printer_that_is_off_does_not_hold_the_program_up(machine):
    machine.set(unplug=True)

    a_printer(VirtualPort(machine), CHEAP).warm_up()


def _rows_from_the_end(folder, rows):
    """Return the last *rows* of the last whole ticket."""
    path = max(path for path in folder.glob("*.png") if "torn" not in path.name)
    with Image.open(path) as ticket:
        width, height = ticket.size
        return ticket.crop((0, height - rows, width, height)).tobytes()
