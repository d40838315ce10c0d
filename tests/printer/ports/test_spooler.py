import sys

import pytest

from printer.errors import (
    DeviceMissing,
    DriverMissing,
    NotAllowed,
    PrinterOffline,
)
from printer.ports.spooler import SpoolerPort
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.slip import example_slip
from tests.printer.ports.windows import DeskSpooler, windows_error


@pytest.fixture
def spooler():
    return DeskSpooler("XP-80C")


@pytest.fixture
def port(spooler):
    return SpoolerPort("XP-80C", spooler)


def test_a_slip_is_one_document_and_counts_as_sent(port, spooler):
    outcome = Printer(port, Profile()).print(example_slip())

    [document] = spooler.documents
    assert outcome is Outcome.SENT
    assert document.startswith(b"\x1b@")
    assert len(document) > 5_000


def test_each_write_is_printed_at_once_and_nothing_stays_open(port, spooler):
    assert (port.write(b"one", 0), port.write(b"two", 0)) == (3, 3)

    assert spooler.documents == [b"one", b"two"]
    assert set(spooler.handles.values()) == {None}
    assert port.read(0) == b""
    port.close()
    port.close()


def test_what_does_not_fit_is_told(port, spooler):
    spooler.takes = 0

    assert port.write(b"one", 0) == 0


@pytest.mark.parametrize("use", ["write", "read"])
def test_a_printer_windows_does_not_know_is_missing(spooler, use):
    port = SpoolerPort("HP Laser", spooler)

    with pytest.raises(DeviceMissing, match="HP Laser"):
        port.write(b"\0", 0) if use == "write" else port.read(0)


def test_a_printer_that_appears_later_is_found(spooler):
    port = SpoolerPort("HP Laser", spooler)
    with pytest.raises(DeviceMissing):
        port.write(b"\0", 0)
    spooler.names = ("HP Laser",)

    assert port.write(b"\0", 0) == 1


class Refusing(DeskSpooler):
    """A spooler that refuses every document."""

    def __init__(self, number):
        super().__init__("XP-80C")
        self.number = number

    def start_doc(self, handle, title, kind):
        raise windows_error(self.number, "no")


@pytest.mark.parametrize(("number", "error"), [(5, NotAllowed), (1722, PrinterOffline)])
def test_a_refusal_becomes_one_of_our_errors_and_lets_go(number, error):
    spooler = Refusing(number)

    with pytest.raises(error):
        SpoolerPort("XP-80C", spooler).write(b"\0", 0)
    assert set(spooler.handles.values()) == {None}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has one")
def test_elsewhere_there_is_no_spooler():
    with pytest.raises(DriverMissing, match="Windows"):
        SpoolerPort("XP-80C").write(b"\0", 0)
