"""Which printer a program prints on."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

from msgspec import Meta

from printer.profiles import Dots, Flow, Profile
from shared.config import load

Kind = Literal["serial", "usb", "file", "virtual"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSettings:
    """Where the printer is and what it is: the table `[printer]` of a file."""

    kind: Kind = "virtual"
    device: str = ""
    """The line: `/dev/ttyUSB0`, `COM3`, `/dev/usb/lp0`, or the file to write."""

    profile: Path | None = None
    """A file of `config/printers`; without one the printer is an Epson TM-T82."""

    baud: Annotated[int, Meta(ge=1200, le=921600)] | None = None
    flow: Flow | None = None
    dots: Dots | None = None
    """Speed, flow control and width, where they differ from the profile."""

    out: Path = Path("out/tickets")
    """Where the virtual printer puts its tickets, as PNG."""


def printer_from(text: str, base: PrinterSettings | None = None) -> PrinterSettings:
    """Return *base*, or the defaults, with the printer named on a command line.

    `serial:/dev/ttyUSB0`, `usb:/dev/usb/lp0`, `file:/tmp/slips.bin` or
    `virtual:/tmp/tickets`.

    Raises:
        ValueError: *text* names no printer.
    """
    kind, _, place = text.partition(":")
    if kind not in get_args(Kind):
        known = ", ".join(get_args(Kind))
        raise ValueError(f"{text}: a printer is one of {known}, a colon and its place")
    if not place and kind != "virtual":
        raise ValueError(f"{text}: the place is missing, as in {kind}:/dev/…")
    base = replace(base or PrinterSettings(), kind=cast("Kind", kind))
    if kind == "virtual":
        return replace(base, out=Path(place)) if place else base
    return replace(base, device=place)


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
