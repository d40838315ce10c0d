"""Where each pane stands, in landscape and in portrait."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect

from display.views.row import row_width
from display.views.waiting import strip_height
from shared.qt.theme import unit

HEADER, TICKER, BANNER, BAR = 136, 64, 112, 84
SIDE_BY_SIDE = 1.25
"""A board so many times as wide as it is tall has its list beside the calls."""

MOST_STRIP, MOST_OF_SEVERAL = 0.4, 0.3
"""Those who wait take no more of a board's height; else only their sum is shown."""

LEAST_LIST, MOST_LIST = 0.37, 0.48
MEDIA_WIDTH, MEDIA_HEIGHT = 0.4, 0.32
"""How much of a screen the pictures take, in landscape and in portrait."""

CALLING_BY_MEDIA = 0.42

NOWHERE = QRect()


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a screen has to show."""

    services: Sequence[int] = ()
    """How many services each board has; no board for the screen over a counter."""

    titled: bool = False
    """Whether each board says whose it is."""

    upcoming: bool = False
    digits: float = 0.0
    """How tall digits must be, in pixels."""

    ticker: bool = False
    banner: bool = False
    media: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPlaces:
    """The places of one board's panes."""

    bar: QRect
    calling: QRect
    """Nowhere, where several boards share the screen: the list shows all calls."""

    recent: QRect
    waiting: QRect


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The places of the panes in a window, in pixels."""

    unit: float
    header: QRect
    body: QRect
    """All between the head and the ticker."""

    desk: QRect
    """All above the ticker: a small screen over a counter has no head."""

    boards: tuple[BoardPlaces, ...]
    media: QRect
    ticker: QRect
    banner: QRect
    """Above the panes, while the hub is away."""


def layout_of(width: int, height: int, needs: Needs) -> Layout:
    """Return where the panes stand in a window of *width* x *height*."""
    u = unit(width, height)
    head = round(HEADER * u)
    foot = round(TICKER * u) if needs.ticker else 0
    low = round(BANNER * u) if needs.banner else 0
    top = head + low
    hall = QRect(0, top, width, height - top - foot)
    boxes = _split(hall, max(1, len(needs.services)), across=width > height)
    several = len(needs.services) > 1
    # Alike for all, so that their lists end at one height.
    services = max(needs.services, default=0)
    share = MOST_OF_SEVERAL if several else MOST_STRIP
    boards = [
        _board(box, u, needs, services, most=share * (box.height() + low))
        for box in boxes[: len(needs.services)]
    ]
    media = NOWHERE
    if needs.media and boards:
        boards, media = _with_media(
            hall, u, needs, most=MOST_STRIP * (hall.height() + low)
        )
    # Over a counter there is no head: the banner stands at the very top.
    bare = not needs.services
    return Layout(
        unit=u,
        header=QRect(0, 0, width, head),
        body=QRect(0, head, width, height - head - foot),
        desk=QRect(0, low, width, height - low - foot),
        boards=tuple(boards),
        media=media,
        ticker=QRect(0, height - foot, width, foot),
        banner=QRect(0, 0 if bare else head, width, round(BANNER * u)),
    )


def _split(box: QRect, count: int, *, across: bool) -> list[QRect]:
    """Return *count* equal boxes, side by side or below each other."""
    length = box.width() if across else box.height()
    edges = [round(length * n / count) for n in range(count + 1)]
    if across:
        return [
            QRect(box.x() + a, box.y(), b - a, box.height()) for a, b in pairwise(edges)
        ]
    return [QRect(box.x(), box.y() + a, box.width(), b - a) for a, b in pairwise(edges)]


def _board(
    box: QRect, u: float, needs: Needs, services: int, *, most: float
) -> BoardPlaces:
    """Return the places of a board in *box*."""
    bar, main, waiting = _framed(box, u, needs, services, most)
    if len(needs.services) > 1:
        return BoardPlaces(bar=bar, calling=NOWHERE, recent=main, waiting=waiting)
    if main.width() > SIDE_BY_SIDE * main.height():
        calling, recent = _cut_right(main, _list_width(main.width(), u, needs))
    else:
        calling, recent = _cut_top(main, round(main.height() * 0.5))
    return BoardPlaces(bar=bar, calling=calling, recent=recent, waiting=waiting)


def _with_media(
    hall: QRect, u: float, needs: Needs, *, most: float
) -> tuple[list[BoardPlaces], QRect]:
    """Return the places of a board and of the pictures beside or below its calls."""
    bar, main, waiting = _framed(hall, u, needs, needs.services[0], most)
    if main.width() > main.height():
        queue, media = _cut_right(main, round(main.width() * MEDIA_WIDTH))
    else:
        queue, media = _cut_bottom(main, round(main.height() * MEDIA_HEIGHT))
    calling, recent = _cut_top(queue, round(queue.height() * CALLING_BY_MEDIA))
    board = BoardPlaces(bar=bar, calling=calling, recent=recent, waiting=waiting)
    return [board], media


def _framed(
    box: QRect, u: float, needs: Needs, services: int, most: float
) -> tuple[QRect, QRect, QRect]:
    """Return the places of the bar, of the calls and of those who wait."""
    bar, rest = _cut_top(box, round(BAR * u) if needs.titled else 0)
    wide, ahead = box.width(), needs.upcoming
    strip = strip_height(services, wide, u, most=most, upcoming=ahead)
    main, waiting = _cut_bottom(rest, strip)
    return bar, main, waiting


def _list_width(width: int, u: float, needs: Needs) -> int:
    """Return how wide the list is: enough for its digits, if that leaves enough."""
    wanted = row_width(needs.digits, u, zone=not needs.titled)
    return round(min(max(wanted, LEAST_LIST * width), MOST_LIST * width))


def _cut_top(box: QRect, tall: int) -> tuple[QRect, QRect]:
    top = QRect(box.x(), box.y(), box.width(), tall)
    return top, box.adjusted(0, tall, 0, 0)


def _cut_bottom(box: QRect, tall: int) -> tuple[QRect, QRect]:
    top, bottom = _cut_top(box, box.height() - tall)
    return top, bottom


def _cut_right(box: QRect, wide: int) -> tuple[QRect, QRect]:
    left = QRect(box.x(), box.y(), box.width() - wide, box.height())
    right = QRect(left.x() + left.width(), box.y(), wide, box.height())
    return left, right
