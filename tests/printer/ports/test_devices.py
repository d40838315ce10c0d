import errno
import os

import pytest
import serial

from printer.errors import (
    DeviceBusy,
    DeviceMissing,
    NotAllowed,
    PrinterOffline,
    WrongDevice,
)
from printer.ports.devices import devices, udev_rule, why_not_open


def refused(number):
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOENT, DeviceMissing),
        (errno.ENODEV, DeviceMissing),
        (errno.ENXIO, DeviceMissing),
        (errno.EACCES, NotAllowed),
        (errno.EPERM, NotAllowed),
        (errno.EBUSY, DeviceBusy),
        (errno.EAGAIN, DeviceBusy),
        (errno.ENOTTY, WrongDevice),
        (errno.EISDIR, WrongDevice),
        (errno.EIO, PrinterOffline),
    ],
    ids=errno.errorcode.get,
)
def test_each_refusal_of_the_system_has_a_name(number, kind):
    error = why_not_open("/dev/ttyUSB7", refused(number), present=lambda: ())

    assert type(error) is kind
    assert "/dev/ttyUSB7" in str(error)


def test_a_missing_device_is_told_with_those_that_are_there():
    there = ("/dev/usb/lp0", "/dev/ttyS0")

    error = why_not_open("/dev/ttyUSB0", refused(errno.ENOENT), present=lambda: there)

    assert error.present == there
    assert "/dev/usb/lp0, /dev/ttyS0" in str(error)


def test_a_forbidden_device_comes_with_the_line_that_allows_it(tmp_path):
    place = tmp_path / "ttyUSB0"
    place.touch()
    os.chown(place, -1, os.getgid())

    error = why_not_open(str(place), refused(errno.EACCES))

    assert error.group == place.group()
    assert "sudo usermod -aG " in error.remedy
    if os.getgid() == 0:
        assert 'KERNEL=="ttyUSB0", GROUP="lp"' in error.remedy
    else:
        assert f"usermod -aG {place.group()} " in error.remedy


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (
            "could not open port 'COM3': FileNotFoundError(2, '…', None, 2)",
            DeviceMissing,
        ),
        ("could not open port 'COM3': PermissionError(13, '…', None, 5)", DeviceBusy),
        ("could not open port 'COM3': OSError(22, '…', None, 121)", PrinterOffline),
    ],
)
def test_windows_says_it_in_words_only(words, kind):
    error = why_not_open("COM3", serial.SerialException(words), present=lambda: ())

    assert type(error) is kind


def test_the_devices_of_this_machine_are_devices():
    assert all(device.startswith(("/dev/", "COM")) for device in devices())


def test_a_rule_for_udev_names_the_printer_by_its_numbers():
    assert udev_rule(0x04B8, 0xE15) == (
        'SUBSYSTEM=="usb", ATTR{idVendor}=="04b8", ATTR{idProduct}=="0e15", '
        'GROUP="lp", MODE="0660"'
    )
