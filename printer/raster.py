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
from printer.layout import lay_out
from printer.logo import logo
from printer.pieces import Code, Line, Logo, Number, Piece, Rule, Space, Text
from printer.profiles import Profile
from printer.slip import Slip
from printer.typesetting import MARGIN

# Room around a line, in sizes: the highest letters (Ẳ) reach 1.22 above it, the
# lowest (ỵ) 0.4 below it. What stays white is not sent.
ABOVE, BELOW = 1.7, 0.8
# From one line to the next it takes 1.24 sizes, 0.99 of them above its foot.
RISE, DROP = 0.99, 0.25
INK = 100
"""How black a dot must be, of 255, to be printed."""

SQUEEZE = 0.6
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

    def measure(text: Text) -> float:
        return width_of(text, half=profile.half_res)

    for piece in lay_out(slip, profile.width_dots, profile.dpi, measure):
        above, drawn, below = _bands_of(piece, profile)
        white += above
        if drawn:
            bands += [Feed(white)] if white > 0 else []
            bands += drawn
            white = 0
        white += below
    return [*bands, Feed(white)] if white > 0 else bands


def width_of(text: Text, *, half: bool = True) -> float:
    """Return how many dots wide *text* is; *half* if its dots are doubled."""
    times = 2 if half else 1
    size = text.size / times
    stars = text.words.count(STAR)
    words = _plain(text.words.replace(STAR, ""))
    letters = _font(size, bold=text.bold).getlength(words, mode="1")
    return (letters + stars * size) * times


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
    times = 2 if drawn.doubled else 1
    _, top, _, bottom = box
    image = _trimmed(drawn.image, box, full=profile.align == "full")
    return (
        drawn.above + top * times,
        tuple(cut_up(image.convert("1"), profile, doubled=drawn.doubled)),
        drawn.below + (drawn.image.height - bottom) * times,
    )


def _drawn(piece: Line | Number | Rule | Code | Logo, profile: Profile) -> Drawn:
    dots = profile.width_dots
    match piece:
        case Line():
            return _line(piece, dots, half=profile.half_res)
        case Number():
            return _number(piece, dots, half=profile.half_res)
        case Rule():
            return _rule(piece, dots, half=profile.half_res)
        case Code():
            return _code(piece, dots, half=profile.half_res)
        case Logo():
            return _logo(piece, dots)
        case _:
            assert_never(piece)


def _line(line: Line, dots: int, *, half: bool) -> Drawn:
    times = 2 if half else 1
    size = line.texts[0].size / times
    base = ceil(size * ABOVE)
    width = sum(width_of(text, half=half) for text in line.texts) / times
    side = ceil(size * 0.7) if line.framed else 0
    image = Image.new("L", (dots // times, base + ceil(size * BELOW)))
    pen = ImageDraw.Draw(image)
    # Letters are hinted for black and white: grey ones lose hairs and accents.
    pen.fontmode = "1"
    left = (image.width - width) // 2
    _write(pen, left, base, line.texts, times)
    above, below = round(size * (RISE - ABOVE)), round(size * (DROP - BELOW))
    if line.framed:
        _, top, _, bottom = image.getbbox() or (0, 0, 0, 0)
        box = (left - side, top - 4, left + width + side, bottom + 3)
        pen.rounded_rectangle(box, radius=size * 0.3, outline=255, width=2)
        above, below = 0, 0
    return Drawn(image, above=above * times, below=below * times, doubled=half)


def _write(
    pen: ImageDraw.ImageDraw, x: float, base: int, texts: Iterable[Text], times: int
) -> None:
    for text in texts:
        size = text.size / times
        font = _font(size, bold=text.bold)
        for part in re.split(f"({STAR})", text.words):
            if part == STAR:
                side, top = size * 0.86, base - size * 0.82
                pen.polygon(
                    [(x + side * a, top + side * b) for a, b in CORNERS], fill=255
                )
            else:
                pen.text((x, base), _plain(part), fill=255, font=font, anchor="ls")
            x += width_of(Text(part, text.size, text.bold), half=times == 2) / times


def _rule(rule: Rule, dots: int, *, half: bool) -> Drawn:
    times = 2 if half else 1
    size = (dots // times, ceil(rule.thickness / times))
    return Drawn(Image.new("L", size, 255), doubled=half)


def _number(number: Number, dots: int, *, half: bool) -> Drawn:
    times = 2 if half else 1
    room, height = number.width // times, ceil(number.height / times)
    digits, font = _plain(number.digits), _font(height / FIGURES, bold=True)
    image = Image.new("L", (ceil(font.getlength(digits)), height * 2))
    base = height * 3 // 2
    ImageDraw.Draw(image).text((0, base), digits, fill=255, font=font, anchor="ls")
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


def _logo(piece: Logo, dots: int) -> Drawn:
    page = Image.new("L", (dots, piece.height))
    # Not at half the resolution: a coat of arms lives by its details.
    if (picture := logo(piece.path, piece.height, dots - 2 * MARGIN)) is not None:
        page.paste(picture, _middle(page, picture.width))
    return Drawn(page)


def _middle(page: Image.Image, width: int) -> tuple[int, int]:
    return (page.width - width) // 2, 0


def _trimmed(
    image: Image.Image, box: tuple[int, int, int, int], *, full: bool
) -> Image.Image:
    """Return what is in *box*, grown to whole bytes around the same middle.

    The printer puts it in the middle of the paper again. With *full* it cannot, and
    only the rows are trimmed.
    """
    left, top, right, bottom = box
    if full:
        return image.crop((0, top, image.width, bottom))
    spare = -(right - left) % 8
    return image.crop((left - spare // 2, top, right + spare - spare // 2, bottom))


def _ink(shade: int) -> int:
    return 255 if shade >= INK else 0


def _plain(words: str) -> str:
    return normalize("NFC", words).replace("\n", " ")


@lru_cache(maxsize=64)
def _font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "BeVietnamPro-Bold.ttf" if bold else "BeVietnamPro-Medium.ttf"
    return ImageFont.truetype(fontpkg_be_vietnam_pro.ROOT / "files" / name, size)
