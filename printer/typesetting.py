"""Sets words on paper of a given width: how large, and in how many lines.

Every line stands in the middle, so that it costs only the dots it covers. A line
that is too long is set smaller, and below the smallest size that old eyes read it
goes on in a second line. No letter is ever cut off. Paper under 60 mm carries the
Vietnamese only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from printer.pieces import Line, Measure, Text
from printer.slip import BETWEEN, SlipRow
from printer.wrapping import broken, words_in

DPI = 203
"""Sizes are in dots of an inch of 203, and scaled for other heads."""

MM_PER_INCH = 25.4
NARROW_MM = 60
MARGIN = 4
"""White at both sides: not all printers burn up to the edge."""

SECOND = 0.7
"""Size of the second language beside the first."""

SMALLEST = 30
"""Dots; not scaled, for the dots themselves make the letters.

At half the resolution that is 15 dots: with 14 an o looks like an a, and Ẩ like Ẫ.
It is 3.75 mm on a head of 203 dots an inch, type of more than 10 points.
"""

SMALLEST_SECOND = 22
CROWDED = 0.8
"""Two languages share a line if it shrinks no more than this."""


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

    def lines(
        self, wanted: Iterable[str], size: int, *, bold: bool = False
    ) -> list[Line]:
        """Return the lines for each of *wanted*, as large as *size* or as fits."""
        return [line for words in wanted for line in self._one(words, size, bold)]

    def table(self, rows: Iterable[SlipRow], size: int) -> Iterator[Line]:
        """Return each row as a line, or its value below where there is no room."""
        start = self.start(size)
        for row in rows:
            label = self._texts(row.label, start, bold=False)
            value = Text(f" {row.value}", start, bold=True)
            if (line := self._fitting(Line((*label, value)), SMALLEST)) is not None:
                yield line
            else:
                yield from self._one(row.label, size, bold=False)
                yield from self._one(row.value, size, bold=True)

    def badge(self, words: str, size: int) -> Line:
        """Return *words* in a frame, as large as *size* or as fits."""
        texts = self._texts(words, self.start(size), bold=True)
        return self._squeezed(Line(texts, framed=True))

    def start(self, size: int) -> int:
        """Return the dots of *size* on this head, enough of them to be read."""
        return max(min(size, SMALLEST), even(self.scaled(size)))

    def _one(self, words: str, size: int, bold: bool) -> Iterator[Line]:
        """Return *words* in one line, or each language in its own."""
        if not words.strip():
            return
        start, least = self.start(size), min(size, SMALLEST)
        texts = self._texts(words, start, bold=bold)
        if len(texts) == 1:
            yield from self._alone(texts[0], least)
            return
        shared = max(least, round(start * CROWDED))
        if (line := self._fitting(Line(texts), shared)) is not None:
            yield line
            return
        first, second = texts
        yield from self._alone(first, least)
        under = replace(second, words=second.words.removeprefix(BETWEEN))
        yield from self._alone(under, SMALLEST_SECOND)

    def _alone(self, text: Text, least: int) -> Iterator[Line]:
        """Return *text* in one line, or in as few as it fits, broken between words.

        Only a name too long for the smallest size comes to that: smaller, nobody
        could read it, and to cut it would make it another name.
        """
        words = words_in(text.words)
        for count in range(1, len(words) + 1):
            parts = [
                self._fitting(Line((replace(text, words=part),)), least)
                for part in broken(
                    words, count, lambda part: self.measure(replace(text, words=part))
                )
            ]
            if (lines := [part for part in parts if part is not None]) == parts:
                size = min(line.texts[0].size for line in lines)
                yield from (_sized(line, size) for line in lines)
                return
        # A single word that long is no word; still all of it is printed.
        yield from (
            self._squeezed(Line((replace(text, words=word),))) for word in words
        )

    def _texts(self, words: str, size: int, *, bold: bool) -> tuple[Text, ...]:
        """Return *words* with the second language smaller, or without it."""
        first, between, second = words.partition(BETWEEN)
        if not between:
            return (Text(words, size, bold),)
        if self.narrow:
            colon = ":" if second.endswith(":") else ""
            return (Text(first + colon, size, bold),)
        return Text(first, size, bold), Text(BETWEEN + second, even(size * SECOND))

    def _fitting(self, line: Line, least: int) -> Line | None:
        """Return *line* as large as fits, or None if that is below *least*."""
        size = line.texts[0].size
        while size >= least:
            if self._fits(smaller := _sized(line, size)):
                return smaller
            size -= 2
        return None

    def _squeezed(self, line: Line) -> Line:
        """Return *line* as large as fits, however small that is."""
        return self._fitting(line, 4) or _sized(line, 2)

    def _fits(self, line: Line) -> bool:
        border = line.texts[0].size * 1.4 if line.framed else 0
        room = self.dots - 2 * MARGIN
        return sum(self.measure(text) for text in line.texts) + border <= room


def even(size: float) -> int:
    """Return *size* as an even number of dots: the printer doubles half of it."""
    return int(size) // 2 * 2


def _sized(line: Line, size: int) -> Line:
    """Return *line* with its first text in *size*, the others in proportion."""
    was = line.texts[0].size
    return replace(
        line,
        texts=tuple(
            replace(text, size=max(2, even(text.size * size / was)))
            for text in line.texts
        ),
    )
