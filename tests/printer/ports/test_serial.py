import os
import pty
import tty

import pytest

from printer.errors import PrinterOffline, WrongDevice
from printer.ports.com import ComPort
from printer.ports.serial import Lines, SerialPort
from tests.printer.ports.benches import Sink
from tests.printer.ports.windows import ComLine


def test_a_pty_has_no_modem_lines(line):
    port = SerialPort(str(line), 9600, "none")

    assert port.lines() is None
    port.close()


def test_a_real_line_tells_whether_the_printer_is_on(machine):
    port = ComPort(
        "COM3", 9600, "none", line_at=lambda *_: ComLine([machine], holders=[])
    )

    assert port.lines() == Lines(cts=True, dsr=True)
    port.close()


def test_a_line_knows_its_speed(line):
    assert SerialPort(str(line), 19_200, "none").baud == 19_200


def test_what_was_written_last_is_not_lost_when_the_line_is_closed():
    near, far = pty.openpty()
    tty.setraw(far)
    port = SerialPort(os.ttyname(far), 115_200, "none")
    port.write(b"the end", 1)

    port.close()

    assert os.read(near, 20) == b"the end"
    os.close(near)
    os.close(far)


def test_windows_gets_the_time_to_send_what_it_was_given():
    sink = Sink()
    port = ComPort("COM3", 9600, "none", line_at=lambda *_: ComLine([sink], holders=[]))
    port.write(bytes(256), 1)

    port.close()

    assert len(sink.taken) == 256


@pytest.mark.parametrize(("make", "found"), [("mkdir", "folder"), ("touch", "file")])
def test_what_is_no_line_is_no_printer(tmp_path, make, found):
    place = tmp_path / "ttyUSB0"
    getattr(place, make)()

    with pytest.raises(WrongDevice, match=found):
        SerialPort(str(place), 9600, "none").write(b"\0", 0.1)


def test_a_device_that_is_no_serial_line_is_no_printer():
    with pytest.raises(WrongDevice, match="no serial port"):
        SerialPort("/dev/null", 9600, "none").write(b"\0", 0.1)


def test_a_line_that_was_lost_while_it_was_closed_is_offline(tmp_path):
    port = SerialPort(str(tmp_path / "line"), 9600, "none")

    with pytest.raises(PrinterOffline):
        port.lines()


def test_what_is_discarded_does_not_come_out(line, machine):
    port = SerialPort(str(line), 115_200, "none")
    port.write(b"\0", 1)
    machine.set(hang=True)
    while port.write(b"\xff" * 256, 0.05):
        pass

    port.discard()
    machine.set(hang=False)

    assert port.write(b"\x10\x04\x01", 2) == 3
    assert port.read(2) == b"\x12"
    port.close()
