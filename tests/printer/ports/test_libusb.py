import pytest
from usb.core import NoBackendError

from printer.errors import (
    DeviceBusy,
    DeviceMissing,
    DriverMissing,
    NotAllowed,
    WrongDevice,
)
from printer.ports.libusb import LibusbPort
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.slip import example_slip
from tests.printer.ports.usb_bus import (
    NO_PRINTER,
    ONE_WAY,
    ONE_WAY_OR_BOTH,
    Bus,
    UsbPrinter,
)


@pytest.fixture
def bus():
    bus = Bus()
    yield bus
    assert bus.open_handles == 0, "a device was left open"


def a_stick():
    return UsbPrinter(None, NO_PRINTER, vendor=0x0781, product=0x5567)


@pytest.mark.parametrize("kernel", [False, True])
def test_a_slip_is_printed_through_endpoints_that_were_looked_up(
    bus, machine, tickets, kernel
):
    bus.plug(a_stick())
    bus.plug(UsbPrinter(machine, kernel=kernel))
    printer = Printer(LibusbPort("auto", backend=bus), Profile())

    assert printer.print(example_slip()) is Outcome.PRINTED
    printer.close()
    assert [path.name for path in tickets.glob("*.png")] == ["ticket-0001.png"]


def test_the_way_that_also_answers_is_chosen(bus, machine):
    printer = UsbPrinter(machine, ONE_WAY_OR_BOTH)
    bus.plug(printer)
    port = LibusbPort("auto", backend=bus)

    port.write(b"\x10\x04\x01", 1)

    assert (printer.configuration, printer.claimed, printer.alternative) == (1, 1, 1)
    assert port.read(1) == b"\x12"
    port.close()


def test_a_printer_with_one_way_only_is_written_to(bus, machine):
    bus.plug(UsbPrinter(machine, ONE_WAY, wires=0x38))
    port = LibusbPort("auto", backend=bus)

    assert port.write(b"\0", 1) == 1
    assert port.read(0) == b""
    assert not port.answers
    assert port.state().paper_out
    port.close()


def test_a_printer_says_what_it_is(bus, machine):
    bus.plug(UsbPrinter(machine))
    port = LibusbPort("auto", backend=bus)

    assert port.identity()["MDL"] == "TM-T82"
    port.close()


def test_the_kernel_gets_its_printer_back(bus, machine):
    bus.plug(UsbPrinter(machine, kernel=True))
    port = LibusbPort("auto", backend=bus)
    port.write(b"\0", 1)
    port.close()

    assert bus.kernel_moves == [("detach", 1), ("attach", 1)]


def test_nothing_is_taken_from_a_kernel_that_does_not_have_it(bus, machine):
    bus.plug(UsbPrinter(machine))
    port = LibusbPort("auto", backend=bus)
    port.write(b"\0", 1)
    port.close()

    assert bus.kernel_moves == []


def test_the_printer_with_the_wanted_numbers_is_chosen(bus, machine):
    other = UsbPrinter(None, vendor=0x0519, product=0x0003)
    bus.plug(other)
    bus.plug(UsbPrinter(machine))
    port = LibusbPort("04b8:0e15", backend=bus)

    port.write(b"\x10\x04\x01", 1)

    assert port.read(1) == b"\x12"
    assert other.claimed is None
    port.close()


def test_a_missing_printer_is_told_with_the_printers_that_are_there(bus, machine):
    bus.plug(a_stick())
    bus.plug(UsbPrinter(machine, vendor=0x0519, product=0x0003))

    with pytest.raises(DeviceMissing) as caught:
        LibusbPort("04b8:0e15", backend=bus).write(b"\0", 1)

    assert caught.value.present == ("usb:0519:0003",)


def test_a_device_that_is_no_printer_is_refused(bus):
    bus.plug(a_stick())

    with pytest.raises(WrongDevice):
        LibusbPort("0781:5567", backend=bus).write(b"\0", 1)


def test_a_printer_that_may_not_be_used_comes_with_the_line_for_udev(bus, machine):
    device = UsbPrinter(machine)
    device.forbidden = True
    bus.plug(device)

    with pytest.raises(NotAllowed) as caught:
        LibusbPort("auto", backend=bus).write(b"\0", 1)

    assert 'ATTR{idVendor}=="04b8", ATTR{idProduct}=="0e15"' in caught.value.remedy
    assert "usermod -aG lp" in caught.value.remedy


def test_a_refused_claim_gives_the_kernel_its_printer_back(bus, machine):
    device = UsbPrinter(machine, kernel=True)
    device.claimed = 1
    bus.plug(device)

    with pytest.raises(DeviceBusy):
        LibusbPort("auto", backend=bus).write(b"\0", 1)

    assert device.kernel


def test_a_machine_without_libusb_says_so():
    def find(**_):
        raise NoBackendError("No backend available")

    with pytest.raises(DriverMissing, match="install libusb"):
        LibusbPort("auto", find=find).write(b"\0", 1)
