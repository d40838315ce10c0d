"""Where the things of the home screen stand, so that all fit without scrolling."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QRectF

from kiosk.picture import Board
from kiosk.views.scale import LEAST, Scale
from shared.qt.ink import columns_of, width_of
from shared.qt.theme import Weight

SIDE, TIGHT_SIDE = 48, 24
TOP, TITLE, BELOW = 16, 80, 28
UPRIGHT_TITLE, SEARCH = 104, 350
"""How high the title is on an upright screen, and how wide the button beside it."""

LOW, TALL, UNDER_HEADING, BETWEEN, SCARCE = 52, 78, 8, 16, 10
"""A heading on one line or on two, the room below it and above the next, and that
where room is scarce."""

SIGNS = 122
"""The number and the icon of a zone, before its name."""

BANNER = 112
BAR_EDGE = 12
"""So much of the gap to the bar at the foot belongs to the bar."""

LOW_TOP, LOW_BANNER, LOW_BELOW, LOW_HEADING = 4, 82, 20, 44
"""What is spared while everything stands in the lower half."""

GOOD_WIDTH, GOOD_HEIGHT, HIGHEST = 430, 170, 300
"""A card wants to be so large, in units, and is never higher."""

MOST_COLUMNS = 6
TIGHT_SEARCH, TIGHT_PRIORITY = 200, 360
"""How wide the search and the priority mark are where three stand beside each other."""


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """Where a zone stands: its heading, and its cards below."""

    heading: QRectF
    cards: tuple[QRectF, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLayout:
    """The places on the home screen, in pixels from below the head."""

    title: QRectF
    search: QRectF
    boards: tuple[BoardPlace, ...]
    priority: QRectF
    collect: QRectF


def home_layout(
    width: float, height: float, scale: Scale, boards: Sequence[Board]
) -> HomeLayout:
    """Return where everything stands in *width* x *height* pixels below the head."""
    u = scale.u
    side = (TIGHT_SIDE if scale.tight else SIDE) * u
    inner = QRectF(side, 0, width - 2 * side, height)
    # While the screen is low the title stands above, with the name of the office.
    head = max((TITLE if width > height else UPRIGHT_TITLE) * u, scale.target)
    tall = scale.target if scale.low else head
    top = (LOW_TOP if scale.low else TOP) * u
    title = QRectF(inner.x(), top, inner.width(), tall)
    search = QRectF(title)
    search.setLeft(title.right() - SEARCH * u)
    title.setRight(search.left() - scale.gap)
    priority, collect = _banners(inner, scale, side_by_side=width > height)
    space = QRectF(inner.x(), title.bottom(), inner.width(), 0)
    if scale.tight:
        search, priority, collect = _three(inner, scale)
        space.setTop(top)
    space.setBottom(priority.top() - max(scale.gap, 28 * u))
    return HomeLayout(
        title=title,
        search=search,
        boards=_Grid(space, scale, boards).places() if boards else (),
        priority=priority,
        collect=collect,
    )


def _banners(inner: QRectF, scale: Scale, *, side_by_side: bool) -> list[QRectF]:
    u = scale.u
    tall = max((LOW_BANNER if scale.low else BANNER) * u, scale.target)
    foot = inner.height() - _below(scale)
    if side_by_side:
        wide = (inner.width() - scale.gap) / 2
        corners = [
            (inner.x(), foot - tall),
            (inner.x() + wide + scale.gap, foot - tall),
        ]
    else:
        wide = inner.width()
        corners = [(inner.x(), foot - 2 * tall - scale.gap), (inner.x(), foot - tall)]
    return [QRectF(left, top, wide, tall) for left, top in corners]


def _three(inner: QRectF, scale: Scale) -> list[QRectF]:
    """Return the places of all that is no service in one row at the foot."""
    tall = max(LOW_BANNER * scale.u, scale.target)
    top = inner.height() - _below(scale) - tall
    row = QRectF(inner.x(), top, inner.width(), tall)
    return columns_of(
        row, (TIGHT_SEARCH * scale.u, TIGHT_PRIORITY * scale.u, 0), scale.gap
    )


def _below(scale: Scale) -> float:
    """Return how much room is left below the lowest button."""
    least = (LOW_BELOW if scale.low else BELOW) * scale.u
    return max(least, scale.gap - BAR_EDGE * scale.u)


@dataclass(frozen=True, slots=True)
class _Band:
    """Zones side by side, by their places in the list of zones."""

    boards: tuple[int, ...]
    rows: int
    columns: int
    head: float
    """How high the headings are."""


class _Grid:
    """Finds the places of the zones and their cards in a space."""

    def __init__(self, space: QRectF, scale: Scale, boards: Sequence[Board]) -> None:
        self._space = space
        self._scale = scale
        self._boards = boards
        self._sizes = [len(board.cards) for board in boards]
        self._between = (SCARCE if scale.wide_fingers else BETWEEN) * scale.u

    def places(self) -> tuple[BoardPlace, ...]:
        """Return the zones in the number of columns that gives the best cards."""
        candidates = map(self._bands, range(1, MOST_COLUMNS + 1))
        bands = max(candidates, key=self._goodness)
        u = self._scale.u
        tall = min(self._card_height(bands), HIGHEST * u)
        places: dict[int, BoardPlace] = {}
        top = self._space.y()
        for band in bands:
            places |= self._placed(band, top, tall)
            top += band.head + UNDER_HEADING * u
            top += band.rows * (tall + self._scale.gap) - self._scale.gap
            top += self._between
        return tuple(places[board] for board in range(len(self._boards)))

    def _bands(self, columns: int) -> list[_Band]:
        """Return zones in rows: small ones share a row, large ones have their own."""
        bands: list[list[int]] = []
        shared: list[int] = []
        for board, size in enumerate(self._sizes):
            taken = sum(self._sizes[other] for other in shared)
            if shared and taken + size <= columns:
                shared.append(board)
                continue
            bands.append([board])
            if size < columns:
                shared = bands[-1]
        return [self._band(boards, columns) for boards in bands]

    def _band(self, boards: list[int], columns: int) -> _Band:
        count = sum(self._sizes[board] for board in boards)
        rows = ceil(count / columns)
        in_row = ceil(count / rows)
        wide = self._card_width(in_row) + self._scale.gap
        low = all(
            self._fits(self._boards[board], min(self._sizes[board], in_row) * wide)
            for board in boards
        )
        one_line = LOW_HEADING if self._scale.low else LOW
        head = (one_line if low else TALL) * self._scale.u
        return _Band(tuple(boards), rows, in_row, head)

    def _fits(self, board: Board, width: float) -> bool:
        """Return whether the heading of *board* needs only one line."""
        u = self._scale.u
        if self._scale.low:  # a name that is too long gives way to the number
            return True
        room = width - self._scale.gap - SIGNS * u
        return width_of(board.name, int(LEAST * u), Weight.DemiBold) <= room

    def _goodness(self, bands: Sequence[_Band]) -> float:
        wide = min(self._card_width(band.columns) for band in bands)
        tall, u = self._card_height(bands), self._scale.u
        return min(wide / (GOOD_WIDTH * u), tall / (GOOD_HEIGHT * u))

    def _card_width(self, columns: int) -> float:
        return (self._space.width() - (columns - 1) * self._scale.gap) / columns

    def _card_height(self, bands: Sequence[_Band]) -> float:
        u, rows = self._scale.u, sum(band.rows for band in bands)
        heads = sum(band.head + UNDER_HEADING * u for band in bands)
        gaps = (rows - len(bands)) * self._scale.gap + (len(bands) - 1) * self._between
        return (self._space.height() - heads - gaps) / rows

    def _placed(self, band: _Band, top: float, tall: float) -> dict[int, BoardPlace]:
        """Return where the zones of *band* stand, its upper edge being at *top*."""
        gap, left = self._scale.gap, self._space.x()
        wide = self._card_width(band.columns)
        first_row = top + band.head + UNDER_HEADING * self._scale.u
        sizes = [self._sizes[board] for board in band.boards]
        places = {}
        for board, first in zip(
            band.boards, accumulate(sizes[:-1], initial=0), strict=True
        ):
            cards = tuple(
                QRectF(
                    left + (place % band.columns) * (wide + gap),
                    first_row + (place // band.columns) * (tall + gap),
                    wide,
                    tall,
                )
                for place in range(first, first + self._sizes[board])
            )
            right = max(card.right() for card in cards)
            start = cards[0].x()
            heading = QRectF(start, top, right - start, band.head)
            places[board] = BoardPlace(heading, cards)
        return places
