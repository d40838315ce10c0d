"""Finds the printer in what a USB device says of itself: its descriptors.

Devices, interfaces and endpoints are pyusb's own, which has no types.
"""

from collections.abc import Iterable
from typing import Any

import usb.util

PRINTER_CLASS = 7
BIDIRECTIONAL = 2


def number_of(device: Any) -> str:
    """Return the maker's and the model's number of *device*, as `04b8:0e15`."""
    return f"{device.idVendor:04x}:{device.idProduct:04x}"


def printer_interface(device: Any) -> Any | None:
    """Return the interface of *device* that prints, rather one that also answers."""
    found = [
        interface
        for configuration in device
        for interface in configuration
        if interface.bInterfaceClass == PRINTER_CLASS
        and bulk_endpoint(interface, usb.util.ENDPOINT_OUT) is not None
    ]
    found.sort(key=lambda interface: interface.bInterfaceProtocol != BIDIRECTIONAL)
    return found[0] if found else None


def alternatives(device: Any, number: int) -> int:
    """Return how many settings the interface *number* of *device* can have."""
    interfaces: Iterable[Any] = device.get_active_configuration()
    return sum(interface.bInterfaceNumber == number for interface in interfaces)


def bulk_endpoint(interface: Any, direction: int) -> Any | None:
    """Return the bulk endpoint of *interface* in that direction, None without one.

    *direction* is `ENDPOINT_OUT` or `ENDPOINT_IN` of `usb.util`.
    """
    return next(
        (
            endpoint
            for endpoint in interface
            if usb.util.endpoint_direction(endpoint.bEndpointAddress) == direction
            and usb.util.endpoint_type(endpoint.bmAttributes)
            == usb.util.ENDPOINT_TYPE_BULK
        ),
        None,
    )
