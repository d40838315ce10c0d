"""Workbenches: a port, a machine at its far end, and a plug between them."""

import socket
from contextlib import ExitStack
from threading import Thread

from printer.emulator import Emulator
from printer.ports.com import ComPort
from printer.ports.libusb import LibusbPort
from printer.ports.serial import SerialPort
from printer.ports.tcp import TcpPort
from printer.ports.usb import UsbPort
from printer.ports.virtual import VirtualPort
from tests.printer.ports.usb_bus import Bus, UsbPrinter
from tests.printer.ports.windows import ComLine
from tests.printer.wires import emulated

BAUD = 115_200


class Bench:
    """A machine behind a wire that can be pulled and put back."""

    def __init__(self, machine, folder):
        self.machine = machine
        self.folder = folder
        self._plugged = ExitStack()

    def port(self):
        """Return one more port to the same machine."""
        raise NotImplementedError

    def plug(self):
        raise NotImplementedError

    def unplug(self):
        self._plugged.close()


class PtyBench(Bench):
    """A pty with a link to it; a new plug is a new pty behind the same link."""

    @property
    def place(self):
        return str(self.folder / "line")

    def plug(self):
        self._plugged.enter_context(emulated(self.machine, self.folder / "line"))


class SerialBench(PtyBench):
    def port(self):
        return SerialPort(self.place, BAUD, "rtscts")


class XonXoffBench(PtyBench):
    def port(self):
        return SerialPort(self.place, BAUD, "xonxoff")


class UsblpBench(PtyBench):
    def port(self):
        return UsbPort(self.place)


class VirtualBench(Bench):
    def __init__(self, machine, folder):
        super().__init__(machine, folder)
        machine.set(unplug=True)

    def port(self):
        return VirtualPort(self.machine)

    def plug(self):
        self.machine.set(unplug=False)

    def unplug(self):
        self.machine.set(unplug=True)


class ComBench(Bench):
    """Windows' way with serial lines, which is ours with a line made for it."""

    def __init__(self, machine, folder):
        super().__init__(machine, folder)
        self._there = []
        self._holders = []

    def port(self):
        return ComPort("COM3", BAUD, "rtscts", line_at=self._line_at)

    def plug(self):
        self._there.append(self.machine)
        self._plugged.callback(self._there.clear)
        self._holders.clear()

    def _line_at(self, device, baud, flow):
        return ComLine(self._there, self._holders)


class LibusbBench(Bench):
    """A bus with a printer that has another address after each plug."""

    def __init__(self, machine, folder):
        super().__init__(machine, folder)
        self.bus = Bus()

    def port(self):
        return LibusbPort("04b8:0e15", backend=self.bus)

    def plug(self):
        self.bus.plug(UsbPrinter(self.machine))
        self._plugged.callback(self.bus.unplug)


class TcpBench(Bench):
    """A machine with a network port of its own, the same after each plug."""

    def __init__(self, machine, folder):
        super().__init__(machine, folder)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self._number = listener.getsockname()[1]

    def port(self):
        return TcpPort("127.0.0.1", self._number)

    def plug(self):
        listener = socket.create_server(("127.0.0.1", self._number))
        emulator = Emulator(self.machine)
        thread = Thread(target=emulator.serve_tcp, args=(listener,))
        thread.start()
        # Undone from the last to the first.
        self._plugged.callback(emulator.close)
        self._plugged.callback(listener.close)
        self._plugged.callback(thread.join)
        self._plugged.callback(emulator.stop)


BENCHES = {
    "virtual": VirtualBench,
    "serial": SerialBench,
    "serial-xonxoff": XonXoffBench,
    "com": ComBench,
    "usblp": UsblpBench,
    "libusb": LibusbBench,
    "tcp": TcpBench,
}


class Sink:
    """A slow machine that keeps all it takes and repeats nothing."""

    idle = True
    plugged = True

    def __init__(self):
        self.taken = bytearray()
        self._free_at = 0

    def room(self, now):
        return 700 if now >= self._free_at else 0

    def take(self, data, now):
        taken = data[: self.room(now)]
        self.taken += taken
        if taken:
            self._free_at = now + 1
        return len(taken)

    def said(self, now):
        return b""

    def set(self, **faults):
        """It has no faults."""

    def close(self):
        """It keeps no paper."""
