"""`find`: the printers this machine has, the most promising first."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

from printer.commands.arguments import NOT_AVAILABLE, Mistake
from printer.errors import PrinterError
from printer.ports.devices import devices
from printer.ports.usb import UsbPort
from printer.printer import printer_of
from printer.settings import PrinterSettings, printer_from
from printer.status import Status

SPEEDS = (115_200, 19_200, 9_600)
"""What serial printers are set to by their makers, in bits a second."""

RANKS = ("ready", "not_ready", "unknown", "silent")

# Words in what a printer calls itself: the file of `config/printers` for it.
FAMILIES = (
    ("SRP-332", "bixolon-srp-332.toml"),
    ("SRP-330", "bixolon-srp-330.toml"),
    ("TM-T82", "epson-tm-t82.toml"),
    ("VKP80", "custom-vkp80.toml"),
    ("TP80", "hprt-tp80.toml"),
    ("SLK", "sewoo-slk.toml"),
    ("ZYWELL", "zywell-80.toml"),
    ("58", "xprinter-58.toml"),
    ("XP-", "xprinter-80.toml"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be a printer."""

    printer: str
    """As `--printer` takes it."""

    state: str
    """One of `RANKS`: it prints, it says why not, it cannot say, it does not answer."""

    model: str = ""
    """As it calls itself over USB, empty if it does not say."""

    profile: str = ""
    """The file of `config/printers` that fits the model, empty if none is known."""

    baud: int | None = None
    """The speed at which it answered, for a serial line."""

    words: str = ""
    """How it is, for a technician."""


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `find` wants to know."""
    parser.add_argument(
        "--try",
        dest="places",
        action="append",
        default=[],
        metavar="KIND:PLACE",
        help="look there as well: tcp:192.168.1.9",
    )
    parser.add_argument("--json", action="store_true", help="a line of JSON for each")
    parser.set_defaults(do=_find)


def _find(arguments: argparse.Namespace) -> int:
    """Return 0 if something may be a printer, 1 if nothing is there."""
    try:
        asked = [printer_from(place) for place in arguments.places]
    except ValueError as error:
        raise Mistake(str(error)) from error
    found = found_at([*asked, *places_of(devices())])
    for each in found:
        if arguments.json:
            print(json.dumps(asdict(each), ensure_ascii=False))
        else:
            print(f"{each.printer:24} {each.state:10} {each.model} {each.words}")
    if not found and not arguments.json:
        print("no printer port on this machine; is the cable plugged in?")
    return 0 if found else NOT_AVAILABLE


def places_of(names: Iterable[str]) -> Iterator[PrinterSettings]:
    """Return the printers that may be at the devices *names*."""
    for name in names:
        usb = name.startswith("/dev/usb/")
        yield PrinterSettings(kind="usb" if usb else "serial", device=name)


def found_at(places: Iterable[PrinterSettings]) -> Sequence[Candidate]:
    """Return what was found at *places*, the most promising first."""
    found = [_look_at(place) for place in places]
    return sorted(found, key=lambda each: RANKS.index(each.state))


def _look_at(place: PrinterSettings) -> Candidate:
    model = _model(place)
    speeds = SPEEDS if place.kind == "serial" else (None,)
    last = ""
    for baud in speeds:
        try:
            status = _ask(replace(place, baud=baud))
        except PrinterError as error:
            last = last or str(error)
            continue
        return Candidate(
            printer=f"{place.kind}:{place.device or place.out}",
            state=_state(status),
            model=model,
            profile=profile_for(model),
            baud=baud,
            words=str(status),
        )
    return Candidate(
        printer=f"{place.kind}:{place.device}",
        state="silent",
        model=model,
        profile=profile_for(model),
        words=last,
    )


def profile_for(model: str) -> str:
    """Return the file of ``config/printers`` for a printer that calls itself so."""
    name = model.upper()
    return next((file for word, file in FAMILIES if word in name), "")


def _ask(place: PrinterSettings) -> Status:
    printer = printer_of(place)
    try:
        return printer.check()
    finally:
        printer.close()


def _state(status: Status) -> str:
    if status.fault():
        return "not_ready"
    return "ready" if status.known else "unknown"


def _model(place: PrinterSettings) -> str:
    if place.kind != "usb" or "/" not in place.device:
        return ""
    port = UsbPort(place.device)
    with suppress(PrinterError):
        told = port.identity()
        port.close()
        names = (told.get("MFG", ""), told.get("MDL", ""))
        return " ".join(name for name in names if name)
    return ""
