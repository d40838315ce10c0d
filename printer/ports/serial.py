"""A printer on a serial line, also one behind a USB adapter. pyserial opens it.

Linux cannot do the DTR/DSR handshake, whatever its switch promises.
"""

import serial

from printer.ports.descriptor import DescriptorPort
from printer.profiles import Flow

CHUNK = 256
"""Small, so that a fault is heard before much has been sent after it."""


class SerialPort(DescriptorPort):
    """A serial line with eight bits, no parity and one stop bit."""

    ends_silently = True

    def __init__(self, device: str, baud: int, flow: Flow) -> None:
        super().__init__(device, CHUNK)
        self._line = serial.Serial(
            baudrate=baud,
            timeout=0,
            write_timeout=0,
            rtscts=flow == "rtscts",
            xonxoff=flow == "xonxoff",
            exclusive=True,
        )
        self._line.port = device

    def _open(self) -> int:
        # A SerialException is an OSError.
        self._line.open()
        return int(self._line.fileno())

    def _close(self) -> None:
        self._line.close()
