"""The question before a number is given."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.picture import Choice, Picture
from kiosk.views.facts import draw_facts
from kiosk.views.plain import Look, PlainButton
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, badge, draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import INK, LINE, SECOND_INK, SURFACE, WHITE, Weight

WIDEST, HIGHEST = 1240, 1080
BUTTON, PAPERS, RADIUS = 140, 96, 32
TITLE, NAME = 46, 68
LOW, LOW_HEAD = 660, 190
"""Less height than this, in units, and the sign stands beside the words."""


class ConfirmView(Sheet):
    """Paints what was chosen, above the two answers.

    Signals:
        agreed: A citizen wants the number.
        back_wanted: A citizen wants another service.
        papers_wanted: A citizen wants to read what to bring.
    """

    agreed = Signal()
    back_wanted = Signal()
    papers_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("confirm", parent)
        self.agree = PlainButton("agree", self, icon="check", look=Look.MAIN, size=50)
        self.back = PlainButton("back", self, icon="arrow-left", look=Look.OTHER)
        self.back.clicked.connect(self.back_wanted)
        self.papers = PlainButton(
            "papers", self, icon="clipboard-list", look=Look.OTHER, size=36
        )
        self.papers.clicked.connect(self.papers_wanted)
        self.agree.clicked.connect(self._on_agree)

    def say(self, picture: Picture) -> None:
        self.back.say(picture.texts.back)
        self.agree.say(picture.texts.agree)
        self.agree.setEnabled(True)
        self.papers.say(picture.texts.papers.button)
        self.papers.setVisible(picture.papers is not None)

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
        above = max(PAPERS * u, scale.target)
        papers = QRectF(inner.x(), top - scale.gap - above, inner.width(), above)
        self.papers.place(papers, scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        panel, u, choice = self._panel(), ink.u, picture.choice
        shadow(ink.painter, panel, RADIUS * u, u)
        ink.plate(panel, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        if choice is None:
            return
        inner = panel.adjusted(56 * u, 36 * u, -56 * u, 0)
        foot = self.agree if picture.papers is None else self.papers
        inner.setBottom(foot.y() - 28 * u)
        if inner.height() < LOW * u:
            self._draw_low(ink, inner, picture, choice)
            return
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

    def _draw_low(
        self, ink: Ink, box: QRectF, picture: Picture, choice: Choice
    ) -> None:
        """Draw the same where there is less height: the sign beside the words."""
        u = ink.u
        mark = [72 * u] if choice.priority else []
        head, *star, rows = rows_of(box, (LOW_HEAD * u, *mark, 0), 16 * u)
        sign, words = columns_of(head, (100 * u, 0), 32 * u)
        self._draw_sign(ink, sign, choice)
        title, name = rows_of(words, (54 * u, 0))
        asked = picture.texts.service_asked.format(service=choice.service)
        ink.line(title, picture.texts.confirm, 40 * u, SECOND_INK, align=LEFT)
        paragraph(ink, name, asked, 54 * u, INK, weight=Weight.Bold, align=LEFT)
        for row in star:
            badge(ink, row, picture.texts.badge)
        draw_facts(ink, rows, choice, picture.texts)

    def _draw_sign(self, ink: Ink, box: QRectF, choice: Choice) -> None:
        size = min(box.width(), box.height())
        tile = QRectF(0, 0, size, size)
        tile.moveCenter(box.center())
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
