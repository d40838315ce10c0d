"""The red head of the screen: the office, the time and the date."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter

from display.picture import Picture
from display.views.pane import Pane, Places
from shared.qt.ink import Ink, columns_of, in_two, rows_of
from shared.qt.motif import drum, emblem
from shared.qt.theme import DARK_RED, GOLD, LIGHT_GOLD, RED, WHITE, Weight

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class HeaderPane(Pane):
    """Paints the office's name on the left, the clock on the right."""

    def part(self, picture: Picture) -> object:
        return (picture.office, picture.unit, picture.time, picture.date)

    def spoken(self, picture: Picture) -> str:
        return f"{picture.office}, {picture.unit}, {picture.time}, {picture.date}"

    def draw_ground(self, painter: QPainter) -> None:
        box, u = QRectF(self.rect()), self.unit
        shade = QLinearGradient(box.topLeft(), box.topRight())
        shade.setColorAt(0, DARK_RED)
        shade.setColorAt(0.5, RED)
        shade.setColorAt(1, DARK_RED)
        painter.fillRect(box, shade)
        painter.fillRect(box.adjusted(0, box.height() - 6 * u, 0, 0), GOLD)
        size = int(300 * u)
        centre = box.center().x() + 140 * u
        painter.save()
        painter.setClipRect(box.adjusted(0, 0, 0, -6 * u))
        painter.drawPixmap(
            int(centre - size / 2),
            int(box.center().y() - size / 2),
            drum(size, "#FFCF4A", 0.13),
        )
        painter.restore()
        painter.drawPixmap(int(44 * u), int(20 * u), emblem(int(90 * u)))

    def draw(self, ink: Ink, picture: Picture) -> Places:
        u = ink.u
        box = QRectF(self.rect()).adjusted(156 * u, 8 * u, -40 * u, -14 * u)
        names, times = columns_of(box, (0, 304 * u), 20 * u)
        lines = in_two(picture.office, names.width(), int(31 * u), Weight.Bold)
        share = 0.56 if len(lines) == 1 else 0.35
        *rows, unit = rows_of(names, [names.height() * share] * len(lines) + [0])
        for row, line in zip(rows, lines, strict=True):
            ink.line(row, line, 78 * u * share, WHITE, weight=Weight.Bold, align=LEFT)
        ink.line(unit, picture.unit, 30 * u, LIGHT_GOLD, align=LEFT)
        time, date = rows_of(times, (times.height() * 0.6, 0))
        ink.line(time, picture.time, 60 * u, WHITE, weight=Weight.Bold, align=RIGHT)
        ink.line(date, picture.date, 28 * u, LIGHT_GOLD, align=RIGHT)
        return frozenset()
