"""What every port promises, the virtual one like the real ones."""

import pytest

from printer.errors import DeviceBusy, PrinterOffline, Unplugged
from printer.ports import open_port
from printer.ports.file import FilePort
from printer.ports.libusb import LibusbPort
from printer.ports.serial import SerialPort
from printer.ports.spooler import SpoolerPort
from printer.ports.tcp import TcpPort
from printer.ports.usb import UsbPort
from printer.ports.virtual import VirtualPort
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.settings import PrinterSettings
from printer.slip import example_slip
from shared.clock import stopwatch
from tests.printer.ports.benches import BENCHES, Sink

ASK = b"\x10\x04\x01"
ANSWER = b"\x12"


@pytest.fixture(params=BENCHES)
def bench(request, machine, tmp_path):
    """A machine behind each kind of wire that can be pulled; not plugged in yet."""
    bench = BENCHES[request.param](machine, tmp_path)
    yield bench
    bench.unplug()


@pytest.fixture(params=BENCHES)
def port(request, machine, tmp_path):
    """A port of each kind with a machine at its far end."""
    bench = BENCHES[request.param](machine, tmp_path)
    bench.plug()
    port = bench.port()
    yield port
    port.close()
    bench.unplug()


def test_a_question_is_answered(port):
    assert port.write(ASK, 1) == 3
    assert port.read(2) == ANSWER


def test_reading_waits_no_longer_than_asked(port):
    assert port.read(0.01) == b""


def test_bytes_that_a_terminal_would_change_pass_as_they_are(port):
    port.write(b"\x1d(H\x06\x00\x30\x30\r\n\x04\x7f", 1)

    assert _read(port, 7) == b"\x37\x22\r\n\x04\x7f\x00"


def test_a_printer_that_takes_nothing_holds_the_writer_up(port, machine):
    port.write(b"\0", 1)
    machine.set(hang=True)

    taken, total = 1, 0
    while taken:
        taken = port.write(b"\xff" * 4096, 0.05)
        total += taken

    # A pty keeps some 20 kB of its own, the network of this machine some 4 MB.
    assert total < 8_000_000


def test_a_port_can_be_closed_twice_and_used_again(port):
    port.write(ASK, 1)
    port.read(2)
    port.close()
    port.close()

    port.write(ASK, 1)

    assert port.read(2) == ANSWER


def test_a_port_that_was_never_used_can_be_closed(port):
    port.close()


def test_after_discarding_a_port_works_on(port):
    port.discard()
    port.write(b"\0\0\0", 1)

    port.discard()

    port.write(ASK, 1)
    assert port.read(2) == ANSWER


def test_much_arrives_whole_and_in_order_at_a_slow_machine(bench):
    bench.machine = Sink()
    bench.plug()
    port = bench.port()
    data = b"".join(number.to_bytes(4, "big") for number in range(10_000))

    sent = 0
    while sent < len(data):
        sent += port.write(data[sent:], 0.5)
    end = stopwatch() + 20_000
    while len(bench.machine.taken) < len(data) and stopwatch() < end:
        port.read(0.01)

    assert bytes(bench.machine.taken) == data
    port.close()


def test_a_printer_that_is_off_at_the_start_is_found_later(bench):
    port = bench.port()
    with pytest.raises(PrinterOffline):
        port.write(ASK, 0.1)

    bench.plug()

    port.write(ASK, 1)
    assert port.read(2) == ANSWER
    port.close()


@pytest.mark.parametrize("first", ["write", "read"])
def test_a_printer_that_is_unplugged_is_missed_at_once_and_found_again(bench, first):
    bench.plug()
    port = bench.port()
    port.write(ASK, 1)
    assert port.read(2) == ANSWER
    bench.unplug()

    with pytest.raises(PrinterOffline) as caught:
        port.write(b"\0", 0.1) if first == "write" else port.read(0.1)
    bench.plug()

    assert isinstance(caught.value, Unplugged)
    assert port.write(ASK, 1) == 3
    assert port.read(2) == ANSWER
    port.close()


def test_slips_are_printed_before_and_after_the_plug_was_out(bench, tickets):
    bench.plug()
    port = bench.port()
    printer = Printer(port, Profile(baud=921_600))
    first = printer.print(example_slip())
    bench.unplug()
    with pytest.raises(PrinterOffline) as caught:
        printer.print(example_slip())
    bench.plug()

    second = printer.print(example_slip())

    assert (first, second) == (Outcome.PRINTED, Outcome.PRINTED)
    assert not caught.value.begun
    assert len(list(tickets.glob("*.png"))) == 2
    printer.close()


# A network port serves one after the other, or all: that is the printer's affair.
@pytest.mark.parametrize("kind", sorted(BENCHES.keys() - {"tcp", "virtual"}))
def test_the_second_program_at_a_printer_is_told_that_it_is_in_use(
    kind, machine, tmp_path
):
    bench = BENCHES[kind](machine, tmp_path)
    bench.plug()
    first, second = bench.port(), bench.port()
    first.write(b"\0", 1)

    with pytest.raises(DeviceBusy, match="another program"):
        second.write(b"\0", 1)
    first.close()

    assert second.write(b"\0", 1) == 1
    second.close()
    bench.unplug()


@pytest.mark.parametrize(
    ("kind", "device", "port"),
    [
        ("serial", "/dev/ttyUSB0", SerialPort),
        ("usb", "/dev/usb/lp0", UsbPort),
        ("usb", "04b8:0e15", LibusbPort),
        ("usb", "auto", LibusbPort),
        ("tcp", "192.168.1.9", TcpPort),
        ("file", "slips.bin", FilePort),
        ("spooler", "XP-80C", SpoolerPort),
        ("virtual", "", VirtualPort),
    ],
)
def test_settings_choose_the_port(kind, device, port, tmp_path):
    settings = PrinterSettings(kind=kind, device=device, out=tmp_path)

    assert type(open_port(settings, Profile())) is port


def _read(port, size):
    heard = b""
    while len(heard) < size:
        piece = port.read(2)
        assert piece, heard
        heard += piece
    return heard
