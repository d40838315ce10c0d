"""Which printer a program prints on."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

from msgspec import Meta

from printer.profiles import Baud, Dots, Flow, Profile
from shared.config import load

Kind = Literal["serial", "usb", "tcp", "file", "spooler", "virtual"]

RAW_PORT = 9100
EXAMPLES: dict[Kind, str] = {
    "serial": "serial:/dev/ttyUSB0 or serial:COM3",
    "usb": "usb:/dev/usb/lp0, usb:04b8:0e15 or usb:auto",
    "tcp": "tcp:192.168.1.9:9100",
    "file": "file:/tmp/slips.bin",
    "spooler": "spooler:XP-80C",
    "virtual": "virtual:/tmp/tickets",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSettings:
    """Where the printer is and what it is: the table `[printer]` of a file."""

    kind: Kind = "virtual"
    device: str = ""
    """Where it is, as in `EXAMPLES` behind the first colon."""

    profile: Path | None = None
    """A file of `config/printers`; without one the printer is an Epson TM-T82."""

    baud: Baud | None = None
    flow: Flow | None = None
    dots: Dots | None = None
    """Speed, flow control and width, where they differ from the profile."""

    out: Path = Path("out/tickets")
    """Where the virtual printer puts its tickets, as PNG."""

    roll_metres: Annotated[float, Meta(gt=0, le=500)] = 82.0
    """How long a new roll is: 82 for K80×80, 24.6 for K80×45."""

    def __post_init__(self) -> None:
        if self.kind == "virtual":
            return
        if not self.device:
            raise ValueError(f"the place is missing, as in {EXAMPLES[self.kind]}")
        if self.kind == "usb":
            _check_usb(self.device)
        if self.kind == "tcp":
            network_place(self.device)


def printer_from(text: str, base: PrinterSettings | None = None) -> PrinterSettings:
    """Return *base*, or the defaults, with the printer named on a command line.

    *text* is a kind, a colon and a place; `EXAMPLES` has one of each.

    Raises:
        ValueError: *text* names no printer.
    """
    kind, _, place = text.partition(":")
    if kind not in get_args(Kind):
        known = "; ".join(EXAMPLES.values())
        raise ValueError(f"{text or 'nothing'}: a printer is one of {known}")
    base = base or PrinterSettings()
    try:
        if kind == "virtual":
            return replace(base, kind="virtual", out=Path(place) if place else base.out)
        return replace(base, kind=cast("Kind", kind), device=place)
    except ValueError as error:
        raise ValueError(f"{text}: {error}") from error


def network_place(device: str) -> tuple[str, int]:
    """Return the host and the port number in *device*; without a port it is 9100.

    An address of IPv6 with a port stands in brackets: `[fe80::9]:9100`.

    Raises:
        ValueError: *device* names no place in a network.
    """
    shape = re.fullmatch(r"(\[[^\]]+\]|[^:\[\]/\s]+)(?::(\d{1,5}))?", device)
    if not shape:
        raise ValueError(f"no place in a network, as in {EXAMPLES['tcp']}")
    port = int(shape[2] or RAW_PORT)
    if not 0 < port < 65_536:
        raise ValueError(f"{port} is no port; printers listen at {RAW_PORT}")
    return shape[1].strip("[]"), port


def _check_usb(device: str) -> None:
    if "/" in device or re.fullmatch(r"auto|[0-9a-f]{4}:[0-9a-f]{4}", device):
        return
    raise ValueError(f"no USB printer, as in {EXAMPLES['usb']}; numbers in small hex")


def profile_of(settings: PrinterSettings) -> Profile:
    """Return the profile that *settings* name, with what they say otherwise.

    Raises:
        ConfigError: The profile's file cannot be used.
    """
    profile = load(settings.profile, Profile) if settings.profile else Profile()
    return replace(
        profile,
        width_dots=settings.dots or profile.width_dots,
        baud=settings.baud or profile.baud,
        flow=settings.flow or profile.flow,
    )
