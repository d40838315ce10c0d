"""What one model of printer can do. The defaults are an Epson TM-T82.

`config/printers/` holds one file for each family of models; an office may write
its own.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

Dots = Annotated[int, Meta(ge=128, le=1024, multiple_of=16)]
Baud = Annotated[int, Meta(ge=1200, le=921600)]
Flow = Literal["rtscts", "xonxoff", "none"]
Asked = Literal["dle", "asb", "gs_r", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a printer can do and how it wants to be spoken to."""

    model: str = "Epson TM-T82"
    width_dots: Dots = 576
    dpi: Annotated[int, Meta(ge=100, le=600)] = 203
    """Dots an inch, across as along the paper."""

    align: Literal["esc_a", "full"] = "esc_a"
    """The printer centres narrow bands, or every band is as wide as the paper."""

    max_band_rows: Annotated[int, Meta(ge=16, le=255)] = 255
    avoid_rows_multiple_of_48: bool = True
    half_res: bool = True
    """The printer can double the dots of a band (`GS v 0` with m = 3)."""

    cut: Literal["gs_v_66", "gs_v_1", "none"] = "gs_v_66"
    """Feed to the cutter and cut, cut at once, or no cutter."""

    feed_mm: Annotated[int, Meta(ge=0, le=60)] = 12
    """From the print head to the tear bar, fed when nothing cuts."""

    status: Asked = "dle"
    """How it tells its state: asked at any time (`DLE EOT`); by itself as soon as it
    may (`GS a`); its paper only, in turn (`GS r`); or not at all."""

    confirm: Literal["gs_h", "gs_r", "none"] = "gs_h"
    """How the printer says that a band is done. With none a slip is only sent."""

    clear: Literal["dle_dc4_8", "none"] = "dle_dc4_8"
    """How to empty its buffer after a slip that was broken off. With none the rest
    of that slip is drowned in white."""

    asb: bool = True
    """It reports a change of its state by itself while it prints (`GS a`)."""

    has_near_end: bool = True
    """It feels the end of the roll coming; without, that report means nothing."""

    bidirectional: bool = True
    """It can answer, whatever its wire could carry."""

    mm_per_s: Annotated[int, Meta(ge=20, le=500)] = 150
    rx_buffer: Annotated[int, Meta(ge=64)] = 4096
    """How many bytes it takes in before it prints the first."""

    baud: Baud = 115200
    flow: Flow = "rtscts"

    def __post_init__(self) -> None:
        if self.status == "asb" and not self.asb:
            raise ValueError('status = "asb" needs asb = true')
        if self.confirm != "none" and not self.bidirectional:
            raise ValueError('bidirectional = false needs confirm = "none"')

    @property
    def answers(self) -> bool:
        """Whether anything can be asked of it."""
        return self.bidirectional and self.status != "none"
