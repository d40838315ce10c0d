"""`preview`: draws a slip as PNG, exactly as a printer would put it on paper.

The picture is drawn from the bytes, as wide as the paper, from the first row to the
cut. What the printer feeds by itself before it cuts (GS V 66 0) is no part of it.
"""

import argparse
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import msgspec
from PIL import Image

from printer.commands.arguments import Mistake, dots
from printer.escpos import page
from printer.logo import check_logo
from printer.orders import obey
from printer.page_reader import PageReader
from printer.pen import Pen
from printer.profiles import Profile
from printer.raster import draw
from printer.reading import Command
from printer.slip import Slip, SlipRow, example_slip
from shared.config import load

EXPLAINED = """\
A slip in JSON; only "number" must be there, and "" or [] takes no room:
  number    "1007": the large digits, "" for none
  office    ["UBND …", "TRUNG TÂM …"]: the lines at the head
  heading   "SỐ THỨ TỰ / YOUR NUMBER"
  badge     "★ ƯU TIÊN / PRIORITY": framed, for priority
  service   "Hộ tịch / Civil status"
  place     "Khu 3 – Quầy 1, 2": where to wait
  rows      [{"label": "Buổi / Session:", "value": "Sáng"}]
  code      what the QR code says; capitals and digits keep it small
  footer    ["Vui lòng giữ phiếu và chờ gọi số."]
  mark      "", "BẢN IN LẠI" or "PHIẾU THỬ"
  logo      the path of a PNG, from the folder the program runs in
  logo_mm   12: how high the logo is, 3 to 40
  order     ["logo", "office", "heading", "number", "badge", "service", "place",
            "rows", "code", "footer"]: what stands there, from top to bottom
The words after " / " are the second language: smaller, and not on paper under 60 mm.

The PNG is as wide as the paper, one pixel a dot, from the first row to the cut; what
the printer feeds by itself before it cuts is not in it.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `preview` wants to know."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXPLAINED
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
    slip = _slip_in(arguments.slip)
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


def _slip_in(path: Path) -> Slip:
    """Return the slip in the file at *path*.

    Raises:
        Mistake: There is none, or what is there is no slip.
    """
    try:
        said = msgspec.json.decode(path.read_bytes())
        slip = msgspec.convert(said, Slip)
    except OSError as error:
        raise Mistake(f"{path}: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Mistake(f"{path}: {error}") from error
    _refuse_unknown(path, said, Slip)
    for row in said.get("rows", ()):
        _refuse_unknown(path, row, SlipRow)
    if slip.logo:
        _refuse_logo(path, slip.logo)
    return slip


def _refuse_logo(path: Path, logo: str) -> None:
    try:
        check_logo(Path(logo))
    except ValueError as error:
        raise Mistake(f"{path}: {error}") from error


def _refuse_unknown(
    path: Path, said: Mapping[str, object], kind: type[Slip | SlipRow]
) -> None:
    known = [field.name for field in fields(kind)]
    for key in said:
        if key not in known:
            raise Mistake(f"{path}: no field `{key}`; there are {', '.join(known)}")
