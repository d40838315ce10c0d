"""How the words of a slip stand on paper of a given width: sizes and order.

A line that is too long is set smaller, never cut or wrapped. Lines that belong
together shrink together. Paper under 60 mm carries the Vietnamese only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from printer.slip import Slip, SlipRow

# Sizes are in dots of an inch of 203, and scaled for other heads.
DPI = 203
OFFICE, HEADING, SERVICE, PLACE, ROW, FOOTER, MARK = 30, 32, 46, 38, 30, 28, 40
BADGE = 36
NUMBER_MM = 19.0
SECOND = 0.7
"""Size of the second language beside the first."""

MODULE = 6
CROWDED = 0.8
"""Two languages share a line if it shrinks no more than this."""

BETWEEN = " / "
MM_PER_INCH = 25.4
NARROW_MM = 60
MARGIN = 4
"""White at both sides: not all printers burn up to the edge."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one size and weight."""

    words: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words in the middle, or some at the left and some at the right edge."""

    left: tuple[Text, ...]
    right: tuple[Text, ...] = ()
    framed: bool = False

    def texts(self) -> tuple[Text, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Number:
    """The number of the ticket, *height* dots high or as high as fits."""

    digits: str
    height: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    thickness: int


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with modules of *module* dots and its quiet border."""

    payload: str
    module: int


@dataclass(frozen=True, slots=True)
class Space:
    """White rows."""

    rows: int


Piece = Line | Number | Rule | Code | Space
Measure = Callable[[Text], float]
"""Says how many dots wide a text is."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Lays out lines on paper *dots* wide at *dpi* dots an inch."""

    dots: int
    dpi: int
    measure: Measure

    @property
    def narrow(self) -> bool:
        return self.dots / self.dpi * MM_PER_INCH < NARROW_MM

    def scaled(self, size: float) -> int:
        """Return a size given at 203 dots an inch for this paper."""
        return round(size * self.dpi / DPI)

    def texts(self, words: str, size: float, *, bold: bool = False) -> tuple[Text, ...]:
        """Return *words* with the second language smaller, or without it."""
        first, between, second = words.partition(BETWEEN)
        here = self.scaled(size)
        if not between:
            return (Text(words, here, bold),)
        if self.narrow:
            colon = ":" if second.endswith(":") else ""
            return (Text(first + colon, here, bold),)
        return Text(first, here, bold), Text(BETWEEN + second, here * SECOND)

    def lines(
        self, wanted: Iterable[str], size: float, *, bold: bool = False
    ) -> list[Line]:
        """Return lines in the middle, of one size unless the paper is narrow."""
        lines = [
            line
            for words in wanted
            if words
            for line in self._apart(Line(self.texts(words, size, bold=bold)))
        ]
        if self.narrow:
            # There one long line would make all the others too small to read.
            return [fitted for line in lines for fitted in self.fitted([line])]
        return self.fitted(lines)

    def _apart(self, line: Line) -> list[Line]:
        """Return *line*, or a line for each language where one would be too small."""
        if len(line.left) == 1 or self._room(line) >= CROWDED:
            return [line]
        first, second = line.left
        under = replace(second, words=second.words.removeprefix(BETWEEN))
        return [*self.fitted([Line((first,))]), *self.fitted([Line((under,))])]

    def table(self, rows: Iterable[SlipRow]) -> list[Line]:
        """Return rows with the label at the left and the value at the right."""
        return self.fitted(
            Line(self.texts(row.label, ROW), self.texts(row.value, ROW, bold=True))
            for row in rows
        )

    def fitted(self, lines: Iterable[Line]) -> list[Line]:
        """Return *lines* made smaller together until the widest fits."""
        lines = list(lines)
        scale = min([1.0, *(self._room(line) for line in lines)])
        return [
            replace(
                line, left=_shrunk(line.left, scale), right=_shrunk(line.right, scale)
            )
            for line in lines
        ]

    def _room(self, line: Line) -> float:
        # A row keeps two letters between label and value, a frame its border.
        apart = line.left[0].size * (0.6 if line.right else 2.0 if line.framed else 0.1)
        room = self.dots - 2 * MARGIN
        return room / (sum(self.measure(text) for text in line.texts()) + apart)


def lay_out(slip: Slip, dots: int, dpi: int, measure: Measure) -> list[Piece]:
    """Return what stands on the paper from top to bottom."""
    paper = Paper(dots, dpi, measure)
    gap = Space(paper.scaled(10))
    rule = (Space(paper.scaled(8)), Rule(paper.scaled(3)), Space(paper.scaled(8)))
    number = round(NUMBER_MM / MM_PER_INCH * dpi)
    mark = f"*** {slip.mark} ***" if slip.mark else ""
    parts: list[list[Piece]] = [
        [*paper.lines([mark], MARK, bold=True)],
        [*paper.lines(slip.office, OFFICE, bold=True)],
        [*rule, *paper.lines([slip.heading], HEADING, bold=True)],
        [gap, Number(slip.number, number), gap] if slip.number.strip() else [],
        [*_badge(slip.badge, paper), gap] if slip.badge else [],
        [*paper.lines([slip.service], SERVICE, bold=True)],
        [*paper.lines([slip.place], PLACE, bold=True)],
        [*rule, *paper.table(slip.rows)] if slip.rows else [],
        [gap, *_code(slip.code, paper), gap] if slip.code else [],
        [*paper.lines(slip.footer, FOOTER)],
        [*paper.lines([mark], MARK, bold=True), Space(paper.scaled(24))],
    ]
    return [piece for part in parts for piece in part]


def _badge(words: str, paper: Paper) -> list[Line]:
    return paper.fitted([Line(paper.texts(words, BADGE, bold=True), framed=True)])


def _code(payload: str, paper: Paper) -> list[Piece]:
    return [Code(payload, paper.scaled(MODULE))]


def _shrunk(texts: tuple[Text, ...], scale: float) -> tuple[Text, ...]:
    return tuple(replace(text, size=text.size * scale) for text in texts)
