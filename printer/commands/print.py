"""`print`: prints a slip from a file, on a real printer."""

import argparse
from dataclasses import replace
from pathlib import Path

from printer.commands.arguments import Mistake, add_printer, settings
from printer.commands.slips import EXPLAINED, slip_in
from printer.ports import open_port
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.settings import profile_of


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `print` wants to know."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXPLAINED
    parser.add_argument("slip", type=Path, help="a slip as JSON")
    add_printer(parser)
    parser.add_argument(
        "--unasked",
        action="store_true",
        help="ask the printer nothing: for one that never answers",
    )
    parser.set_defaults(do=_print)


def _print(arguments: argparse.Namespace) -> int:
    slip = slip_in(arguments.slip)
    if not slip.number.strip():
        raise Mistake(f"{arguments.slip}: a slip to be printed has a number")
    chosen = settings(arguments)
    profile = profile_of(chosen)
    if arguments.unasked:
        profile = silent(profile)
    printer = Printer(open_port(chosen, profile), profile)
    try:
        outcome = printer.print(slip)
    finally:
        printer.close()
    sure = outcome is Outcome.PRINTED
    print("printed" if sure else "sent; this printer does not confirm")
    return 0


def silent(profile: Profile) -> Profile:
    """Return *profile* for a printer that is not to be asked anything."""
    return replace(
        profile,
        status="none",
        confirm="none",
        asb=False,
        bidirectional=False,
    )
