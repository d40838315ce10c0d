"""The small screen over a counter: which counter, and who is asked to come."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from display.boards import Called
from display.picture import AtDesk, OneDesk, Picture
from display.texts import Wording
from display.views.ground import paint_night
from display.views.pane import Places
from display.views.pulsing import PulsingPane
from display.views.tones import DIM, LIVE, OLD
from shared.qt.ink import Ink, columns_of, in_two, rows_of, width_of
from shared.qt.theme import (
    AMBER,
    AMBER_GROUND,
    DARK_RED,
    GOLD,
    NAVY_950,
    RED,
    WHITE,
    Weight,
)

LEFT = Qt.AlignmentFlag.AlignLeft
HEAD = 0.3
"""How much of the height says whose screen it is."""


class DeskPane(PulsingPane):
    """Paints the counter's number above, and below what goes on there."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self._wording = wording
        self._tones = LIVE

    def part(self, picture: Picture) -> object:
        return (picture.desk, picture.live)

    def standing(self, picture: Picture) -> bool:
        call = picture.desk.call if picture.desk else None
        return call is not None and call.stands_out

    def spoken(self, picture: Picture) -> str:
        desk, texts = picture.desk, self._wording.texts
        if desk is None:
            return texts.counter
        said = getattr(texts, f"desk_{desk.at}")
        number = desk.call.number if desk.call and self._shows(desk) else ""
        return f"{texts.counter} {desk.counter}: {said} {number}".strip()

    def draw_ground(self, painter: QPainter) -> None:
        box, live = QRectF(self.rect()), self.picture is not None and self.picture.live
        paint_night(painter, box)
        head = QRectF(box.x(), box.y(), box.width(), box.height() * HEAD)
        shade = QLinearGradient(head.topLeft(), head.topRight())
        for place, colour in ((0, DARK_RED), (0.5, RED), (1, DARK_RED)):
            shade.setColorAt(place, colour if live else DIM)
        painter.fillRect(head, shade)
        edge = 6 * self.unit
        painter.fillRect(head.adjusted(0, head.height() - edge, 0, 0), GOLD)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        self._tones = LIVE if picture.live else OLD
        self.frames.clear()
        desk, u = picture.desk, ink.u
        if desk is None:
            return frozenset()
        box = QRectF(self.rect())
        head, body = rows_of(box, (box.height() * HEAD, 0))
        self._draw_head(ink, head.adjusted(44 * u, 14 * u, -44 * u, -18 * u), desk)
        body = body.adjusted(44 * u, 24 * u, -44 * u, -32 * u)
        if desk.call is not None and self._shows(desk):
            self._draw_call(ink, body, desk, desk.call)
            return frozenset({(desk.call.number, desk.counter)})
        self._draw_state(ink, body, desk)
        return frozenset()

    def _draw_head(self, ink: Ink, box: QRectF, desk: OneDesk) -> None:
        u, word = ink.u, self._wording.texts.counter
        size, bold = box.height() * 1.1, Weight.ExtraBold
        number = width_of(desk.counter, int(size), bold)
        label = min(width_of(word, int(size * 0.5), bold), box.width() * 0.26)
        first, second, services = columns_of(box, (label, number, 0), 30 * u)
        live = self._tones is LIVE
        ink.line(first, word, size * 0.5, WHITE, weight=bold, align=LEFT)
        colour = GOLD if live else self._tones.number
        ink.line(second, desk.counter, size, colour, weight=bold)
        rows = [*desk.services[:3]]
        parts = rows_of(services, [services.height() / len(rows)] * len(rows))
        tall = min(88 * u, parts[0].height() * 0.74)
        for part, name in zip(parts, rows, strict=True):
            ink.paragraph(part, name, tall, WHITE, weight=Weight.Bold, align=LEFT)

    def _draw_call(self, ink: Ink, box: QRectF, desk: OneDesk, call: Called) -> None:
        u, tones = ink.u, self._tones
        calling = desk.at is AtDesk.CALLING
        heading, number = rows_of(box, (150 * u, 0), 16 * u)
        above, below = rows_of(heading, (heading.height() * 0.66, 0))
        key = "calling_again" if calling and call.recall else f"desk_{desk.at}"
        words = self._wording
        text, bold = getattr(words.texts, key), Weight.Bold
        ink.line(above, text, above.height() * 0.86, tones.heading, weight=bold)
        ink.line(below, words.beside(key), 40 * u, tones.second)
        radius = 40 * u
        edge = tones.frame if calling else DIM
        ink.plate(number, radius, NAVY_950, edge=edge, width=3 * u)
        if call.stands_out:
            self.frames.append((number, radius))
        inner = number.adjusted(40 * u, 0, -40 * u, 0)
        if call.priority:
            inner, mark = rows_of(inner, (0, min(110 * u, inner.height() * 0.24)))
            self._draw_priority(ink, mark.adjusted(0, 0, 0, -14 * u))
        colour = tones.number if calling else tones.listed
        tall = inner.height() * 1.06
        ink.line(inner, call.number, tall, colour, weight=Weight.ExtraBold)

    def _draw_priority(self, ink: Ink, box: QRectF) -> None:
        text, tall, live = (
            self._wording.texts.priority,
            box.height(),
            self._tones is LIVE,
        )
        wide = width_of(text, int(tall * 0.6), Weight.Bold) + tall * 1.7
        plate = QRectF(box.center().x() - wide / 2, box.y(), wide, tall)
        ink.plate(plate, tall / 2, RED if live else DIM, edge=WHITE, width=3 * ink.u)
        centre = QPointF(plate.x() + tall * 0.7, plate.center().y())
        ink.star(centre, tall * 0.32, GOLD if live else WHITE)
        words = plate.adjusted(tall * 1.1, 0, -tall * 0.4, 0)
        ink.line(words, text, tall * 0.6, WHITE, weight=Weight.Bold)

    def _draw_state(self, ink: Ink, box: QRectF, desk: OneDesk) -> None:
        u, words, tones = ink.u, self._wording, self._tones
        key = f"desk_{desk.at}"
        text = getattr(words.texts, key)
        colour, second = tones.heading, tones.second
        if desk.at is AtDesk.PAUSED and tones is LIVE:
            ink.plate(box, 40 * u, AMBER_GROUND)
            colour = second = AMBER
        box = box.adjusted(40 * u, 0, -40 * u, 0)
        lines = in_two(text, box.width(), int(130 * u), Weight.Bold)
        heights = [170 * u] * len(lines)
        middle = QRectF(box.x(), 0, box.width(), sum(heights) + 80 * u)
        middle.moveCenter(box.center())
        *rows, below = rows_of(middle, [*heights, 0])
        for row, line in zip(rows, lines, strict=True):
            ink.line(row, line, 130 * u, colour, weight=Weight.Bold)
        ink.line(below, words.beside(key), 48 * u, second)

    def _shows(self, desk: OneDesk) -> bool:
        return desk.at in {AtDesk.CALLING, AtDesk.SERVING}
