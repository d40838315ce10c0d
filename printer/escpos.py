"""Turns bands of dots into the bytes of ESC/POS, with python-escpos as the encoder.

Everything is raster: a printer needs no letters of its own, and no code page can
go wrong. After each band, and after the cut, the printer is asked to say so.
Commands without a name here are explained in Epson's ESC/POS reference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from escpos.capabilities import Profile as Capabilities
from escpos.constants import ESC, GS
from escpos.escpos import Escpos
from PIL import Image, ImageChops

from printer.bands import Band, Feed
from printer.profiles import Profile

# Answered at once, even when the printer is busy or has no paper: DLE EOT n.
ASK_STATE, ASK_OFFLINE, ASK_ERROR, ASK_PAPER = (
    bytes((0x10, 0x04, n)) for n in (1, 2, 3, 4)
)
# Empties the buffer, answered by 37 25 00: DLE DC4 8 and its seven fixed bytes.
CLEAR = bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
# Report changes of state (2), errors (4) and paper (8) by itself: GS a.
REPORT_CHANGES = GS + b"a\x0e"
# Answered when everything before it is done: GS r 1.
ASK_DONE = GS + b"r\x01"
# Answered with the four characters that follow: GS ( H, function 48.
ASK_PROCESS = GS + b"(H\x06\x00\x30\x30"
LAST_FEED = 255
IDS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of a slip, and what the printer will say as it goes along."""

    data: bytes
    answers: tuple[str, ...]
    """The process IDs in order; each is empty where `GS r` stands in for them."""

    rows: int
    """How long the paper is."""


def page(bands: Iterable[Band | Feed], profile: Profile, first: int = 0) -> Page:
    """Return the bytes that print *bands* and cut, with process IDs from *first* on."""
    encoder = Encoder(profile, first)
    encoder.begin()
    for band in bands:
        encoder.add(band)
    encoder.end()
    return Page(
        data=bytes(encoder.data), answers=tuple(encoder.answers), rows=encoder.rows
    )


class _Capabilities(Capabilities):
    """Tells python-escpos the width, and that we never send letters."""

    def __init__(self, dots: int) -> None:
        super().__init__()
        self.profile_data: dict[str, Any] = {
            "codePages": {},
            "media": {"width": {"pixels": dots}},
        }


class Encoder(Escpos):
    """A python-escpos printer that keeps the bytes."""

    def __init__(self, profile: Profile, first: int) -> None:
        super().__init__(_Capabilities(profile.width_dots))
        self._ours = profile
        self._next = first
        self.data = bytearray()
        self.answers: list[str] = []
        self.rows = 0

    def _raw(self, msg: bytes) -> None:
        self.data += msg

    def begin(self) -> None:
        """Bring the printer into a known state."""
        self.hw("INIT")
        if self._ours.asb:
            # ESC @ has just switched the reports off.
            self._raw(REPORT_CHANGES)
        if self._ours.align == "esc_a":
            self._raw(ESC + b"a\x01")

    def add(self, band: Band | Feed) -> None:
        match band:
            case Feed(rows):
                self._feed(rows)
            case Band():
                self._band(band)

    def end(self) -> None:
        """Cut the paper, or bring it out far enough to tear it off."""
        match self._ours.cut:
            case "gs_v_66":
                self.cut(feed=False)
            case "gs_v_1":
                self._feed_out()
                self._raw(GS + b"V\x01")
            case "none":
                self._feed_out()
        self._ask()

    def _band(self, band: Band) -> None:
        dots = Image.frombytes("1", (band.width_bytes * 8, band.rows), band.dots)
        # python-escpos prints what is black; in our bands a one is black.
        self.image(
            ImageChops.invert(dots),
            high_density_vertical=not band.doubled,
            high_density_horizontal=not band.doubled,
        )
        self.rows += band.printed_rows
        self._ask()

    def _feed(self, rows: int) -> None:
        self.rows += rows
        while rows > 0:
            step = min(rows, LAST_FEED)
            self._raw(ESC + b"J" + bytes((step,)))
            rows -= step

    def _feed_out(self) -> None:
        self._feed(round(self._ours.feed_mm / 25.4 * self._ours.dpi))

    def _ask(self) -> None:
        match self._ours.confirm:
            case "gs_h":
                name = f"{self._next % IDS:04}"
                self._next += 1
                self._raw(ASK_PROCESS + name.encode("ascii"))
                self.answers.append(name)
            case "gs_r":
                self._raw(ASK_DONE)
                self.answers.append("")
            case "none":
                pass
