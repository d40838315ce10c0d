"""What the kiosk says when there is nothing to touch: starting, waiting, broken."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture, Screen
from kiosk.views.plain import Look, PlainButton
from kiosk.views.sheet import Sheet
from kiosk.views.words import draw_icon, night, paragraph
from shared.qt.ink import Ink, rows_of
from shared.qt.theme import GOLD, NAVY_950, WHITE, Weight

SIDE, BUTTON = 64, 130
TITLE, HINT, SIGN, NUMBER = 72, 44, 180, 200
FOOT, BARRED = 150, 30
ICONS = {
    Screen.CONNECTING: "hourglass",
    Screen.AWAY: "wifi-off",
    Screen.LATE: "hourglass",
    Screen.REFUSED: "info",
    Screen.UNDONE: "circle-check",
    Screen.KEPT: "info",
    Screen.OUT_OF_SERVICE: "triangle-alert",
}

LEFT_BY_TOUCH = frozenset({Screen.REFUSED, Screen.UNDONE, Screen.KEPT})


class NoticeView(Sheet):
    """Paints a sign, a sentence and what to do.

    Signals:
        finished: The citizen has read it.
    """

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("notice", parent)
        self.home = PlainButton("go-home", self, icon="arrow-left", look=Look.OTHER)
        self.home.clicked.connect(self.finished)

    def say(self, picture: Picture) -> None:
        self.home.say(picture.texts.home)
        self.home.setVisible(picture.screen in LEFT_BY_TOUCH)

    def spoken(self, picture: Picture) -> str:
        said = (*_words(picture), _number(picture), picture.barred)
        return ". ".join(filter(None, said))

    def arrange(self) -> None:
        u = self.scale.u
        tall = max(BUTTON * u, self.scale.target)
        wide = min(self.width() - 2 * SIDE * u, max(self.home.wish(u), 620 * u))
        left = (self.width() - wide) / 2
        box = QRectF(left, self.height() - 72 * u - tall, wide, tall)
        self.home.place(box, self.scale)

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        night(painter, box)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, number = ink.u, _number(picture)
        wide = min(box.width() - 2 * SIDE * u, 1400 * u)
        flat = box.width() > box.height()
        sizes = [SIGN * u, (120 if flat else 220) * u, (150 if flat else 250) * u]
        if number:
            sizes.append(NUMBER * u)
        tall = sum(sizes) + 28 * u * (len(sizes) - 1)
        foot = self.home.y() if picture.screen in LEFT_BY_TOUCH else box.height()
        middle = QRectF((box.width() - wide) / 2, (foot - tall) / 2, wide, tall)
        sign, title, hint, *rest = rows_of(middle, sizes, 28 * u)
        self._draw_sign(ink, sign, picture)
        words, advice = _words(picture)
        paragraph(ink, title, words, TITLE * u, GOLD, weight=Weight.Bold)
        paragraph(ink, hint, advice, HINT * u, WHITE)
        for row in rest:
            ink.line(row, number, NUMBER * u, GOLD, weight=Weight.ExtraBold)
        if picture.barred:
            row = QRectF(middle.x(), box.bottom() - FOOT * u, wide, FOOT * u)
            paragraph(ink, row, picture.barred, BARRED * u, WHITE)

    def _draw_sign(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        size = box.height()
        disc = QRectF(box.center().x() - size / 2, box.y(), size, size)
        ink.plate(disc, size / 2, GOLD)
        inset = size * 0.24
        mark = disc.adjusted(inset, inset, -inset, -inset)
        draw_icon(ink, mark, ICONS[picture.screen], NAVY_950)


def _words(picture: Picture) -> tuple[str, str]:
    texts = picture.texts
    match picture.screen:
        case Screen.AWAY:
            # It does not go on by itself while a person has to mend something.
            barred = picture.barred
            return texts.away, texts.out_of_service_hint if barred else texts.away_hint
        case Screen.LATE:
            return texts.late, texts.late_hint
        case Screen.REFUSED:
            return texts.refused, picture.sentence
        case Screen.UNDONE | Screen.KEPT:
            return _undo_words(picture)
        case Screen.OUT_OF_SERVICE:
            known = bool(_number(picture))
            hint = texts.out_of_service_number if known else texts.out_of_service_hint
            return texts.out_of_service, hint
        case _:
            return texts.connecting, texts.connecting_hint


def _undo_words(picture: Picture) -> tuple[str, str]:
    words, choice = picture.texts.undo, picture.choice
    number = choice.number if choice else ""
    if picture.screen is Screen.UNDONE:
        return words.undone.format(number=number), words.undone_hint
    return words.refused.format(number=number), words.refused_hint


def _number(picture: Picture) -> str:
    """Return the number of a citizen who got one before the kiosk broke."""
    broken = picture.screen is Screen.OUT_OF_SERVICE
    return picture.choice.number if broken and picture.choice else ""
