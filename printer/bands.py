"""Bands of dots, as cheap printers can take them: what is sent of a picture at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from printer.profiles import Profile

# Printers act on these even in the middle of a picture: DLE EOT, DLE ENQ, DLE DC4.
REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of dots, eight to a byte; a one is black."""

    width_bytes: int
    dots: bytes
    doubled: bool = False
    """Drawn at half the resolution; the printer doubles it both ways."""

    @property
    def rows(self) -> int:
        return len(self.dots) // self.width_bytes

    @property
    def printed_rows(self) -> int:
        return self.rows * (2 if self.doubled else 1)


@dataclass(frozen=True, slots=True)
class Feed:
    """White rows."""

    rows: int


def cut_up(image: Image.Image, profile: Profile, *, doubled: bool) -> Iterator[Band]:
    """Cut *image*, whose white is ink and whose width is whole bytes, into bands.

    The POS-5890 prints garbage when a band has a multiple of 48 rows, so there
    is never one, nor one that doubling would make so.
    """
    bad = 24 if doubled else 48
    limit = profile.max_band_rows
    if not profile.avoid_rows_multiple_of_48:
        bad = limit + 1
    limit -= limit % bad == 0
    for top in range(0, image.height, limit):
        rows = min(limit, image.height - top)
        # One more white row does no harm; beyond the edge a crop is white.
        rows += rows % bad == 0
        part = image.crop((0, top, image.width, top + rows))
        yield Band(image.width // 8, cleared(part.tobytes()), doubled)


def cleared(dots: bytes) -> bytes:
    """Return *dots* without the bytes that a printer obeys in the middle of a picture.

    One dot goes white for each, also where the end of one row and the start of
    the next make such a pair.
    """
    return REAL_TIME.sub(b"\0", dots)
