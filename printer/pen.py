"""Sets letters and pictures in lines and places them on the paper, as rows of dots.

It knows no commands: `printer.orders` says what each of them wants of the pen.
"""

from dataclasses import dataclass, field

from PIL import Image

from printer.codepages import letters_in
from printer.letters import Style, cell
from printer.reading import Picture

LINE = 30
"""Rows from one line of letters to the next, 1/6 inch."""

# Each byte with its eight dots doubled.
DOUBLED = [
    sum(3 << (2 * bit) for bit in range(8) if byte >> bit & 1).to_bytes(2, "big")
    for byte in range(256)
]


@dataclass
class State:
    """What stays set from one command to the next, as it is at power-on."""

    style: Style = field(default_factory=Style)
    page: int = 0
    country: int = 0
    align: int = 0
    """0 at the left, 1 in the middle, 2 at the right."""

    spacing: int = LINE
    apart: int = 0
    """Dots between letters."""

    margin: int = 0
    width: int = 0
    """Of the print area, from the left margin on; 0 for all there is."""

    tabs: tuple[int, ...] = ()
    unit: int = 0
    """Steps of the paper to an inch; 0 for one a dot."""

    bar_height: int = 162
    bar_module: int = 3
    bar_words: int = 0
    graphic: Image.Image | None = None
    code: bytes = b""
    code_module: int = 3
    code_level: int = 48


class Pen:
    """Puts letters and pictures on paper *dots* wide."""

    def __init__(self, dots: int, dpi: int = 203) -> None:
        self.dots = dots
        self._dpi = dpi
        self._all = (1 << dots) - 1
        self._line: list[tuple[int, Image.Image]] = []
        self.state = State()
        self.at = 0
        """Where in the line the next letter goes, in dots from the margin."""

    @property
    def room(self) -> int:
        """How many dots wide a line may be."""
        most = max(8, self.dots - self.state.margin)
        return min(self.state.width or most, most)

    def reset(self) -> None:
        """Forget everything, as at power-on and at ESC @."""
        self.state = State()
        self.drop()

    def drop(self) -> None:
        """Forget the line that has not been printed yet."""
        self._line, self.at = [], 0

    def write(self, text: bytes) -> list[int]:
        """Put *text* in the line; return the rows of the lines that became full."""
        state = self.state
        rows: list[int] = []
        for letter in letters_in(text, state.page, state.country):
            image = cell(letter, state.style)
            if self.at and self.at + image.width > self.room:
                rows += self.end_line(state.spacing)
            self.put(image)
            self.at += state.apart * state.style.wide
        return rows

    def put(self, image: Image.Image) -> None:
        """Put *image* in the line, where the next letter would go."""
        self._line.append((self.at, image))
        self.at += image.width

    def end_line(self, spacing: int) -> list[int]:
        """Return the rows of the line, with white up to *spacing* rows at least."""
        line = self._line
        self.drop()
        if not line:
            return [0] * spacing
        high = max(image.height for _, image in line)
        whole = Image.new("L", (max(at + image.width for at, image in line), high))
        for at, image in line:
            whole.paste(image, (at, high - image.height))
        rows = self.placed(whole)
        return rows + [0] * (spacing - len(rows))

    def alone(self, image: Image.Image) -> list[int]:
        """Return what is in the line, and *image* below it."""
        return (self.end_line(0) if self._line else []) + self.placed(image)

    def placed(self, image: Image.Image) -> list[int]:
        """Return *image* as rows, where the margin and the alignment want it."""
        step = (self.dots + 7) // 8
        page = Image.new("1", (step * 8, image.height))
        page.paste(
            image.convert("1", dither=Image.Dither.NONE),
            (self._left_of(image.width), 0),
        )
        data = page.tobytes()
        return [
            int.from_bytes(data[start : start + step], "big") >> (step * 8 - self.dots)
            for start in range(0, len(data), step)
        ]

    def row_of(self, data: bytes, picture: Picture) -> list[int]:
        """Return the rows that one row of *picture* becomes."""
        if picture.wide == 2:
            data = b"".join(DOUBLED[byte] for byte in data)
        wide = len(data) * 8
        right = self.dots - wide - self._left_of(wide)
        dots = int.from_bytes(data, "big")
        dots = dots << right if right >= 0 else dots >> -right
        return [dots & self._all] * picture.high

    def _left_of(self, wide: int) -> int:
        """Return where something *wide* begins, as the alignment wants it."""
        spare = max(0, self.room - wide)
        return self.state.margin + spare * self.state.align // 2

    def rows_in(self, units: int) -> int:
        """Return how many rows *units* of the paper's motion are."""
        return round(units * self._dpi / (self.state.unit or self._dpi))
