"""The gold counter pill, the zone and the priority mark of a call."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from display.boards import Called
from display.texts import Wording
from display.views.tones import DIM, LIVE, Tones
from shared.qt.ink import LEAST, Ink, columns_of, in_two, rows_of, width_of
from shared.qt.theme import GOLD, RED, WHITE, Weight, readable_on

LEFT = Qt.AlignmentFlag.AlignLeft
MEDIUM = Weight.Medium
SERVICE = 40
"""The size of a service's name, in units."""

LEAST_WITH_WORD = 48
"""A priority mark is no smaller than this before it gives up its word."""


class Badges:
    """Draws what stands beside a number."""

    def __init__(self, ink: Ink, wording: Wording, tones: Tones) -> None:
        self._ink = ink
        self._wording = wording
        self._tones = tones

    def counter(self, box: QRectF, counter: str) -> None:
        """Draw "to counter" and its number."""
        ink, tones, tall = self._ink, self._tones, box.height()
        ink.plate(box, min(28 * ink.u, tall * 0.3), tones.pill)
        inner = box.adjusted(tall * 0.18, 0, -tall * 0.14, 0)
        size, bold = tall * 0.98, Weight.ExtraBold
        wide = width_of("88", int(size), bold)
        words, number = columns_of(inner, (0, min(wide, inner.width() * 0.46)), 12)
        beside = self._wording.beside("to_counter") if tall > 110 * ink.u else ""
        size_beside = int(max(tall * 0.2, LEAST * ink.u))
        if beside and width_of(beside, size_beside, Weight.DemiBold) <= words.width():
            words, below = rows_of(
                words.adjusted(0, tall * 0.14, 0, -tall * 0.12), (0, tall * 0.24)
            )
            ink.line(below, beside, tall * 0.2, tones.on_pill)
        texts = self._wording.texts
        least = int(max(tall * 0.24, LEAST * ink.u))
        said = (texts.to_counter, texts.counter)
        fitting = (s for s in said if width_of(s, least, bold) <= words.width())
        text = next(fitting, "")
        if not text:
            number = inner
        ink.line(words, text, tall * 0.42, tones.on_pill, weight=Weight.ExtraBold)
        ink.line(number, counter, size, tones.counter, weight=Weight.ExtraBold)

    def about(self, box: QRectF, call: Called) -> None:
        """Draw zone and priority mark, and the service below."""
        ink, tones = self._ink, self._tones
        above, below = rows_of(box, (box.height() * 0.42, 0), 6 * ink.u)
        self.marks(above, call)
        size = SERVICE * ink.u
        lines = in_two(
            self._name(call, below.width()), below.width(), int(size), MEDIUM
        )
        second = call.second_service if len(lines) == 1 else ""
        if second:
            below, beside = rows_of(below, (below.height() * 0.56, 0))
            ink.line(beside, second, 28 * ink.u, tones.second, align=LEFT)
        parts = rows_of(below, [below.height() / len(lines)] * len(lines))
        for part, line in zip(parts, lines, strict=True):
            ink.line(part, line, size, tones.heading, weight=MEDIUM, align=LEFT)

    def _name(self, call: Called, width: float) -> str:
        """Return the service's name, or its short one where two lines are too few."""
        least = int(LEAST * self._ink.u)
        lines = in_two(call.service, width, least, MEDIUM)
        fits = all(width_of(line, least, MEDIUM) <= width for line in lines)
        return call.service if fits else call.short_service

    def marks(self, box: QRectF, call: Called) -> None:
        """Draw the zone and, where it is one, the mark of a priority number."""
        ink = self._ink
        zone = self._wording.texts.in_zone.format(zone=call.zone) if call.zone else ""
        tall = min(box.height(), 72 * ink.u)
        gap = 14 * ink.u
        if call.priority:
            tall = self._tall_for_both(zone, tall, box.width() - gap)
        top, start = box.center().y() - tall / 2, box.x()
        if zone:
            ground = QColor(call.zone_colour) if self._tones is LIVE else DIM
            plate = QRectF(start, top, self._wide(zone, tall), tall)
            ink.plate(plate, tall / 2, ground, edge=WHITE, width=3 * ink.u)
            ink.line(plate, zone, tall * 0.54, readable_on(ground), weight=Weight.Bold)
            start = plate.right() + gap
        if call.priority:
            self._priority(QRectF(start, top, box.right() - start, tall))

    def _tall_for_both(self, zone: str, tall: float, room: float) -> float:
        """Return how tall zone and priority mark are to stand side by side."""
        word = self._wording.texts.priority
        for smaller in range(int(tall), int(LEAST_WITH_WORD * self._ink.u), -1):
            wide = self._wide(zone, smaller) + self._wide_with_star(word, smaller)
            if wide <= room:
                return smaller
        while tall > 1 and self._wide(zone, tall) + tall > room:
            tall -= 1
        return tall

    def _priority(self, box: QRectF) -> None:
        """Draw ★ and the word, or only the ★ where the word finds no room."""
        ink, tall = self._ink, box.height()
        text = self._wording.texts.priority
        live = self._tones is LIVE
        wide = self._wide_with_star(text, tall)
        fits = wide <= box.width() + 1
        plate = QRectF(box.x(), box.y(), wide if fits else tall, tall)
        ink.plate(plate, tall / 2, RED if live else DIM, edge=WHITE, width=3 * ink.u)
        centre = QPointF(plate.x() + tall * (0.62 if fits else 0.5), plate.center().y())
        ink.star(centre, tall * 0.3, GOLD if live else WHITE)
        if fits:
            words = plate.adjusted(tall * 0.95, 0, -tall * 0.3, 0)
            ink.line(words, text, tall * 0.54, WHITE, weight=Weight.Bold)

    def _wide_with_star(self, text: str, tall: float) -> float:
        return self._wide(text, tall) + tall * 0.55

    def _wide(self, text: str, tall: float) -> float:
        return width_of(text, int(tall * 0.54), Weight.Bold) + tall * 0.8
