"""Draws the pieces of a slip as bands of dots, ready for a print head.

Text is NFC, in Be Vietnam Pro, and strictly black or white. White around a band
is cut off; what is missing above and below becomes paper feed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import assert_never
from unicodedata import normalize

import fontpkg_be_vietnam_pro
import segno
from PIL import Image, ImageDraw, ImageFont

from printer.bands import Band, Feed, cut_up
from printer.layout import MARGIN, Code, Line, Number, Piece, Rule, Space, Text, lay_out
from printer.profiles import Profile
from printer.slip import Slip

# The highest letters (Ẳ) reach 1.22 of the size above the line, the lowest
# (ỵ) 0.25 below it.
ABOVE, BELOW = 1.24, 0.27
PITCH = 1.4
SMALLEST = 4.0
INK = 100
"""How black a dot must be, of 255, to be printed."""

SQUEEZE = 0.8
"""How narrow digits may become before they lose height."""

FIGURES = 0.75
"""Height of a figure in this font, of its size."""

QUIET = 4
"""White modules that a reader needs around a QR code."""

STAR = "★"
# A star of ten corners in a square of 1 by 1.
CORNERS = (
    *((0.5, 0.0), (0.62, 0.36), (1.0, 0.36), (0.69, 0.58), (0.81, 0.95)),
    *((0.5, 0.72), (0.19, 0.95), (0.31, 0.58), (0.0, 0.36), (0.38, 0.36)),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece as a picture: a white one is a dot to print, and white rows around it."""

    image: Image.Image
    above: int = 0
    below: int = 0
    doubled: bool = False


def draw(slip: Slip, profile: Profile) -> list[Band | Feed]:
    """Return *slip* as bands and feeds for a printer like *profile*."""
    bands: list[Band | Feed] = []
    white = 0
    for piece in lay_out(slip, profile.width_dots, profile.dpi, width_of):
        above, drawn, below = _bands_of(piece, profile)
        white += above
        if drawn:
            bands += [Feed(white)] if white > 0 else []
            bands += drawn
            white = 0
        white += below
    return [*bands, Feed(white)] if white > 0 else bands


def width_of(text: Text) -> float:
    """Return how many dots wide *text* is."""
    stars = text.words.count(STAR)
    return (
        _font(text).getlength(_plain(text.words.replace(STAR, ""))) + stars * text.size
    )


# The office's name, the heading and the footer are the same all day long.
@lru_cache(maxsize=128)
def _bands_of(piece: Piece, profile: Profile) -> tuple[int, tuple[Band, ...], int]:
    """Return the rows above, the bands, and the rows below of *piece*."""
    if isinstance(piece, Space):
        return piece.rows, (), 0
    drawn = _drawn(piece, profile)
    box = drawn.image.getbbox()
    if box is None:
        return drawn.image.height, (), 0
    left, top, right, bottom = _trimmed(
        box, drawn.image.width, full=profile.align == "full"
    )
    times = 2 if drawn.doubled else 1
    image = drawn.image.crop((left, top, right, bottom)).convert("1")
    return (
        drawn.above + top * times,
        tuple(cut_up(image, profile, doubled=drawn.doubled)),
        drawn.below + (drawn.image.height - bottom) * times,
    )


def _drawn(piece: Line | Number | Rule | Code, profile: Profile) -> Drawn:
    dots = profile.width_dots
    match piece:
        case Line():
            return _line(piece, dots)
        case Number():
            return _number(piece, dots, half=profile.half_res)
        case Rule():
            return Drawn(Image.new("L", (dots, piece.thickness), 255))
        case Code():
            return _code(piece, dots, half=profile.half_res)
        case _:
            assert_never(piece)


def _line(line: Line, dots: int) -> Drawn:
    size = max(text.size for text in line.texts())
    base = ceil(size * ABOVE) + 1
    image = Image.new("L", (dots, base + ceil(size * BELOW) + 1))
    pen = ImageDraw.Draw(image)
    width = sum(width_of(text) for text in line.left)
    if line.right:
        _write(pen, MARGIN, base, line.left)
        edge = dots - MARGIN - sum(width_of(text) for text in line.right)
        _write(pen, edge, base, line.right)
    else:
        _write(pen, (dots - width) / 2, base, line.left)
    if line.framed:
        side = min(dots / 2 - 1, width / 2 + size * 0.8)
        box = (dots / 2 - side, 0, dots / 2 + side - 1, image.height - 1)
        pen.rounded_rectangle(
            box, radius=size * 0.3, outline=255, width=max(3, round(size / 9))
        )
    # Lines stand closer than their highest and lowest letters would ask for.
    closer = 0 if line.framed else round(size * PITCH) - image.height
    return Drawn(image.point(_ink), above=closer)


def _write(
    pen: ImageDraw.ImageDraw, x: float, base: int, texts: Iterable[Text]
) -> None:
    for text in texts:
        for part in re.split(f"({STAR})", text.words):
            if part == STAR:
                side = text.size * 0.86
                top = base - text.size * 0.82
                pen.polygon(
                    [(x + side * a, top + side * b) for a, b in CORNERS], fill=255
                )
            else:
                pen.text(
                    (x, base), _plain(part), fill=255, font=_font(text), anchor="ls"
                )
            x += width_of(Text(part, text.size, text.bold))


def _number(number: Number, dots: int, *, half: bool) -> Drawn:
    times = 2 if half else 1
    room, height = (dots - 2 * MARGIN) // times, ceil(number.height / times)
    text = Text(number.digits, height / FIGURES, bold=True)
    image = Image.new("L", (ceil(width_of(text)), height * 2))
    base = height * 3 // 2
    ImageDraw.Draw(image).text(
        (0, base), _plain(text.words), fill=255, font=_font(text), anchor="ls"
    )
    image = image.crop(image.getbbox())
    shrink = min(1.0, room / (image.width * SQUEEZE))
    size = (min(room, image.width), max(1, round(image.height * shrink)))
    page = Image.new("L", (dots // times, size[1]))
    page.paste(image.resize(size, Image.Resampling.LANCZOS), _middle(page, size[0]))
    return Drawn(page.point(_ink), doubled=half)


def _code(code: Code, dots: int, *, half: bool) -> Drawn:
    times = 2 if half else 1
    matrix = segno.make(code.payload, error="m", micro=False, boost_error=False).matrix
    side = len(matrix)
    module = max(1, min(code.module // times, dots // times // (side + 2 * QUIET)))
    image = Image.frombytes("L", (side, side), b"".join(bytes(row) for row in matrix))
    image = image.point(lambda dark: 255 * dark)
    page = Image.new("L", (dots // times, side * module))
    page.paste(
        image.resize((side * module,) * 2, Image.Resampling.NEAREST),
        _middle(page, side * module),
    )
    quiet = QUIET * module * times
    return Drawn(page, above=quiet, below=quiet, doubled=half)


def _middle(page: Image.Image, width: int) -> tuple[int, int]:
    return (page.width - width) // 2, 0


def _trimmed(
    box: tuple[int, int, int, int], width: int, *, full: bool
) -> tuple[int, int, int, int]:
    """Return *box* grown to whole bytes and to the same white at both sides."""
    left, top, right, bottom = box
    margin = 0 if full else min(left, width - right) // 8 * 8
    return margin, top, width - margin, bottom


def _ink(shade: int) -> int:
    return 255 if shade >= INK else 0


def _plain(words: str) -> str:
    return normalize("NFC", words).replace("\n", " ")


def _font(text: Text) -> ImageFont.FreeTypeFont:
    return _loaded(max(SMALLEST, round(text.size, 1)), bold=text.bold)


@lru_cache(maxsize=64)
def _loaded(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "BeVietnamPro-Bold.ttf" if bold else "BeVietnamPro-Medium.ttf"
    return ImageFont.truetype(fontpkg_be_vietnam_pro.ROOT / "files" / name, size)
