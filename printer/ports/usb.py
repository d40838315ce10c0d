"""A printer on USB, through the device that Linux makes for it: /dev/usb/lp0.

An unplugged printer is an error at once, and its device disappears. Closing
before the printer has confirmed can lose 8 kB.
"""

import os

from printer.ports.descriptor import DescriptorPort

CHUNK = 4096


class UsbPort(DescriptorPort):
    """The device node of a USB printer."""

    def __init__(self, device: str) -> None:
        super().__init__(device, CHUNK)

    def _open(self) -> int:
        self._node = os.open(self.device, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        return self._node

    def _close(self) -> None:
        os.close(self._node)
