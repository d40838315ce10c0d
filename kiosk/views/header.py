"""The head of the screen: the office, the time, and the button for the language."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture, Screen
from kiosk.views.plain import Look, PlainButton
from kiosk.views.scale import LEAST
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, paragraph
from shared.qt.ink import Ink, columns_of, in_two, rows_of, width_of
from shared.qt.motif import drum, emblem
from shared.qt.theme import GOLD, LIGHT_GOLD, NAVY_800, NAVY_950, WHITE, Weight

RIGHT = Qt.AlignmentFlag.AlignRight
EMBLEM, SIDE, EDGE, LOW_HEAD = 96, 48, 6, 172
NARROW = 1500
"""So many units: below, the time stands under the names."""


def language_words(picture: Picture) -> str:
    """Return what stands on the button that changes the language."""
    names = [
        one.name for one in picture.comfort.languages if one.code != picture.language
    ]
    return names[0] if len(names) == 1 else picture.texts.access.languages


class Header(Sheet):
    """Paints the office's name on the left and the clock on the right.

    While the screen is low it fills the upper half, says what to do in large
    letters, and its button stands elsewhere.

    Signals:
        language_wanted: A citizen wants to read the other language.
    """

    language_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("header", parent)
        self.language = PlainButton(
            "language", self, icon="languages", look=Look.ON_NIGHT, size=30
        )
        self.language.clicked.connect(self.language_wanted)
        self._changes = True

    def say(self, picture: Picture) -> None:
        self.language.say(language_words(picture))
        self._changes = len(picture.comfort.languages) > 1

    def spoken(self, picture: Picture) -> str:
        return f"{picture.office}, {picture.unit}, {picture.time}, {picture.date}"

    def arrange(self) -> None:
        u, scale = self.scale.u, self.scale
        self.language.setVisible(self._changes and not self.scale.low)
        wide = max(self.language.wish(u), scale.target, 190 * u)
        tall = max(scale.target, 81 * u)
        middle = (self.height() - EDGE * u) / 2
        box = QRectF(self.width() - SIDE * u - wide, middle - tall / 2, wide, tall)
        self.language.place(box, scale)

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        u = self.scale.u
        shade = QLinearGradient(box.topLeft(), box.topRight())
        shade.setColorAt(0, NAVY_800)
        shade.setColorAt(1, NAVY_950)
        painter.fillRect(box, shade)
        size = int(340 * u)
        at = (int(box.width() * 0.55 - size / 2), int(box.center().y() - size / 2))
        painter.drawPixmap(*at, drum(size, "#C9D8EC", 0.14))
        self._draw_edge(painter, box)

    def draw_plain_ground(self, painter: QPainter, box: QRectF) -> None:
        super().draw_plain_ground(painter, box)
        self._draw_edge(painter, box)

    def _draw_edge(self, painter: QPainter, box: QRectF) -> None:
        u = self.scale.u
        painter.fillRect(box.adjusted(0, box.height() - EDGE * u, 0, 0), GOLD)
        middle = (self._head() - (EMBLEM + EDGE) * u) / 2
        painter.drawPixmap(int(SIDE * u), int(middle), emblem(int(EMBLEM * u)))

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, head = ink.u, self._head()
        right = self.language.x() - 28 * u
        if self.language.isHidden():
            right = box.width() - SIDE * u
        left = (SIDE + EMBLEM + 24) * u
        inner = QRectF(left, 10 * u, right - left, head - (20 + EDGE) * u)
        if self.scale.low:
            below = box.adjusted(SIDE * u, head, -SIDE * u, -2 * SIDE * u)
            self._draw_task(ink, below, picture)
        if box.width() < NARROW * u:
            names, times = rows_of(inner, (inner.height() * 0.70, 0))
            self._draw_names(ink, names, picture)
            both = f"{picture.time}  ·  {picture.date}"
            ink.line(
                times, both, 34 * u, WHITE, weight=Weight.Bold, align=LEFT, least=LEAST
            )
        else:
            names, times = columns_of(inner, (0, 340 * u), 20 * u)
            self._draw_names(ink, names, picture)
            self._draw_clock(ink, times, picture)

    def _head(self) -> float:
        """Return how much of its height is for the office and the time."""
        return self.height() if not self.scale.low else LOW_HEAD * self.scale.u

    def _draw_task(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        """Say in the upper half what is to be done in the lower."""
        texts, u = picture.texts, ink.u
        if picture.screen is Screen.HOME:
            words = texts.title_priority if picture.priority else texts.title
            paragraph(ink, box, words, 84 * u, GOLD, weight=Weight.Bold)
        elif picture.search is not None and self.scale.tight:
            query, hint = rows_of(box, (0, box.height() * 0.45))
            words = picture.search.query or texts.search.title
            paragraph(ink, query, words, 72 * u, GOLD, weight=Weight.Bold)
            paragraph(ink, hint, picture.search.hint, 40 * u, WHITE)
        elif picture.choice and picture.choice.number:
            number = picture.choice.number
            ink.line(box, number, 360 * u, GOLD, weight=Weight.ExtraBold)

    def _draw_names(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        """Write the names of the office, a long one on two lines."""
        u, least = ink.u, int(LEAST * ink.u)
        fits = width_of(picture.office, least, Weight.Bold) <= box.width()
        offices = (
            [picture.office]
            if fits
            else in_two(picture.office, box.width(), least, Weight.Bold)
        )
        tall = box.height() / (2 * len(offices) + 1.6) * 2
        *lines, unit = rows_of(box, [*[tall] * len(offices), 0])
        for row, line in zip(lines, offices, strict=True):
            ink.line(
                row,
                line,
                40 * u if fits else LEAST * u,
                WHITE,
                weight=Weight.Bold,
                align=LEFT,
                least=LEAST,
            )
        ink.line(unit, picture.unit, 30 * u, LIGHT_GOLD, align=LEFT, least=LEAST)

    def _draw_clock(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u = ink.u
        time, date = rows_of(box, (box.height() * 0.6, 0))
        ink.line(time, picture.time, 56 * u, WHITE, weight=Weight.Bold, align=RIGHT)
        ink.line(date, picture.date, 28 * u, WHITE, align=RIGHT, least=LEAST)
