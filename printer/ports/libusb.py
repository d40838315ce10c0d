"""A printer on USB without the help of a kernel driver, through libusb.

Its endpoints are found in its descriptors: each maker numbers them otherwise. It
is never reset, and every transfer has a time-out.
"""

import errno
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import usb.core
import usb.util
from usb.backend import IBackend

from printer.errors import (
    DeviceBusy,
    DeviceMissing,
    DriverMissing,
    NotAllowed,
    PrinterOffline,
    Unplugged,
    WrongDevice,
)
from printer.ports import Port
from printer.ports.devices import UDEV_RULES, join_group, udev_rule
from printer.ports.usb import ID_SIZE, identity_in, status_of_wires
from printer.ports.usb_search import (
    alternatives,
    bulk_endpoint,
    number_of,
    printer_interface,
)
from printer.status import Status

log = logging.getLogger(__name__)

CHUNK = 4096
AT_ONCE = 4096
ANY = "auto"
CONTROL_MS = 250

# Requests of the USB printer class, to the interface, answered.
TO_PRINTER = 0xA1
GET_DEVICE_ID, GET_PORT_STATUS = 0, 1


@dataclass(frozen=True, slots=True)
class _Way:
    """A printer that has been opened, and the way to it."""

    device: Any
    interface: Any
    out: Any
    back: Any
    """The endpoint of answers, or None."""

    detached: bool


class LibusbPort(Port):
    """A USB printer by its maker's and model's number, or the first that is there."""

    def __init__(
        self,
        which: str,
        *,
        backend: IBackend | None = None,
        find: Callable[..., Any] = usb.core.find,
    ) -> None:
        """Use the printer *which*, as `04b8:0e15` in hexadecimal, or `auto`.

        Without a *backend* pyusb's *find* looks for the system's libusb.
        """
        self.name = f"usb:{which}"
        self._which = which
        self._backend = backend
        self._find = find
        self._way: _Way | None = None

    def write(self, data: bytes, timeout: float) -> int:
        way = self._opened()
        try:
            return int(way.out.write(data[:CHUNK], _milliseconds(timeout)))
        except usb.core.USBTimeoutError:
            return 0
        except usb.core.USBError as error:
            raise self._lost(error.strerror) from error

    def read(self, timeout: float) -> bytes:
        way = self._opened()
        if way.back is None:
            return b""
        try:
            return bytes(way.back.read(AT_ONCE, _milliseconds(timeout)))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise self._lost(error.strerror) from error

    def state(self) -> Status | None:
        """Return what the printer's status byte says, or None if it has none.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """
        answer = self._request(GET_PORT_STATUS, 1)
        return status_of_wires(answer[0]) if answer else None

    def identity(self) -> dict[str, str]:
        """Return what the printer calls itself, by keys as MFG, MDL and SN.

        That is its IEEE 1284 device ID; empty if it does not tell.

        Raises:
            PrinterOffline: The printer cannot be reached.
        """
        return identity_in(self._request(GET_DEVICE_ID, ID_SIZE))

    def close(self) -> None:
        way, self._way = self._way, None
        if way is None:
            return
        number = way.interface.bInterfaceNumber
        with suppress(usb.core.USBError):
            usb.util.release_interface(way.device, number)
        _give_back(way.device, number, detached=way.detached)
        with suppress(usb.core.USBError):
            usb.util.dispose_resources(way.device)

    def _request(self, request: int, size: int) -> bytes:
        way = self._opened()
        here = way.interface
        index = here.bInterfaceNumber << 8 * (request == GET_DEVICE_ID)
        if request == GET_DEVICE_ID:
            index |= here.bAlternateSetting
        try:
            answer = way.device.ctrl_transfer(
                TO_PRINTER, request, 0, index, size, CONTROL_MS
            )
        except usb.core.USBError as error:
            if error.errno == errno.ENODEV:
                raise self._lost(error.strerror) from error
            return b""
        return bytes(answer)

    def _opened(self) -> _Way:
        if self._way is None:
            device, interface = self._found()
            try:
                self._way = _way_to(device, interface)
            except usb.core.USBError as error:
                usb.util.dispose_resources(device)
                raise self._why_not_open(device, error) from error
            self.answers = self._way.back is not None
        return self._way

    def _found(self) -> tuple[Any, Any]:
        """Return the device and its printer interface."""
        try:
            there = list(self._find(find_all=True, backend=self._backend))
        except usb.core.NoBackendError as error:
            raise DriverMissing(
                "USB numbers", "install libusb-1.0, or name /dev/usb/lp0 instead"
            ) from error
        except usb.core.USBError as error:
            raise PrinterOffline(f"{self.name}: {error.strerror}") from error
        wanted = [d for d in there if self._which in {ANY, number_of(d)}]
        for device in wanted:
            if interface := printer_interface(device):
                return device, interface
        if wanted and self._which != ANY:
            raise WrongDevice(self.name, "another USB device")
        printers = [f"usb:{number_of(d)}" for d in there if printer_interface(d)]
        raise DeviceMissing(self.name, printers)

    def _why_not_open(self, device: Any, error: OSError) -> PrinterOffline:
        match error.errno:
            case errno.EACCES | errno.EPERM:
                rule = udev_rule(device.idVendor, device.idProduct)
                remedy = f"write {rule} into {UDEV_RULES}, {join_group('lp')}"
                return NotAllowed(self.name, "root", remedy)
            case errno.EBUSY:
                return DeviceBusy(self.name)
            case errno.ENODEV:
                return DeviceMissing(self.name, ())
            case _:
                return PrinterOffline(f"{self.name}: {error.strerror}")

    def _lost(self, reason: object) -> PrinterOffline:
        self.close()
        return Unplugged(self.name, reason)


def _way_to(device: Any, interface: Any) -> _Way:
    number = interface.bInterfaceNumber
    if not _configured(device):
        chosen = device[interface.configuration]
        device.set_configuration(chosen.bConfigurationValue)
    detached = _detach(device, number)
    try:
        usb.util.claim_interface(device, number)
        if alternatives(device, number) > 1:
            interface.set_altsetting()
    except usb.core.USBError:
        _give_back(device, number, detached=detached)
        raise
    return _Way(
        device,
        interface,
        bulk_endpoint(interface, usb.util.ENDPOINT_OUT),
        bulk_endpoint(interface, usb.util.ENDPOINT_IN),
        detached,
    )


def _configured(device: Any) -> bool:
    try:
        return device.get_active_configuration() is not None
    except usb.core.USBError as error:
        if error.errno is not None:
            raise
        return False


def _detach(device: Any, number: int) -> bool:
    """Send the kernel's driver away from the interface; return whether one was."""
    try:
        if not device.is_kernel_driver_active(number):
            return False
    except NotImplementedError:  # not a thing of this system
        return False
    device.detach_kernel_driver(number)
    log.info("took interface %s of %s from the kernel", number, number_of(device))
    return True


def _give_back(device: Any, number: int, *, detached: bool) -> None:
    """Let the kernel's driver return, if it was sent away."""
    if detached:
        with suppress(usb.core.USBError):
            device.attach_kernel_driver(number)


def _milliseconds(timeout: float) -> int:
    # To libusb 0 means for ever.
    return max(1, round(timeout * 1000))
