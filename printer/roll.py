"""A roll of paper under a print head: rows of dots, and tickets cut off as PNG.

A piece that was not ended by a cut, or that began in the middle, is torn: its file
ends in `-torn.png`, and its picture has a jagged edge.
"""

from pathlib import Path

from PIL import Image, ImageDraw

LONGEST = 40_000
"""Rows, 5 m: a ticket that is never cut does not fill the memory."""

JAG = 8
"""Rows of a torn edge."""


class Roll:
    """Paper *dots* wide, with the cutter *head_rows* behind the head."""

    def __init__(self, out: Path, dots: int, head_rows: int) -> None:
        self._out = out
        self._dots = dots
        self._head_rows = head_rows
        self._rows: list[int] = [0] * head_rows
        self._headless = False

    @property
    def inked(self) -> bool:
        """Whether anything is printed on what has not been cut off."""
        return any(self._rows)

    def add(self, row: int) -> None:
        """Print one row; its highest bit is the dot at the left."""
        if len(self._rows) < LONGEST:
            self._rows.append(row)

    def cut(self, *, feed: bool) -> Path | None:
        """Cut and return the picture of what falls off, None if it is blank.

        With *feed* all that has been printed is brought behind the cutter first;
        without, the last rows stay on the roll.
        """
        if feed:
            self._rows += [0] * self._head_rows
        at = len(self._rows) - self._head_rows
        cut_off, self._rows = self._rows[:at], self._rows[at:]
        torn, self._headless = self._headless, False
        return self._keep(cut_off, foot=False, head=torn)

    def finish(self) -> Path | None:
        """Take off what has been printed as a whole ticket, without a cutter."""
        rows, self._rows = self._rows, [0] * self._head_rows
        torn, self._headless = self._headless, False
        return self._keep(rows, foot=False, head=torn)

    def tear(self, *, goes_on: bool = False) -> Path | None:
        """Tear off what has been printed and return its picture, None if blank.

        *goes_on* says that the rest of it will be printed on what comes now.
        """
        head = self._headless
        self._headless = goes_on and (head or self.inked)
        rows, self._rows = self._rows, [0] * self._head_rows
        return self._keep(rows, foot=True, head=head)

    def _keep(self, rows: list[int], *, foot: bool, head: bool) -> Path | None:
        if not any(rows):
            return None
        picture = _picture(rows, self._dots)
        if foot or head:
            picture = _jagged(picture, foot=foot, head=head)
        self._out.mkdir(parents=True, exist_ok=True)
        end = "-torn" if foot or head else ""
        path = self._out / f"ticket-{self._last() + 1:04}{end}.png"
        # Whoever watches the folder never sees half a picture.
        unfinished = path.with_suffix(".part")
        picture.save(unfinished, "PNG")
        unfinished.replace(path)
        return path

    def _last(self) -> int:
        names = (path.stem.split("-")[1] for path in self._out.glob("ticket-*.png"))
        return max((int(name) for name in names if name.isdecimal()), default=0)


def is_torn(path: Path) -> bool:
    """Return whether the picture at *path* is of a torn ticket."""
    return path.stem.endswith("-torn")


def _picture(rows: list[int], dots: int) -> Image.Image:
    black = b"".join(row.to_bytes(dots // 8, "big") for row in rows)
    return Image.frombytes("1", (dots, len(rows)), bytes(byte ^ 255 for byte in black))


def _jagged(picture: Image.Image, *, foot: bool, head: bool) -> Image.Image:
    """Return *picture* with a torn edge added below, above or both."""
    above = JAG if head else 0
    size = (picture.width, above + picture.height + (JAG if foot else 0))
    torn = Image.new("1", size, 1)
    torn.paste(picture, (0, above))
    pen = ImageDraw.Draw(torn)
    edges = [0] * head + [size[1] - JAG] * foot
    for top in edges:
        for x in range(0, picture.width, 2 * JAG):
            pen.polygon(
                [(x, top + JAG), (x + JAG, top), (x + 2 * JAG, top + JAG)], fill=0
            )
    return torn
