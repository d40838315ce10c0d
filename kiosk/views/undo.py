"""Whether the citizen is sure to give the number back."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.views.plain import Look, PlainButton
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import night, paragraph
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import GOLD, INK, SECOND_INK, Weight

SIDE, RADIUS, BUTTON, WIDEST = 48, 32, 140, 1240
TITLE, HINT, NUMBER = 54, 36, 230


class UndoView(Sheet):
    """Paints the number above the two answers.

    Signals:
        agreed: The citizen gives the number back.
        kept: The citizen keeps it.
    """

    agreed = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("undo-sheet", parent)
        # Keeping comes first, and is the larger one: nobody loses a number by haste.
        self.keep = PlainButton("keep", self, icon="check", look=Look.MAIN, size=48)
        self.keep.clicked.connect(self.kept)
        self.agree = PlainButton("give-back", self, icon="x", look=Look.OTHER, size=40)
        self.agree.clicked.connect(self.agreed)

    def say(self, picture: Picture) -> None:
        words = picture.texts.undo
        self.keep.say(words.keep)
        self.agree.say(words.agree.format(number=_number(picture)))
        for button in (self.keep, self.agree):
            button.setVisible(not picture.giving_back)

    def spoken(self, picture: Picture) -> str:
        if picture.giving_back:
            return _title(picture)
        return f"{_title(picture)} {picture.texts.undo.ask_hint}"

    def arrange(self) -> None:
        scale, u = self.scale, self.scale.u
        tall = max(BUTTON * u, scale.target)
        wide = min(self.width() - 2 * SIDE * u, WIDEST * u)
        foot = QRectF((self.width() - wide) / 2, 0, wide, tall)
        foot.moveBottom(self.height() - 44 * u)
        first, second = columns_of(foot, (foot.width() * 0.44, 0), scale.gap)
        self.agree.place(first, scale)
        self.keep.place(second, scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u = ink.u
        wide = min(box.width() - 2 * SIDE * u, WIDEST * u)
        inner = QRectF((box.width() - wide) / 2, 28 * u, wide, 0)
        inner.setBottom(self.keep.y() - 28 * u)
        plate = min(0.5 * inner.height(), 420 * u)
        sizes = (120 * u, plate, 120 * u)
        spare = max(0.0, inner.height() - sum(sizes) - 48 * u)
        inner.adjust(0, spare / 2, 0, 0)
        title, number, hint = rows_of(inner, sizes, 24 * u)
        paragraph(ink, title, _title(picture), TITLE * u, INK, weight=Weight.Bold)
        shadow(ink.painter, number, RADIUS * u, u)
        night(ink.painter, number, RADIUS * u)
        size = min(NUMBER * u, number.height() * 0.8)
        ink.line(number, _number(picture), size, GOLD, weight=Weight.ExtraBold)
        if not picture.giving_back:
            paragraph(ink, hint, picture.texts.undo.ask_hint, HINT * u, SECOND_INK)


def _number(picture: Picture) -> str:
    return picture.choice.number if picture.choice else ""


def _title(picture: Picture) -> str:
    words = picture.texts.undo
    template = words.waiting if picture.giving_back else words.ask
    return template.format(number=_number(picture))
