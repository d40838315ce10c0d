"""A printer on USB, through the device that Linux makes for it: /dev/usb/lp0.

An unplugged printer is an error at once, and its device disappears. Closing
before the printer has confirmed can lose 8 kB. Cheap printers cannot answer; then
only the three wires of an old parallel port tell how they are.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from printer.ports.descriptor import AT_ONCE, DescriptorPort, lock
from printer.status import Status

CHUNK = 4096
ID_SIZE = 1024

# From the kernel's usblp.c and lp.h.
LPGETSTATUS = 0x060B
LPIOC_GET_DEVICE_ID = 2 << 30 | ID_SIZE << 16 | ord("P") << 8 | 1  # _IOC(_IOC_READ…)
NO_ERROR, SELECTED, NO_PAPER = 0x08, 0x10, 0x20


class UsbPort(DescriptorPort):
    """The device node of a USB printer."""

    def __init__(
        self,
        device: str,
        *,
        read: Callable[[int, int], bytes] = os.read,
        control: Callable[[int, int, bytes], bytes] | None = None,
    ) -> None:
        """Use *device*; *read* and *control* are the system's `read` and `ioctl`.

        `control` takes a descriptor, a request and the bytes to be overwritten.
        """
        super().__init__(device, CHUNK)
        self._read_system = read
        self._control = control or _ioctl
        self._early = b""

    def read(self, timeout: float) -> bytes:
        self._opened()
        early, self._early = self._early, b""
        if early or not self.answers:
            return early
        return super().read(timeout)

    def state(self) -> Status | None:
        """Return what the three wires say, or None if they say nothing.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """
        try:
            word = self._control(self._opened(), LPGETSTATUS, bytes(4))
        except OSError as error:
            if error.errno == errno.ENODEV:
                raise self._lost(error.strerror) from error
            return None
        return status_of_wires(word[0])

    def identity(self) -> dict[str, str]:
        """Return what the printer calls itself, by keys as MFG, MDL and SN.

        That is its IEEE 1284 device ID; empty if it does not tell.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """
        here = self._opened()
        try:
            return identity_in(self._control(here, LPIOC_GET_DEVICE_ID, bytes(ID_SIZE)))
        except OSError:
            return {}

    def _open(self) -> int:
        # Windows has neither the flags nor such a device.
        how = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        node = os.open(self.name, os.O_RDWR | how)
        try:
            lock(node)
            self._try_reading(node)
        except OSError:
            os.close(node)
            raise
        return node

    def _try_reading(self, node: int) -> None:
        """Find out whether answers can come; usblp refuses to read where none can."""
        self._early, self.answers = b"", True
        try:
            self._early = self._read_system(node, AT_ONCE)
        except BlockingIOError:
            pass
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.EBADF}:
                raise
            self.answers = False

    def _is_over(self) -> bool:
        # A printer may send empty packets; the device of one that is gone vanishes.
        return not Path(self.name).exists()

    def _close(self, descriptor: int) -> None:
        os.close(descriptor)


def status_of_wires(wires: int) -> Status | None:
    """Return what the status byte of a parallel port says.

    None if it is 0 or 255: nothing is wired.
    """
    if wires in {0, 0xFF}:
        return None
    out = bool(wires & NO_PAPER)
    return Status(
        paper_out=out,
        online=out or bool(wires & SELECTED),
        broken=not (out or wires & NO_ERROR),
    )


def identity_in(answer: bytes) -> dict[str, str]:
    """Return the keys and values of an IEEE 1284 device ID.

    The first two bytes of *answer* are its length, high byte first.
    """
    size = int.from_bytes(answer[:2], "big")
    text = answer[2:size].decode("ascii", "replace").strip("\0 ")
    pairs = (pair.partition(":") for pair in text.split(";") if ":" in pair)
    return {key.strip(): value.strip() for key, _, value in pairs if key.strip()}


def _ioctl(descriptor: int, request: int, space: bytes) -> bytes:
    import fcntl  # noqa: PLC0415  # not on Windows, which has no usblp either

    return fcntl.ioctl(descriptor, request, space)
