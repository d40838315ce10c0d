"""QR and bar codes as a printer draws them by itself."""

import logging

import segno
from barcode.codex import Code39, Code128
from barcode.ean import EuropeanArticleNumber8, EuropeanArticleNumber13
from barcode.errors import BarcodeError
from barcode.itf import ITF
from barcode.upc import UniversalProductCodeA
from PIL import Image

log = logging.getLogger(__name__)

# The kinds of GS k, whose second form counts from 65 on.
UPC_A, UPC_E, EAN_13, EAN_8, CODE_39, ITF_14, CODABAR, CODE_93, CODE_128 = range(65, 74)
LEVELS = {48: "l", 49: "m", 50: "q", 51: "h"}
STUB = "10" * 40
"""Bars for kinds that are not drawn here: something is seen, nothing is read."""


def qr(payload: bytes, module: int, level: int) -> Image.Image:
    """Return a QR code without its quiet border; a white dot is ink.

    *module* is in dots, *level* as `GS ( k` counts it, 48 to 51.

    Raises:
        ValueError: *payload* is too long.
    """
    code = segno.make(
        payload.decode("latin-1"),
        error=LEVELS.get(level, "l"),
        micro=False,
        boost_error=False,
    )
    side = len(code.matrix)
    image = Image.frombytes(
        "L", (side, side), b"".join(bytes(row) for row in code.matrix)
    )
    return image.point(lambda dark: 255 * dark).resize(
        (side * module,) * 2, Image.Resampling.NEAREST
    )


def bars(kind: int, payload: bytes, module: int, height: int) -> Image.Image:
    """Return a bar code without its quiet border; a white dot is ink."""
    pattern = _pattern(kind, payload.decode("latin-1"))
    row = bytes(255 * (bit == "1") for bit in pattern)
    image = Image.frombytes("L", (len(row), 1), row)
    return image.resize((len(row) * module, height), Image.Resampling.NEAREST)


def words_of(kind: int, payload: bytes) -> str:
    """Return what stands below a bar code, for people."""
    words = payload.decode("latin-1")
    return _plain_128(words) if kind == CODE_128 else words


def _pattern(kind: int, words: str) -> str:
    try:
        match kind:
            case 65:
                bits = UniversalProductCodeA(words).build()
            case 67:
                bits = EuropeanArticleNumber13(words).build()
            case 68:
                bits = EuropeanArticleNumber8(words).build()
            case 69:
                bits = Code39(words.strip("*"), add_checksum=False).build()
            case 70:
                bits = ITF(words).build()
            case 73:
                bits = Code128(_plain_128(words)).build()
            case _:
                return STUB
    except (BarcodeError, ValueError, KeyError, IndexError) as error:
        log.warning("a bar code cannot be drawn: %s", error)
        return STUB
    return str(bits[0]).strip("0").replace("G", "1")


def _plain_128(words: str) -> str:
    """Return *words* without what chooses the sets A, B and C.

    In set C a byte is two digits.
    """
    plain, in_c, at = "", False, 0
    while at < len(words):
        if words[at] == "{" and at + 1 < len(words):
            in_c = words[at + 1] == "C" or (in_c and words[at + 1] not in "AB")
            plain += "{" if words[at + 1] == "{" else ""
            at += 2
        else:
            plain += f"{ord(words[at]):02}" if in_c else words[at]
            at += 1
    return plain
