"""`preview`: draws a slip as PNG, exactly as a printer would put it on paper."""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec

from printer.commands.arguments import Mistake, dots
from printer.escpos import page
from printer.profiles import Profile
from printer.raster import draw
from printer.slip import Slip, example_slip
from printer.virtual import VirtualPrinter
from shared.clock import stopwatch


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `preview` wants to know."""
    parser.add_argument("slip", type=Path, nargs="?", help="a slip as JSON")
    parser.add_argument("png", type=Path, nargs="?", help="where to draw it")
    parser.add_argument("--dots", type=dots, default=576)
    parser.add_argument(
        "--example", action="store_true", help="write an example slip instead"
    )
    parser.set_defaults(do=_preview)


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
