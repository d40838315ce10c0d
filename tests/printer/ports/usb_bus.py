"""A USB bus made of software: a backend of pyusb with a printer on it.

It numbers endpoints as no example does, and refuses what real buses refuse.
"""

import errno
from types import SimpleNamespace

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from shared.clock import stopwatch

OUT, IN = 0x05, 0x8B
BULK, INTERRUPT = 2, 3
PRINTERS, MASS_STORAGE, KEYS = 7, 8, 3


def a_setting(number, kind, *endpoints, alternative=0, protocol=2):
    """Return an interface's descriptor and those of its *endpoints*."""
    return SimpleNamespace(
        bLength=9,
        bDescriptorType=4,
        bInterfaceNumber=number,
        bAlternateSetting=alternative,
        bNumEndpoints=len(endpoints),
        bInterfaceClass=kind,
        bInterfaceSubClass=1,
        bInterfaceProtocol=protocol,
        iInterface=0,
        extra_descriptors=[],
        endpoints=[_endpoint(*endpoint) for endpoint in endpoints],
    )


def _endpoint(address, kind=BULK):
    return SimpleNamespace(
        bLength=7,
        bDescriptorType=5,
        bEndpointAddress=address,
        bmAttributes=kind,
        wMaxPacketSize=64,
        bInterval=0,
        bRefresh=0,
        bSynchAddress=0,
        extra_descriptors=[],
    )


ONE_WAY_OR_BOTH = (
    (a_setting(0, KEYS, (0x81, INTERRUPT)),),
    (
        a_setting(1, PRINTERS, (OUT,), protocol=1),
        a_setting(1, PRINTERS, (0x82, INTERRUPT), (IN,), (OUT,), alternative=1),
    ),
)
ONE_WAY = ((a_setting(0, PRINTERS, (OUT,), protocol=1),),)
NO_PRINTER = ((a_setting(0, MASS_STORAGE, (0x02,), (0x81,)),),)


class UsbPrinter:
    """A machine as a device of a bus."""

    def __init__(
        self,
        machine,
        interfaces=ONE_WAY_OR_BOTH,
        *,
        vendor=0x04B8,
        product=0x0E15,
        kernel=False,
        wires=0x18,
    ):
        """Show *interfaces*, a tuple of alternatives each; *kernel* has a driver."""
        self.machine = machine
        self.interfaces = interfaces
        self.vendor, self.product = vendor, product
        self.kernel = kernel
        self.wires = wires
        self.configuration = 0
        self.claimed = None
        self.alternative = 0
        self.address = 0
        self.forbidden = False


class Bus(IBackend):
    """All of pyusb's backend that a printer needs, and no reset."""

    def __init__(self):
        self.devices = []
        self.addresses = 0
        self.open_handles = 0
        self.kernel_moves = []

    def plug(self, device):
        self.addresses += 1
        device.address = self.addresses
        self.devices.append(device)

    def unplug(self):
        self.devices.clear()

    def enumerate_devices(self):
        return iter(list(self.devices))

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x200,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=64,
            idVendor=dev.vendor,
            idProduct=dev.product,
            bcdDevice=0x100,
            iManufacturer=0,
            iProduct=0,
            iSerialNumber=0,
            bNumConfigurations=1,
            address=dev.address,
            bus=1,
            port_number=1,
            port_numbers=(1,),
            speed=2,
        )

    def get_configuration_descriptor(self, dev, config):
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=0,
            bNumInterfaces=len(dev.interfaces),
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0,
            bMaxPower=0,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, dev, intf, alt, config):
        return dev.interfaces[intf][alt]

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return dev.interfaces[intf][alt].endpoints[ep]

    def open_device(self, dev):
        if dev.forbidden:
            raise USBError("Access denied", -3, errno.EACCES)
        self.open_handles += 1
        return dev

    def close_device(self, dev_handle):
        self.open_handles -= 1
        dev_handle.claimed = None

    def get_configuration(self, dev_handle):
        self._reach(dev_handle)
        return dev_handle.configuration

    def set_configuration(self, dev_handle, config_value):
        assert config_value == 1
        dev_handle.configuration = config_value

    def is_kernel_driver_active(self, dev_handle, intf):
        return dev_handle.kernel

    def detach_kernel_driver(self, dev_handle, intf):
        dev_handle.kernel = False
        self.kernel_moves.append(("detach", intf))

    def attach_kernel_driver(self, dev_handle, intf):
        dev_handle.kernel = True
        self.kernel_moves.append(("attach", intf))

    def claim_interface(self, dev_handle, intf):
        self._reach(dev_handle)
        if dev_handle.kernel or dev_handle.claimed is not None:
            raise USBError("Resource busy", -6, errno.EBUSY)
        dev_handle.claimed = intf
        dev_handle.alternative = 0

    def release_interface(self, dev_handle, intf):
        self._reach(dev_handle)
        dev_handle.claimed = None

    def set_interface_altsetting(self, dev_handle, intf, altsetting):
        dev_handle.alternative = altsetting

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        self._reach(dev_handle, ep)
        self._allow(timeout)
        taken = dev_handle.machine.take(bytes(data), stopwatch())
        if not taken:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        return taken

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        self._reach(dev_handle, ep)
        self._allow(timeout)
        said = dev_handle.machine.said(stopwatch())
        if not said:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        buff[: len(said)] = type(buff)("B", said)
        return len(said)

    def ctrl_transfer(self, dev_handle, *setup):
        kind, request, _, _, data, timeout = setup
        self._reach(dev_handle)
        self._allow(timeout)
        text = b"MFG:EPSON;MDL:TM-T82;CMD:ESC/POS;"
        answers = {
            (0xA1, 0): (2 + len(text)).to_bytes(2, "big") + text,
            (0xA1, 1): bytes((dev_handle.wires,)),
        }
        answer = answers[kind, request][: len(data)]
        data[: len(answer)] = type(data)("B", answer)
        return len(answer)

    def _reach(self, device, endpoint=None):
        if device not in self.devices:
            raise USBError("No such device", -4, errno.ENODEV)
        if endpoint is not None:
            setting = device.interfaces[device.claimed][device.alternative]
            known = [
                e.bEndpointAddress for e in setting.endpoints if e.bmAttributes == BULK
            ]
            assert endpoint in known, "no such endpoint in this setting"

    def _allow(self, timeout):
        assert timeout > 0, "0 waits for ever"
