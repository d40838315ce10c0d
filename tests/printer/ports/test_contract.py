"""What every port promises, the virtual one like the real ones."""

import errno
import os

import pytest

from printer.errors import PrinterOffline
from printer.ports import open_port
from printer.ports.file import FilePort
from printer.ports.serial import SerialPort
from printer.ports.usb import UsbPort
from printer.ports.virtual import VirtualPort
from printer.profiles import Profile
from printer.settings import PrinterSettings
from tests.printer.wires import emulated

BAUD = 115_200
REAL = {
    "serial": lambda place: SerialPort(place, BAUD, "rtscts"),
    "serial-xonxoff": lambda place: SerialPort(place, BAUD, "xonxoff"),
    "usb": UsbPort,
}


@pytest.fixture(params=["virtual", *REAL])
def port(request, machine):
    if request.param == "virtual":
        port = VirtualPort(machine)
    else:
        port = REAL[request.param](str(request.getfixturevalue("line")))
    yield port
    port.close()


def test_a_question_is_answered(port):
    assert port.write(b"\x10\x04\x01", 1) == 3
    assert port.read(2) == b"\x12"


def test_reading_waits_no_longer_than_asked(port):
    assert port.read(0.01) == b""


def test_bytes_that_a_terminal_would_change_pass_as_they_are(port):
    port.write(b"\x1d(H\x06\x00\x30\x30\r\n\x04\x7f", 1)

    assert _read(port, 7) == b"\x37\x22\r\n\x04\x7f\x00"


def test_a_printer_that_takes_nothing_holds_the_writer_up(port, machine):
    machine.set(hang=True)

    taken, total = 1, 0
    while taken:
        taken = port.write(b"\xff" * 4096, 0.05)
        total += taken

    # A pty keeps some 20 kB of its own.
    assert total < 40_000


def test_a_port_can_be_closed_and_used_again(port):
    port.write(b"\x10\x04\x01", 1)
    port.read(2)
    port.close()

    port.write(b"\x10\x04\x01", 1)

    assert port.read(2) == b"\x12"


@pytest.mark.parametrize("kind", REAL)
def test_a_port_that_is_not_there_is_offline(kind, tmp_path):
    with pytest.raises(PrinterOffline, match="nothing-here"):
        REAL[kind](str(tmp_path / "nothing-here")).write(b"\0", 0.1)


@pytest.mark.parametrize("kind", REAL)
def test_a_port_that_goes_and_comes_back_works_on(kind, machine, tmp_path):
    port = REAL[kind](str(tmp_path / "line"))
    with emulated(machine, tmp_path / "line"):
        port.write(b"\x10\x04\x01", 1)
        assert port.read(2) == b"\x12"
    with pytest.raises(PrinterOffline):
        port.write(b"\0", 0.1)

    with emulated(machine, tmp_path / "line"):
        port.write(b"\x10\x04\x01", 1)
        assert port.read(2) == b"\x12"
        port.close()


def test_two_programs_cannot_hold_one_serial_line(line):
    first, second = (SerialPort(str(line), BAUD, "none") for _ in range(2))
    first.write(b"\0", 1)

    with pytest.raises(PrinterOffline):
        second.write(b"\0", 1)
    first.close()


def test_a_file_takes_everything_and_says_nothing(tmp_path):
    port = FilePort(tmp_path / "slips.bin")

    assert (port.write(b"one", 0), port.write(b"two", 0), port.read(0)) == (3, 3, b"")
    assert (tmp_path / "slips.bin").read_bytes() == b"onetwo"


def test_a_file_that_cannot_be_written_is_offline(tmp_path):
    with pytest.raises(PrinterOffline, match=os.strerror(errno.ENOENT)):
        FilePort(tmp_path / "no" / "slips.bin").write(b"\0", 0)


@pytest.mark.parametrize(
    ("kind", "port"),
    [
        ("serial", SerialPort),
        ("usb", UsbPort),
        ("file", FilePort),
        ("virtual", VirtualPort),
    ],
)
def test_settings_choose_the_port(kind, port, tmp_path):
    settings = PrinterSettings(kind=kind, device=str(tmp_path / "x"), out=tmp_path)

    assert type(open_port(settings, Profile())) is port


def _read(port, size):
    heard = b""
    while len(heard) < size:
        piece = port.read(2)
        assert piece, heard
        heard += piece
    return heard
