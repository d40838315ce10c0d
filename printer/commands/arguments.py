"""What the commands have in common: the kinds of numbers they take, and exit codes."""

import argparse
from dataclasses import replace
from pathlib import Path

from printer.settings import PrinterSettings, printer_from
from shared.config import load

NOT_AVAILABLE = 1


class Mistake(Exception):
    """The command line or a file it names makes no sense."""


def add_printer(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take the words that say which printer is meant."""
    parser.add_argument(
        "--printer",
        help="serial:/dev/ttyUSB0, usb:/dev/usb/lp0, …; else the one of --config",
    )
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("config/kiosk.toml"),
        help="settings with a table [printer]",
    )
    parser.add_argument("--profile", type=Path, help="a file of config/printers")
    parser.add_argument("--baud", type=baud)
    parser.add_argument("--dots", type=dots)


def settings(arguments: argparse.Namespace) -> PrinterSettings:
    """Return the printer that *arguments* name, or that of their settings file.

    Raises:
        Mistake: They name none.
        ConfigError: The settings cannot be used.
    """
    base = PrinterSettings()
    if not arguments.printer:
        base = load(arguments.config, PrinterSettings, section="printer")
    base = replace(
        base,
        profile=arguments.profile or base.profile,
        baud=arguments.baud or base.baud,
        dots=arguments.dots or base.dots,
    )
    try:
        return printer_from(arguments.printer, base) if arguments.printer else base
    except ValueError as error:
        raise Mistake(str(error)) from error


def dots(text: str) -> int:
    """Return the width of a print head, in dots."""
    number = number_between(text, 128, 1024)
    if number % 16:
        raise argparse.ArgumentTypeError("must be a multiple of 16")
    return number


def baud(text: str) -> int:
    """Return the speed of a line, in bits a second."""
    return number_between(text, 1200, 921_600)


def number_between(text: str, low: int, high: int) -> int:
    """Return *text* as a whole number, or refuse it as argparse wants it refused."""
    if not text.isdecimal() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"must be a number from {low} to {high}")
    return int(text)
