import errno
import os

import pytest

from printer.errors import PrinterOffline, Unplugged, WrongDevice
from printer.ports.usb import (
    LPGETSTATUS,
    LPIOC_GET_DEVICE_ID,
    UsbPort,
    identity_in,
    status_of_wires,
)
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.slip import example_slip

WRITE_ONLY = Profile(
    status="none", confirm="none", bidirectional=False, baud=921_600, asb=False
)


def refusing(number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    return refuse


def a_control(wires=0x18, identity=b""):
    """Return an `ioctl` of a printer with these status wires and this identity."""
    answers = {
        LPGETSTATUS: bytes((wires, 0, 0, 0)),
        LPIOC_GET_DEVICE_ID: (len(identity) + 2).to_bytes(2, "big") + identity,
    }

    def control(descriptor, request, space):
        return answers[request].ljust(len(space), b"\0")

    return control


def test_a_printer_that_cannot_answer_is_written_to_all_the_same(line, tickets):
    port = UsbPort(str(line), read=refusing(errno.EINVAL), control=a_control())

    outcome = Printer(port, WRITE_ONLY).print(example_slip())

    assert not port.answers
    assert port.read(0) == b""
    assert outcome is Outcome.SENT
    port.close()


def test_a_printer_that_answers_after_all_is_asked_after_the_next_opening(line):
    port = UsbPort(str(line), read=refusing(errno.EINVAL))
    port.write(b"\0", 1)
    port.close()
    port._read_system = os.read

    port.write(b"\x10\x04\x01", 1)

    assert port.answers
    assert port.read(2) == b"\x12"
    port.close()


def test_the_wires_tell_of_a_printer_that_cannot_answer(line):
    port = UsbPort(
        str(line), read=refusing(errno.EINVAL), control=a_control(wires=0x38)
    )

    status = Printer(port, WRITE_ONLY).check()

    assert status.known
    assert status.paper_out
    port.close()


def test_a_line_without_such_wires_knows_nothing(line):
    port = UsbPort(str(line))

    assert port.state() is None
    assert port.identity() == {}
    port.close()


def test_a_printer_that_vanishes_while_its_wires_are_asked_is_unplugged(line):
    port = UsbPort(str(line), control=refusing(errno.ENODEV))

    with pytest.raises(Unplugged):
        port.state()


def test_a_printer_says_what_it_is(line):
    words = b"MFG:EPSON;MDL:TM-T82; CMD:ESC/POS;"
    port = UsbPort(str(line), control=a_control(identity=words))

    assert port.identity() == {"MFG": "EPSON", "MDL": "TM-T82", "CMD": "ESC/POS"}
    port.close()


@pytest.mark.parametrize("answer", [b"", b"\0\2", b"\0\x0cno colon;;", b"\xff\xff:"])
def test_an_identity_that_is_none_brings_nobody_down(answer):
    assert all(identity_in(answer))


@pytest.mark.parametrize(
    ("wires", "fault"),
    [
        (0x18, None),
        (0x38, "out of paper"),
        (0x30, "out of paper"),
        (0x10, "the printer reports an error"),
        (0x08, "not ready"),
    ],
)
def test_the_wires_of_a_parallel_port_say_how_it_is(wires, fault):
    status = status_of_wires(wires)

    assert (str(status.fault()) if status.fault() else None) == fault


@pytest.mark.parametrize("wires", [0, 0xFF])
def test_wires_that_lead_nowhere_say_nothing(wires):
    assert status_of_wires(wires) is None


def test_a_device_that_fails_while_it_is_opened_is_offline(line):
    port = UsbPort(str(line), read=refusing(errno.EIO))

    with pytest.raises(PrinterOffline, match=r"line"):
        port.write(b"\0", 0.1)


@pytest.mark.parametrize(("make", "found"), [("mkdir", "folder"), ("touch", "file")])
def test_what_is_no_device_is_no_printer(tmp_path, make, found):
    place = tmp_path / "lp0"
    getattr(place, make)()

    with pytest.raises(WrongDevice, match=found):
        UsbPort(str(place)).write(b"\0", 0.1)
