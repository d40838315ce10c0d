from functools import partial

import pytest

from kiosk.printing import Printing, trouble_of
from printer.errors import CoverOpen, PaperOut, PrinterOffline, Stalled
from printer.ports.virtual import VirtualPort
from printer.printer import Printer
from printer.profiles import Profile
from printer.slip import example_slip
from printer.virtual import VirtualPrinter


@pytest.fixture
def virtual(tmp_path):
    """A printer as quick as its program."""
    return VirtualPrinter(tmp_path, baud=None, mm_per_s=None)


@pytest.fixture
def printing(qapp, virtual):
    printing = Printing(partial(Printer, VirtualPort(virtual), Profile()))
    yield printing
    printing.stop()


def test_the_drivers_are_loaded_when_it_starts(printing, qtbot):
    with qtbot.waitSignal(printing.warm):
        printing.start()


def test_a_slip_becomes_paper(printing, qtbot, tmp_path):
    printing.start()

    with qtbot.waitSignal(printing.printed) as printed:
        printing.print(example_slip())

    assert printed.args == ["1007"]
    assert list(tmp_path.glob("*.png"))


def test_a_slip_waits_until_the_thread_is_there(printing, qtbot):
    printing.print(example_slip())

    with qtbot.waitSignal(printing.printed):
        printing.start()


def test_without_paper_the_number_comes_back(printing, virtual, qtbot):
    virtual.set(paper_out=True)
    printing.start()

    with qtbot.waitSignal(printing.failed) as failed:
        printing.print(example_slip())

    assert failed.args == ["1007", "no_paper"]


def test_after_new_paper_it_prints_again(printing, virtual, qtbot):
    virtual.set(paper_out=True)
    printing.start()
    with qtbot.waitSignal(printing.failed):
        printing.print(example_slip())
    virtual.set(paper_out=False)

    with qtbot.waitSignal(printing.printed):
        printing.print(example_slip())


def test_stopping_before_the_start_is_no_harm(printing):
    printing.stop()


@pytest.mark.parametrize(
    ("error", "begun", "trouble"),
    [
        (PaperOut(), False, "no_paper"),
        (PaperOut(), True, "no_paper"),
        (CoverOpen(), False, "printer_trouble"),
        (CoverOpen(), True, "half_printed"),
        (PrinterOffline("gone"), False, "printer_trouble"),
        (Stalled(10, 20), True, "half_printed"),
    ],
)
def test_a_citizen_is_told_what_matters(error, begun, trouble):
    error.begun = begun

    assert trouble_of(error) == trouble


def test_a_full_disk_is_trouble():
    assert trouble_of(OSError("no space left")) == "printer_trouble"
