"""`test`: tries out a printer, and prints a page that shows what it can do."""

import argparse
import json
from pathlib import Path

from printer.commands.arguments import Mistake, add_printer, settings
from printer.escpos import page
from printer.ports import open_port
from printer.probe import Found, Probe, capabilities, profile_with
from printer.profile_files import save
from printer.profiles import Profile
from printer.settings import PrinterSettings, profile_of
from printer.testpage import page_for
from shared.clock import stopwatch


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `test` wants to know."""
    add_printer(parser)
    parser.add_argument(
        "--save",
        type=Path,
        metavar="FILE",
        help="write what was found as a new profile",
    )
    parser.set_defaults(do=_test)


def _test(arguments: argparse.Namespace) -> int:
    if arguments.save and arguments.save.exists():
        raise Mistake(f"{arguments.save}: there is such a file already")
    chosen = settings(arguments)
    base = profile_of(chosen)
    found, sure, speed = _try_out(chosen, base)
    for line in report(found, base):
        print(line)
    if arguments.save:
        save(arguments.save, chosen.profile, capabilities(found, base))
        print(f"saved to {arguments.save}")
    print(f"speed      {speed / 1000:.1f} kB/s")
    print("printed" if sure else "sent; this printer does not confirm")
    return 0


def _try_out(chosen: PrinterSettings, base: Profile) -> tuple[Found, bool, float]:
    port = open_port(chosen, base)
    try:
        probe = Probe(port, stopwatch)
        found = probe.find()
        profile = profile_with(found, base)
        bands = page_for(profile, found.model or base.model)
        sure, speed = probe.print(page(bands, profile), profile)
    finally:
        port.close()
    return found, sure, speed


def report(found: Found, base: Profile) -> list[str]:
    """Return what was found, one line each, and where *base* says otherwise."""
    trip = "never answers"
    if found.round_trip_ms is not None:
        trip = f"{found.round_trip_ms:.0f} ms"
    rows = [
        ("model", found.model or "does not say"),
        ("round trip", trip),
        ("DLE EOT", _works(found.dle)),
        ("ASB", _works(found.asb)),
        ("GS ( H", _works(found.gs_h)),
        ("GS r", _works(found.gs_r)),
        ("DLE DC4 8", _works(found.clear)),
    ]
    differs = [
        f"{key} = {json.dumps(value)} is not what the profile says"
        for key, value in capabilities(found, base).items()
        if key != "model"
    ]
    return [f"{name:10} {words}" for name, words in rows] + differs


def _works(so: object) -> str:
    return "works" if so else "no answer"
