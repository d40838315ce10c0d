"""Letters as a printer of its own has them: each in a cell of fixed size."""

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import name

import fontpkg_be_vietnam_pro
from PIL import Image, ImageChops, ImageDraw, ImageFont

CELLS = {0: (12, 24), 1: (9, 17), 2: (8, 16)}
"""Dots across and down of the fonts A, B and C."""

INK = 110
# Each part of a drawn line, from where to where in a cell of 1 by 1.
ARMS = {
    "LEFT": (0.0, 0.5, 0.5, 0.5),
    "RIGHT": (0.5, 0.5, 1.0, 0.5),
    "UP": (0.5, 0.0, 0.5, 0.5),
    "DOWN": (0.5, 0.5, 0.5, 1.0),
}
BLOCKS = {
    "█": (0.0, 0.0, 1.0, 1.0),
    "▀": (0.0, 0.0, 1.0, 0.5),
    "▄": (0.0, 0.5, 1.0, 1.0),
    "▌": (0.0, 0.0, 0.5, 1.0),
    "▐": (0.5, 0.0, 1.0, 1.0),
}
SHADES = {"░": 4, "▒": 2, "▓": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How letters look."""

    font: int = 0
    wide: int = 1
    high: int = 1
    bold: bool = False
    underline: int = 0
    inverted: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Return how many dots a letter takes, across and down."""
        across, down = CELLS[self.font]
        return across * self.wide, down * self.high


@lru_cache(maxsize=1024)
def cell(letter: str, style: Style) -> Image.Image:
    """Return *letter* as a picture in which a white dot is ink."""
    size = CELLS[style.font]
    image = _line(letter, size) or _block(letter, size) or _glyph(letter, size)
    if style.bold:
        image = ImageChops.lighter(image, ImageChops.offset(image, 1, 0))
    image = image.resize(style.size, Image.Resampling.NEAREST)
    if style.underline:
        across, down = image.size
        box = (0, down - style.underline, across, down)
        image.paste(255, box)
    return ImageChops.invert(image) if style.inverted else image


def _glyph(letter: str, size: tuple[int, int]) -> Image.Image:
    across, down = size
    font = _font(down * 0.72)
    wide = max(1, round(font.getlength(letter)))
    drawn = Image.new("L", (wide, down))
    ImageDraw.Draw(drawn).text(
        (0, down * 0.78), letter, fill=255, font=font, anchor="ls"
    )
    if wide > across:
        drawn = drawn.resize((across, down), Image.Resampling.BOX)
    image = Image.new("L", size)
    image.paste(drawn, ((across - drawn.width) // 2, 0))
    return image.point(_ink)


def _line(letter: str, size: tuple[int, int]) -> Image.Image | None:
    """Return a part of a ruled line: its arms stand in its Unicode name."""
    words = name(letter, "").replace("-", " ")
    if not words.startswith("BOX DRAWINGS"):
        return None
    words = words.replace("HORIZONTAL", "LEFT RIGHT").replace("VERTICAL", "UP DOWN")
    across, down = size
    image = Image.new("L", size)
    pen = ImageDraw.Draw(image)
    width = 4 if "DOUBLE" in words else 2
    for arm, (left, top, right, bottom) in ARMS.items():
        if arm in words.split():
            x, y = round(left * across), round(top * down)
            to = (
                max(x + width, round(right * across)),
                max(y + width, round(bottom * down)),
            )
            pen.rectangle((x, y, to[0] - 1, to[1] - 1), fill=255)
    return image


def _block(letter: str, size: tuple[int, int]) -> Image.Image | None:
    image = Image.new("L", size)
    across, down = size
    if letter in BLOCKS:
        left, top, right, bottom = BLOCKS[letter]
        corner = (round(left * across), round(top * down))
        image.paste(255, (*corner, round(right * across), round(bottom * down)))
        return image
    if letter in SHADES:
        every = SHADES[letter]
        for y in range(down):
            for x in range(y % 2, across, every):
                image.putpixel((x, y), 255)
        return image
    return None


def _ink(shade: int) -> int:
    return 255 if shade >= INK else 0


@lru_cache(maxsize=4)
def _font(size: float) -> ImageFont.FreeTypeFont:
    path = fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Medium.ttf"
    return ImageFont.truetype(path, size)
