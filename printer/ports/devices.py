"""The printer ports this machine has, and why one of them cannot be opened."""

import errno
import getpass
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from serial.tools import list_ports

from printer.errors import (
    DeviceBusy,
    DeviceMissing,
    NotAllowed,
    PrinterOffline,
    WrongDevice,
)

MISSING = {errno.ENOENT, errno.ENODEV, errno.ENXIO}
FORBIDDEN = {errno.EACCES, errno.EPERM}
BUSY = {errno.EBUSY, errno.EAGAIN}
# Windows tells why a COM port does not open in the text of a serial error only.
WORDS = {
    "FileNotFoundError": errno.ENOENT,
    "PermissionError": errno.EBUSY,
    "Access is denied": errno.EBUSY,
}
UDEV_RULES = "/etc/udev/rules.d/70-motcua-printer.rules"


def devices() -> tuple[str, ...]:
    """Return the serial ports and USB printers that this machine has now."""
    serial = sorted(port.device for port in list_ports.comports())
    usb = sorted(str(path) for path in Path("/dev/usb").glob("lp*"))
    return (*usb, *serial)


def refuse_what_is_no_device(device: str) -> None:
    """Raise `WrongDevice` if *device* is a folder or a plain file.

    Raises:
        OSError: Nothing can be found out about *device*.
    """
    if sys.platform == "win32":
        return  # COM3 is no path
    path = Path(device)
    path.stat()
    if path.is_dir():
        raise WrongDevice(device, "a folder")
    if path.is_file():
        raise WrongDevice(device, "a plain file")


def why_not_open(
    device: str,
    error: OSError,
    present: Callable[[], Sequence[str]] = devices,
) -> PrinterOffline:
    """Return why *device* could not be opened, in words a technician can act on."""
    number = error.errno or _errno_in(str(error))
    if number in MISSING:
        return DeviceMissing(device, present())
    if number in FORBIDDEN:
        group = _group_of(device)
        return NotAllowed(device, group, _remedy(device, group))
    if number in BUSY:
        return DeviceBusy(device)
    if number == errno.EISDIR:
        return WrongDevice(device, "a folder")
    if number in {errno.ENOTTY, errno.EINVAL} or "configure" in str(error):
        return WrongDevice(device, "no serial port")
    return PrinterOffline(f"{device}: {error.strerror or error}")


def udev_rule(vendor: int, product: int) -> str:
    """Return the line for udev that gives a USB printer to the group `lp`."""
    return (
        f'SUBSYSTEM=="usb", ATTR{{idVendor}}=="{vendor:04x}", '
        f'ATTR{{idProduct}}=="{product:04x}", GROUP="lp", MODE="0660"'
    )


def join_group(group: str) -> str:
    """Return the command that lets the present user use what *group* owns."""
    return f"sudo usermod -aG {group} {getpass.getuser()}, then log in again"


def _errno_in(text: str) -> int | None:
    return next((number for word, number in WORDS.items() if word in text), None)


def _group_of(device: str) -> str:
    try:
        return Path(device).group()
    except (OSError, KeyError, NotImplementedError):
        return ""


def _remedy(device: str, group: str) -> str:
    if group in {"", "root"}:
        name = Path(device).name
        rule = f'KERNEL=="{name}", GROUP="lp", MODE="0660"'
        return f"write {rule} into {UDEV_RULES}, {join_group('lp')}"
    return join_group(group)
