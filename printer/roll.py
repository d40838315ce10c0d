"""A roll of paper under a print head: rows of dots, and tickets cut off as PNG."""

from pathlib import Path

from PIL import Image

LONGEST = 40_000
"""Rows, 5 m: a ticket that is never cut does not fill the memory."""

# Each half byte with its four dots doubled.
DOUBLED = [
    sum(3 << (2 * bit) for bit in range(4) if half >> bit & 1) for half in range(16)
]


class Roll:
    """Paper *dots* wide, with the cutter *head_rows* behind the head."""

    def __init__(self, out: Path, dots: int, head_rows: int) -> None:
        self._out = out
        self._dots = dots
        self._head_rows = head_rows
        self._rows: list[int] = [0] * head_rows
        self.align = 0
        """0 at the left, 1 in the middle, 2 at the right."""

    def feed(self, rows: int) -> None:
        self._add([0] * rows)

    def burn(self, row: bytes, wide: int, high: int) -> None:
        """Print a row of dots, each as often across and down as asked."""
        if wide == 2:
            row = b"".join(
                (DOUBLED[byte >> 4] << 8 | DOUBLED[byte & 15]).to_bytes(2, "big")
                for byte in row
            )
        spare = self._dots - len(row) * 8
        right = spare - max(0, spare * self.align // 2)
        dots = int.from_bytes(row, "big")
        dots = dots << right if right >= 0 else dots >> -right
        self._add([dots] * high)

    def cut(self) -> Path | None:
        """Cut off what has been printed and return its picture, None if it is blank."""
        rows, self._rows = self._rows, [0] * self._head_rows
        if not any(rows):
            return None
        size = (self._dots, len(rows))
        black = b"".join(row.to_bytes(self._dots // 8, "big") for row in rows)
        picture = Image.frombytes("1", size, bytes(byte ^ 255 for byte in black))
        return self._keep(picture)

    def _add(self, rows: list[int]) -> None:
        if len(self._rows) < LONGEST:
            self._rows += rows

    def _keep(self, picture: Image.Image) -> Path:
        self._out.mkdir(parents=True, exist_ok=True)
        path = self._out / f"ticket-{self._last() + 1:04}.png"
        # Whoever watches the folder never sees half a picture.
        unfinished = path.with_suffix(".part")
        picture.save(unfinished, "PNG")
        unfinished.replace(path)
        return path

    def _last(self) -> int:
        names = (
            path.stem.removeprefix("ticket-") for path in self._out.glob("ticket-*.png")
        )
        return max((int(name) for name in names if name.isdecimal()), default=0)
