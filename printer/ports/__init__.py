"""Ports: the wires to a printer. They carry bytes both ways and understand none.

A port is opened by its first use, and again by the next use after it was lost.
"""

import sys
from typing import Protocol

from printer.profiles import Profile
from printer.settings import PrinterSettings, network_place
from printer.status import Status


class Port(Protocol):
    """A wire with a printer at its far end."""

    name: str = "the printer"
    """What a technician knows it by: `/dev/ttyUSB0`, `192.168.1.9:9100`."""

    answers: bool = True
    """Whether anything can come back. Some wires know better once they are open."""

    baud: int | None = None
    """The speed in bits a second that both ends are set to, where there is one."""

    def write(self, data: bytes, timeout: float) -> int:
        """Send the beginning of *data* and return how many bytes were taken.

        Waits up to *timeout* seconds for room; 0 means there was none. Taken is
        not printed: a buffer may lie in between.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """

    def read(self, timeout: float) -> bytes:
        """Return what has come, waiting up to *timeout* seconds for a first byte.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """

    def close(self) -> None:
        """Let go of the wire. Bytes that the printer has not taken may be lost."""

    def discard(self) -> None:
        """Throw away what still lies between here and the printer, where possible.

        For after a slip was given up: questions would have to wait behind it.
        """
        return

    def state(self) -> Status | None:
        """Return what the wire itself knows of the printer, or None: nothing.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """
        return None


def open_port(settings: PrinterSettings, profile: Profile) -> Port:
    """Return the port that *settings* name. Nothing is opened before its first use."""
    match settings.kind:
        case "serial":
            return _serial(settings.device, profile)
        case "usb":
            return _usb(settings.device)
        case "tcp":
            from printer.ports.tcp import TcpPort

            return TcpPort(*network_place(settings.device))
        case "file":
            from printer.ports.file import FilePort

            return FilePort(settings.device)
        case "spooler":
            from printer.ports.spooler import SpoolerPort

            return SpoolerPort(settings.device)
        case "virtual":
            return _virtual(settings, profile)


def _serial(device: str, profile: Profile) -> Port:
    if sys.platform == "win32":
        from printer.ports.com import ComPort

        return ComPort(device, profile.baud, profile.flow)
    from printer.ports.serial import SerialPort

    return SerialPort(device, profile.baud, profile.flow)


def _usb(device: str) -> Port:
    if "/" in device:
        from printer.ports.usb import UsbPort

        return UsbPort(device)
    from printer.ports.libusb import LibusbPort

    return LibusbPort(device)


def _virtual(settings: PrinterSettings, profile: Profile) -> Port:
    from printer.ports.virtual import VirtualPort
    from printer.virtual import VirtualPrinter

    return VirtualPort(
        VirtualPrinter(
            settings.out,
            dots=profile.width_dots,
            baud=profile.baud,
            mm_per_s=profile.mm_per_s,
        )
    )
