"""The page of a test print: it shows a technician what this printer can do.

A ruler to both edges, a narrow block in the middle, a doubled block, all letters of
Vietnamese, a QR code, blocks of 47, 48 and 49 rows, and 30 kB of dense pattern in
which missing rows are seen: then the flow control does not work.
"""

from collections.abc import Iterator
from unicodedata import normalize

from PIL import Image, ImageDraw

from printer.bands import Band, Feed, cleared, cut_up
from printer.profiles import Profile
from printer.raster import draw
from printer.slip import TEST, Slip

DENSE = 30_720
"""Bytes of the dense pattern: more than any buffer on the way holds."""

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
PLAIN = "aeiouy"
A_LINE = 17
CODE = "PHIEU THU"
GAP = Feed(12)


def letters() -> list[str]:
    """Return the 134 letters that Vietnamese has and English has not."""
    small = [normalize("NFC", v + tone) for v in VOWELS for tone in TONES] + ["đ"]
    small = [letter for letter in small if letter not in PLAIN]
    return small + [letter.upper() for letter in small]


def page_for(profile: Profile, model: str) -> list[Band | Feed]:
    """Return the bands of a test print for a printer like *profile*."""
    head = Slip(number="", mark=TEST, heading=model, code=CODE, footer=_lines())
    tail = Slip(number="", footer=(f"*** {TEST} ***",))
    return [
        *draw(head, profile),
        *_sample("THƯỚC 1 MM / RULER", [_ruler(profile)], profile),
        *_sample("GIỮA / MIDDLE", [_middle(profile)], profile),
        *_sample("m = 3", [_doubled(profile)] if profile.half_res else [], profile),
        *_sample(
            "47, 48, 49", [_block(rows, profile) for rows in (47, 48, 49)], profile
        ),
        *_sample("30 kB", _dense(profile), profile, apart=False),
        *draw(tail, profile),
    ]


def _lines() -> tuple[str, ...]:
    all_of_them = letters()
    return tuple(
        " ".join(all_of_them[start : start + A_LINE])
        for start in range(0, len(all_of_them), A_LINE)
    )


def _sample(
    words: str, bands: list[Band], profile: Profile, *, apart: bool = True
) -> Iterator[Band | Feed]:
    if bands:
        yield from draw(Slip(number="", footer=(words,)), profile)
    for band in bands:
        yield band
        if apart:
            yield GAP


def _ruler(profile: Profile) -> Band:
    """A line over the whole width, with a tick at every millimetre."""
    image = Image.new("1", (profile.width_dots, 40))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, profile.width_dots, 3), fill=1)
    for millimetre in range(int(profile.width_dots / profile.dpi * 25.4) + 1):
        x = round(millimetre * profile.dpi / 25.4)
        long = 36 if millimetre % 10 == 0 else 24 if millimetre % 5 == 0 else 12
        pen.line((x, 0, x, long), fill=1)
    pen.rectangle((profile.width_dots - 2, 0, profile.width_dots, 39), fill=1)
    return _whole(image)


def _middle(profile: Profile) -> Band:
    """A narrow frame: the printer puts it in the middle, or we do."""
    frame = Image.new("1", (profile.width_dots // 32 * 8, 32))
    ImageDraw.Draw(frame).rectangle((0, 0, frame.width - 1, 31), outline=1, width=4)
    return _placed(frame, profile)


def _doubled(profile: Profile) -> Band:
    """A frame with a diagonal, sent at half the size."""
    half = Image.new("1", (64, 32))
    pen = ImageDraw.Draw(half)
    pen.rectangle((0, 0, 63, 31), outline=1, width=2)
    pen.line((0, 0, 63, 31), fill=1)
    width = profile.width_dots // 2
    if profile.align == "full":
        page = Image.new("1", (width, 32))
        page.paste(half, ((width - 64) // 2, 0))
        half = page
    return Band(half.width // 8, cleared(half.tobytes()), doubled=True)


def _block(rows: int, profile: Profile) -> Band:
    """*rows* of stripes, in a band of just as many: 48 are too many for some."""
    block = Image.new("1", (profile.width_dots // 2 // 8 * 8, rows))
    pen = ImageDraw.Draw(block)
    for x in range(0, block.width, 8):
        pen.line((x, 0, x, rows), fill=1)
    pen.rectangle((0, 0, block.width - 1, rows - 1), outline=1, width=2)
    return _placed(block, profile)


def _dense(profile: Profile) -> list[Band]:
    """Slanting stripes: a row that is missing breaks all of them."""
    step = profile.width_dots // 8
    rows = DENSE // step
    stripe = bytes((0x0F, 0x0F)) * step
    image = Image.new("1", (profile.width_dots, rows))
    for y in range(rows):
        line = Image.frombytes("1", (len(stripe) * 8, 1), stripe)
        image.paste(line.crop((y % 8, 0, y % 8 + image.width, 1)), (0, y))
    return list(cut_up(image, profile, doubled=False))


def _placed(image: Image.Image, profile: Profile) -> Band:
    if profile.align == "full":
        page = Image.new("1", (profile.width_dots, image.height))
        page.paste(image, ((page.width - image.width) // 2, 0))
        image = page
    return _whole(image)


def _whole(image: Image.Image) -> Band:
    return Band(image.width // 8, cleared(image.tobytes()))
