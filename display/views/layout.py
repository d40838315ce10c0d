"""Where each pane stands, in landscape and in portrait."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from display.views.waiting import CELL_HEIGHT, strip_rows
from shared.qt.theme import unit

HEADER, TICKER, BANNER = 136, 64, 112


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The places of the panes in a window, in pixels."""

    unit: float
    header: QRect
    body: QRect
    """All between the head and the ticker."""

    calling: QRect
    recent: QRect
    waiting: QRect
    ticker: QRect
    banner: QRect
    """Above the panes, while the hub is away."""


def layout_of(
    width: int, height: int, *, services: int, ticker: bool, banner: bool
) -> Layout:
    """Return where the panes stand in a window of *width* x *height*."""
    u = unit(width, height)
    head = round(HEADER * u)
    foot = round(TICKER * u) if ticker else 0
    body = QRect(0, head, width, height - head - foot)
    top = head + (round(BANNER * u) if banner else 0)
    rows = strip_rows(services, width, u)
    strip = round((rows * CELL_HEIGHT + 12) * u) if rows else 0
    tall = height - top - foot - strip
    if width > height:
        wide = round(width * 0.63)
        calling = QRect(0, top, wide, tall)
        recent = QRect(wide, top, width - wide, tall)
    else:
        part = round(tall * 0.55)
        calling = QRect(0, top, width, part)
        recent = QRect(0, top + part, width, tall - part)
    return Layout(
        unit=u,
        header=QRect(0, 0, width, head),
        body=body,
        calling=calling,
        recent=recent,
        waiting=QRect(0, top + tall, width, strip),
        ticker=QRect(0, height - foot, width, foot),
        banner=QRect(0, head, width, round(BANNER * u)),
    )
