"""Ports: the wires to a printer. They carry bytes both ways and understand none.

A port is opened by its first use, and again by the next use after it was lost.
"""

from typing import Protocol

from printer.profiles import Profile
from printer.settings import PrinterSettings


class Port(Protocol):
    """A wire with a printer at its far end."""

    answers: bool
    """Whether anything can come back."""

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


def open_port(settings: PrinterSettings, profile: Profile) -> Port:
    """Return the port that *settings* name. Nothing is opened before its first use."""
    match settings.kind:
        case "serial":
            from printer.ports.serial import SerialPort

            return SerialPort(settings.device, profile.baud, profile.flow)
        case "usb":
            from printer.ports.usb import UsbPort

            return UsbPort(settings.device)
        case "file":
            from printer.ports.file import FilePort

            return FilePort(settings.device)
        case "virtual":
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
