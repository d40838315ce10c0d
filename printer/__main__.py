"""Tries out a printer, or stands in for one."""

import argparse
import json
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from printer.emulator import Emulator, pty_at
from printer.errors import PrinterError
from printer.escpos import page
from printer.printer import Outcome, printer_of
from printer.profiles import Profile
from printer.raster import draw
from printer.settings import PrinterSettings, printer_from
from printer.slip import TEST, Slip, example_slip
from printer.virtual import VirtualPrinter
from shared import log
from shared.clock import stopwatch
from shared.config import ConfigError

MISTAKE, NOT_AVAILABLE = 2, 1


class Mistake(Exception):
    """The command line or a file it names makes no sense."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    arguments = _parser().parse_args(argv)
    log.start()
    try:
        return int(arguments.do(arguments))
    except (Mistake, ConfigError) as error:
        print(f"motcua-printer: {error}", file=sys.stderr)
        return MISTAKE
    except (PrinterError, OSError) as error:
        print(f"motcua-printer: {error}", file=sys.stderr)
        return NOT_AVAILABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua-printer", description=__doc__)
    does = parser.add_subparsers(required=True, metavar="what")
    _add_emulate(does.add_parser("emulate", help="stand in for a printer"))
    _add_preview(does.add_parser("preview", help="draw a slip as PNG"))
    for name, do, text in (
        ("test", _test, "print a test slip"),
        ("status", _status, "say how the printer is"),
    ):
        sub = does.add_parser(name, help=text)
        sub.add_argument(
            "--printer", required=True, help="serial:/dev/ttyUSB0, usb:/dev/usb/lp0, …"
        )
        sub.add_argument("--profile", type=Path, help="a file of config/printers")
        sub.add_argument("--baud", type=_baud)
        sub.add_argument("--dots", type=_dots)
        sub.set_defaults(do=do)
    return parser


def _add_emulate(sub: argparse.ArgumentParser) -> None:
    wire = sub.add_mutually_exclusive_group(required=True)
    wire.add_argument(
        "--pty", type=Path, metavar="LINK", help="where to put the link to the line"
    )
    wire.add_argument(
        "--tcp",
        type=_network_port,
        metavar="PORT",
        help="listen here instead, 0 for any",
    )
    sub.add_argument(
        "--out", type=Path, default=Path("out/tickets"), help="where tickets go"
    )
    sub.add_argument(
        "--baud",
        type=_pace,
        default=115_200,
        help="of the line, 0 for one as fast as USB",
    )
    sub.add_argument("--dots", type=_dots, default=576)
    sub.add_argument("--json", action="store_true", help="say things as JSON lines")
    sub.set_defaults(do=_emulate)


def _add_preview(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("slip", type=Path, nargs="?", help="a slip as JSON")
    sub.add_argument("png", type=Path, nargs="?", help="where to draw it")
    sub.add_argument("--dots", type=_dots, default=576)
    sub.add_argument(
        "--example", action="store_true", help="write an example slip instead"
    )
    sub.set_defaults(do=_preview)


def _dots(text: str) -> int:
    dots = _number_between(text, 128, 1024)
    if dots % 16:
        raise argparse.ArgumentTypeError("must be a multiple of 16")
    return dots


def _baud(text: str) -> int:
    return _number_between(text, 1200, 921_600)


def _pace(text: str) -> int | None:
    return None if text == "0" else _baud(text)


def _network_port(text: str) -> int:
    return _number_between(text, 0, 65_535)


def _number_between(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"must be a number from {low} to {high}")
    return int(text)


def _emulate(arguments: argparse.Namespace) -> int:
    def on_ticket(path: Path) -> None:
        _say(arguments, {"event": "ticket", "ticket": str(path), "at": stopwatch()})

    def complain(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    printer = VirtualPrinter(
        arguments.out, dots=arguments.dots, baud=arguments.baud, on_ticket=on_ticket
    )
    emulator = Emulator(printer, words=_descriptor_of_stdin(), complain=complain)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: emulator.stop())
    if arguments.pty:
        with pty_at(arguments.pty) as near:
            _say(arguments, {"event": "ready", "place": str(arguments.pty)})
            emulator.serve(near)
    else:
        with socket.create_server(("127.0.0.1", arguments.tcp)) as listener:
            place = f"127.0.0.1:{listener.getsockname()[1]}"
            _say(arguments, {"event": "ready", "place": place})
            emulator.serve_all(listener)
    emulator.close()
    return 0


def _descriptor_of_stdin() -> int | None:
    return sys.stdin.fileno() if sys.stdin and not sys.stdin.closed else None


def _say(arguments: argparse.Namespace, fact: dict[str, object]) -> None:
    event, value, *_ = fact.values()
    words = json.dumps(fact) if arguments.json else f"{event} {value}"
    print(words, flush=True)


def _preview(arguments: argparse.Namespace) -> int:
    if arguments.example:
        print(
            json.dumps(
                msgspec.to_builtins(example_slip()), ensure_ascii=False, indent=2
            )
        )
        return 0
    if arguments.png is None:
        raise Mistake("preview wants a slip and a PNG, or --example")
    slip = _slip_in(arguments.slip)
    profile = replace(Profile(), width_dots=arguments.dots)
    with tempfile.TemporaryDirectory() as folder:
        printer = VirtualPrinter(
            Path(folder), dots=arguments.dots, baud=None, mm_per_s=None
        )
        data = page(draw(slip, profile), profile).data
        while data:
            data = data[printer.take(data, stopwatch()) :]
        arguments.png.write_bytes((Path(folder) / "ticket-0001.png").read_bytes())
    return 0


def _slip_in(path: Path) -> Slip:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Slip)
    except OSError as error:
        raise Mistake(f"{path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise Mistake(f"{path}: {error}") from error


def _settings(arguments: argparse.Namespace) -> PrinterSettings:
    base = PrinterSettings(
        profile=arguments.profile, baud=arguments.baud, dots=arguments.dots
    )
    try:
        return printer_from(arguments.printer, base)
    except ValueError as error:
        raise Mistake(str(error)) from error


def _test(arguments: argparse.Namespace) -> int:
    printer = printer_of(_settings(arguments))
    try:
        outcome = printer.print(replace(example_slip(), mark=TEST))
    finally:
        printer.close()
    sure = outcome is Outcome.PRINTED
    print("printed" if sure else "sent; this printer does not confirm")
    return 0


def _status(arguments: argparse.Namespace) -> int:
    printer = printer_of(_settings(arguments))
    try:
        status = printer.check()
    finally:
        printer.close()
    print(status)
    return NOT_AVAILABLE if status.fault() else 0


if __name__ == "__main__":
    sys.exit(main())
