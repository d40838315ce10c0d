"""What can be wrong with a printer.

PrinterError
├── PrinterOffline      cannot be reached, or has gone
│   ├── DeviceMissing   nothing is at that place
│   ├── NotAllowed      this user may not open it
│   ├── DeviceBusy      another program has it
│   ├── WrongDevice     something is there, but no printer
│   ├── Unplugged       it was there a moment ago
│   ├── HostUnreachable nobody at that address
│   ├── HostRefused     somebody at that address, but no printer
│   └── DriverMissing   this machine lacks what that way needs
├── NotReady            says by itself that it cannot print
│   ├── PaperOut
│   ├── CoverOpen
│   ├── CutterJam
│   ├── HeadHot         goes on by itself after a while
│   └── PrinterBroken   must be switched off and on
├── NoReply             is silent where it should have answered
├── Garbled             answers, but nothing that makes sense
└── Stalled             takes no more bytes

Each has a `code` that never changes, for those who word it in another language,
and its parts as attributes. The sentence is for a technician.
"""

from collections.abc import Sequence


class PrinterError(Exception):
    """A slip could not be printed, or nobody knows whether it was."""

    code = "printer_error"

    begun = False
    """Whether the slip was begun: part of it, or all, may be on paper."""


class PrinterOffline(PrinterError):
    """The printer cannot be reached: unplugged, switched off or not allowed."""

    code = "offline"


class DeviceMissing(PrinterOffline):
    """Nothing is at the place in the settings."""

    code = "device_missing"

    def __init__(self, device: str, present: Sequence[str]) -> None:
        """*present* are the devices that are there instead."""
        there = ", ".join(present) or "no printer port at all"
        super().__init__(
            f"{device} is not there: is the printer on and plugged in? "
            f"This machine has {there}"
        )
        self.device = device
        self.present = tuple(present)


class NotAllowed(PrinterOffline):
    """The user this program runs as may not open the device."""

    code = "not_allowed"

    def __init__(self, device: str, group: str, remedy: str) -> None:
        """*group* owns the device, empty if none; *remedy* is a line to be typed."""
        owner = f"group {group}" if group else "its owner"
        super().__init__(
            f"{device} may be used by {owner} only; as administrator: {remedy}"
        )
        self.device = device
        self.group = group
        self.remedy = remedy


class DeviceBusy(PrinterOffline):
    """Another program has the device."""

    code = "device_busy"

    def __init__(self, device: str) -> None:
        super().__init__(f"{device} is in use by another program; close that first")
        self.device = device


class WrongDevice(PrinterOffline):
    """Something is at that place, but it is no printer."""

    code = "wrong_device"

    def __init__(self, device: str, found: str) -> None:
        """*found* says what it is, as in "a folder"."""
        super().__init__(f"{device} is {found}, not a printer")
        self.device = device
        self.found = found


class Unplugged(PrinterOffline):
    """The printer was there, and has gone."""

    code = "unplugged"

    def __init__(self, device: str, reason: object) -> None:
        super().__init__(f"{device} has gone, unplugged or switched off ({reason})")
        self.device = device
        self.reason = str(reason)


class HostUnreachable(PrinterOffline):
    """Nobody answers at that address of the network."""

    code = "host_unreachable"

    def __init__(self, host: str, port: int, reason: object) -> None:
        super().__init__(
            f"{host}:{port} cannot be reached ({reason}): "
            "is the printer on, the cable in and the address right?"
        )
        self.host = host
        self.port = port
        self.reason = str(reason)


class HostRefused(PrinterOffline):
    """A machine is at that address, but takes no prints at that port."""

    code = "host_refused"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"{host} refuses port {port}: another machine has that address, or "
            "another program is printing; printers usually listen at 9100"
        )
        self.host = host
        self.port = port


class DriverMissing(PrinterOffline):
    """What this kind of connection needs is not on this machine."""

    code = "driver_missing"

    def __init__(self, kind: str, remedy: str) -> None:
        super().__init__(f"printers by {kind} cannot be used here: {remedy}")
        self.kind = kind
        self.remedy = remedy


class NotReady(PrinterError):
    """The printer answers, and says that it cannot print."""

    code = "not_ready"
    why = "not ready"

    def __init__(self) -> None:
        super().__init__(self.why)


class PaperOut(NotReady):
    """There is no paper."""

    code = "paper_out"
    why = "out of paper"


class CoverOpen(NotReady):
    """The cover is open."""

    code = "cover_open"
    why = "the cover is open"


class CutterJam(NotReady):
    """The cutter is stuck."""

    code = "cutter_jam"
    why = "the cutter is stuck"


class HeadHot(NotReady):
    """The print head is too hot, and cools down by itself."""

    code = "head_hot"
    why = "the print head is too hot"


class PrinterBroken(NotReady):
    """The printer reports an error that only switching it off may end."""

    code = "printer_broken"
    why = "the printer reports an error"


class NoReply(PrinterError):
    """The printer did not answer in time."""

    code = "no_reply"

    def __init__(self, question: str) -> None:
        super().__init__(f"no answer about {question}")
        self.question = question


class Garbled(PrinterError):
    """Something answers, but no printer answers like that."""

    code = "garbled"

    def __init__(self, heard: bytes, baud: int | None) -> None:
        """*heard* are the bytes that came; *baud* is the speed, if the wire has one."""
        advice = (
            f"check the baud rate, now {baud}: the printer's own setting page tells it"
            if baud
            else "check the profile: is this the right model?"
        )
        super().__init__(f"the answer makes no sense ({heard[:8].hex(' ')}); {advice}")
        self.heard = heard
        self.baud = baud


class Stalled(PrinterError):
    """The printer takes no more bytes."""

    code = "stalled"

    def __init__(self, sent: int, size: int) -> None:
        super().__init__(f"stopped taking bytes at {sent} of {size}")
        self.sent = sent
        self.size = size
