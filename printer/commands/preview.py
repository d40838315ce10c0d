"""`preview`: draws a slip as PNG, exactly as a printer would put it on paper.

The picture is drawn from the bytes, as wide as the paper, from the first row to the
cut. What the printer feeds by itself before it cuts (GS V 66 0) is no part of it.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import msgspec
from PIL import Image

from printer.commands.arguments import Mistake, dots
from printer.commands.slips import EXPLAINED, slip_in
from printer.escpos import page
from printer.orders import obey
from printer.page_reader import PageReader
from printer.pen import Pen
from printer.profiles import Profile
from printer.raster import draw
from printer.reading import Command
from printer.slip import example_slip
from shared.config import load

PNG = """
The PNG is as wide as the paper, one pixel a dot, from the first row to the cut; what
the printer feeds by itself before it cuts is not in it.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `preview` wants to know."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXPLAINED + PNG
    parser.add_argument("slip", type=Path, nargs="?", help="a slip as JSON")
    parser.add_argument("png", type=Path, nargs="?", help="where to draw it")
    parser.add_argument(
        "--dots",
        type=dots,
        help="width of the paper, 576 as a rule",
    )
    parser.add_argument("--profile", type=Path, help="a file of config/printers")
    parser.add_argument(
        "--example", action="store_true", help="write an example slip instead"
    )
    parser.set_defaults(do=_preview)


def picture_of(data: bytes, dots: int) -> Image.Image:
    """Return what *data* puts on paper *dots* wide, black on white, without a cut."""
    pen = Pen(dots)
    reader = PageReader(bytearray(data), pen)
    rows: list[int] = []
    while (piece := reader.next()) is not None:
        rows += (obey(pen, piece) or []) if isinstance(piece, Command) else piece
    black = b"".join(row.to_bytes(dots // 8, "big") for row in rows)
    size = (dots, len(rows))
    return Image.frombytes("1", size, bytes(byte ^ 255 for byte in black))


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
    slip = slip_in(arguments.slip)
    profile = _profile(arguments)
    picture = picture_of(page(draw(slip, profile), profile).data, profile.width_dots)
    try:
        picture.save(arguments.png, "PNG")
    except OSError as error:
        raise Mistake(f"{arguments.png}: {error.strerror or error}") from error
    return 0


def _profile(arguments: argparse.Namespace) -> Profile:
    profile = load(arguments.profile, Profile) if arguments.profile else Profile()
    return replace(profile, width_dots=arguments.dots or profile.width_dots)
