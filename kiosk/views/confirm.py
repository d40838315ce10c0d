"""The question before a number is given."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.picture import Choice, Picture
from kiosk.views.facts import draw_facts
from kiosk.views.plain import Look, PlainButton
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import badge, draw_icon, paragraph
from shared.qt.ink import Ink, rows_of
from shared.qt.theme import INK, LINE, SECOND_INK, SURFACE, WHITE, Weight

WIDEST, HIGHEST = 1240, 1080
BUTTON, RADIUS = 140, 32
TITLE, NAME = 46, 68


class ConfirmView(Sheet):
    """Paints what was chosen, above the two answers.

    Signals:
        agreed: A citizen wants the number.
        back_wanted: A citizen wants another service.
    """

    agreed = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("confirm", parent)
        self.agree = PlainButton("agree", self, icon="check", look=Look.MAIN, size=50)
        self.back = PlainButton("back", self, icon="arrow-left", look=Look.OTHER)
        self.back.clicked.connect(self.back_wanted)
        self.agree.clicked.connect(self._on_agree)

    def say(self, picture: Picture) -> None:
        self.back.say(picture.texts.back)
        self.agree.say(picture.texts.agree)
        self.agree.setEnabled(True)

    def spoken(self, picture: Picture) -> str:
        choice, texts = picture.choice, picture.texts
        if choice is None:
            return texts.confirm
        asked = texts.service_asked.format(service=choice.service)
        mark = f" {texts.badge}." if choice.priority else ""
        return f"{texts.confirm} {asked}{mark} {choice.where}. {choice.wait}"

    def arrange(self) -> None:
        scale, panel = self.scale, self._panel()
        u = scale.u
        tall = max(BUTTON * u, scale.target)
        inner = panel.adjusted(48 * u, 0, -48 * u, -44 * u)
        wide = (inner.width() - scale.gap) / 5
        top = inner.bottom() - tall
        self.back.place(QRectF(inner.x(), top, 2 * wide, tall), scale)
        left = inner.x() + 2 * wide + scale.gap
        self.agree.place(QRectF(left, top, 3 * wide, tall), scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        panel, u, choice = self._panel(), ink.u, picture.choice
        shadow(ink.painter, panel, RADIUS * u, u)
        ink.plate(panel, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        if choice is None:
            return
        inner = panel.adjusted(56 * u, 36 * u, -56 * u, 0)
        inner.setBottom(self.agree.y() - 28 * u)
        mark = 76 * u if choice.priority else 1
        spare = max(0.0, inner.height() - (100 + 60 + 150 + 270) * u - mark - 48 * u)
        facts = (270 + spare / (u * 3)) * u
        sizes = (100 * u, 60 * u, 0, mark, min(facts, 330 * u))
        sign, title, name, star, rows = rows_of(inner, sizes, 12 * u)
        self._draw_sign(ink, sign, choice)
        paragraph(ink, title, picture.texts.confirm, TITLE * u, SECOND_INK)
        asked = picture.texts.service_asked.format(service=choice.service)
        paragraph(ink, name, asked, NAME * u, INK, weight=Weight.Bold)
        if choice.priority:
            badge(ink, star, picture.texts.badge)
        draw_facts(ink, rows, choice, picture.texts)

    def _draw_sign(self, ink: Ink, box: QRectF, choice: Choice) -> None:
        size = box.height()
        tile = QRectF(box.center().x() - size / 2, box.y(), size, size)
        ink.plate(tile, 24 * ink.u, QColor(choice.colour))
        inset = size * 0.2
        draw_icon(ink, tile.adjusted(inset, inset, -inset, -inset), choice.icon, WHITE)

    def _on_agree(self) -> None:
        # The next touch finds nothing to touch, however quick it is.
        self.agree.setEnabled(False)
        self.agreed.emit()

    def _panel(self) -> QRectF:
        u = self.scale.u
        wide = min(self.width() - 96 * u, WIDEST * u)
        tall = min(self.height() - 56 * u, HIGHEST * u)
        panel = QRectF(0, 0, wide, tall)
        panel.moveCenter(QRectF(self.rect()).center())
        return panel
