"""How the words of a slip stand on paper of a given width: sizes and order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from printer.pieces import Code, Logo, Measure, Number, Piece, Rule, Space
from printer.slip import Part, Slip
from printer.typesetting import MARGIN, MM_PER_INCH, Paper

NUMBER_MM = 18.5
SHORT = 4
"""Digits of an ordinary number."""

MODULE = 6
ROWS = ("row", "rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large each part is set where there is room for it."""

    office: int
    heading: int
    badge: int
    service: int
    place: int
    row: int
    footer: int
    mark: int
    number: float = 1.0
    """How much of the width a number of four digits may take."""


WIDE = Sizes(
    office=32, heading=36, badge=36, service=44, place=38, row=32, footer=32, mark=38
)
# On narrow paper everything takes more lines, and the bytes and the paper count.
NARROW = Sizes(
    office=30,
    heading=30,
    badge=30,
    service=36,
    place=30,
    row=30,
    footer=30,
    mark=30,
    number=0.80,
)


def lay_out(slip: Slip, dots: int, dpi: int, measure: Measure) -> list[Piece]:
    """Return what stands on the paper from top to bottom."""
    paper = Paper(dots, dpi, measure)
    sizes = NARROW if paper.narrow else WIDE
    mark = f"*** {slip.mark} ***" if slip.mark else ""
    marks = paper.lines([mark], sizes.mark, bold=True)
    parts = _parts(slip, paper, sizes)
    pieces: list[Piece] = [*marks]
    before: Part | None = None
    for part in slip.order:
        if here := parts[part]():
            pieces += [*_rule(before, part, paper), *here]
            before = part
    return [*pieces, *marks, Space(paper.scaled(16))]


def _parts(
    slip: Slip, paper: Paper, sizes: Sizes
) -> Mapping[Part, Callable[[], Sequence[Piece]]]:
    """Return what each part of *slip* is, nothing if it says nothing."""
    rows = iter(slip.rows)
    return {
        "logo": lambda: _logo(slip, paper),
        "office": lambda: paper.lines(slip.office, sizes.office, bold=True),
        "heading": lambda: paper.lines([slip.heading], sizes.heading, bold=True),
        "number": lambda: _number(slip.number.strip(), paper, sizes),
        "badge": lambda: _badge(slip.badge, paper, sizes),
        "service": lambda: paper.lines([slip.service], sizes.service, bold=True),
        "place": lambda: paper.lines([slip.place], sizes.place, bold=True),
        "row": lambda: list(paper.table(islice(rows, 1), sizes.row)),
        "rows": lambda: list(paper.table(rows, sizes.row)),
        "code": lambda: [Code(slip.code, paper.scaled(MODULE))] if slip.code else [],
        "footer": lambda: paper.lines(slip.footer, sizes.footer),
    }


def _rule(before: Part | None, part: Part, paper: Paper) -> list[Piece]:
    """Return the line across the paper between two parts, where there is one.

    It stands below the office, and where the rows begin.
    """
    begins = part in ROWS and before is not None and before not in ROWS
    if begins or before == "office":
        return [Space(paper.scaled(6)), Rule(2), Space(paper.scaled(8))]
    return []


def _logo(slip: Slip, paper: Paper) -> list[Piece]:
    height = round(slip.logo_mm / MM_PER_INCH * paper.dpi)
    return [Logo(slip.logo, height), _gap(paper)] if slip.logo else []


def _badge(words: str, paper: Paper, sizes: Sizes) -> list[Piece]:
    if not words.strip():
        return []
    return [paper.badge(words, sizes.badge), _gap(paper)]


def _number(digits: str, paper: Paper, sizes: Sizes) -> list[Piece]:
    if not digits:
        return []
    share = sizes.number if len(digits) <= SHORT else 1.0
    number = Number(
        digits,
        height=round(NUMBER_MM / MM_PER_INCH * paper.dpi),
        width=round((paper.dots - 2 * MARGIN) * share),
    )
    return [_gap(paper), number, _gap(paper)]


def _gap(paper: Paper) -> Space:
    return Space(paper.scaled(8))
