"""What to bring for a procedure, to read before coming back or taking the number."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.papers import PaperSheet
from kiosk.picture import Picture
from kiosk.views.plain import Look, PlainButton
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import GREEN, INK, LINE, SECOND_INK, SURFACE, Weight

SIDE, TOP, BELOW, RADIUS, BUTTON = 48, 24, 36, 32, 118
TITLE, NAME, PAPER = 34, 52, 40
ROW, PAPER_ROW = 110, 136
"""A procedure to choose, and a paper, want to be so high, in units."""


class PapersView(Sheet):
    """Paints the list, or the procedures of which to choose one.

    Signals:
        procedure_touched: A citizen touched the procedure at this place.
        printing_touched: A citizen wants the list on the paper, or not any more.
        back_wanted: A citizen has read it.
    """

    procedure_touched = Signal(int)
    printing_touched = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("papers-sheet", parent)
        self.back = PlainButton("papers-back", self, icon="arrow-left", look=Look.OTHER)
        self.back.clicked.connect(self.back_wanted)
        self.print = PlainButton(
            "papers-print", self, icon="printer", look=Look.SIMPLE, size=40
        )
        self.print.clicked.connect(self.printing_touched)
        self.choices: list[PlainButton] = []
        self._panel = QRectF()

    def say(self, picture: Picture) -> None:
        words, sheet = picture.texts.papers, picture.papers
        choices = sheet.choices if sheet else ()
        self.back.say(words.back)
        self.print.say(words.printed if sheet and sheet.printed else words.print)
        self.print.setVisible(bool(sheet and sheet.papers))
        while len(self.choices) < len(choices):
            self.choices.append(self._new_choice(len(self.choices)))
        for place, button in enumerate(self.choices):
            button.setVisible(place < len(choices))
            if place < len(choices):
                button.say(choices[place][1])

    def spoken(self, picture: Picture) -> str:
        sheet = picture.papers
        if sheet is None:
            return picture.texts.papers.title
        head = () if sheet.choices else (picture.texts.papers.title,)
        return ". ".join((*head, sheet.title, *sheet.papers))

    def arrange(self) -> None:
        scale, u = self.scale, self.scale.u
        inner = QRectF(SIDE * u, TOP * u, self.width() - 2 * SIDE * u, 0)
        inner.setBottom(self.height() - BELOW * u)
        tall = max(BUTTON * u, scale.target)
        foot = QRectF(inner.x(), inner.bottom() - tall, inner.width(), tall)
        if self.print.isVisibleTo(self):
            first, second = columns_of(foot, (foot.width() * 0.36, 0), scale.gap)
            self.print.place(second, scale)
        else:
            first = foot.adjusted(0.3 * foot.width(), 0, -0.3 * foot.width(), 0)
        self.back.place(first, scale)
        self._panel = QRectF(inner)
        self._panel.setBottom(foot.top() - max(scale.gap, 28 * u))
        self._arrange_choices()

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        sheet, u = picture.papers, ink.u
        if sheet is None:
            return
        if sheet.choices:
            head = QRectF(self._panel.x(), self._panel.y(), self._panel.width(), 90 * u)
            paragraph(ink, head, sheet.title, NAME * u, INK, weight=Weight.Bold)
            return
        shadow(ink.painter, self._panel, RADIUS * u, u)
        ink.plate(self._panel, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        inner = self._panel.adjusted(56 * u, 28 * u, -56 * u, -24 * u)
        title, name, rows = rows_of(inner, (50 * u, 100 * u, 0), 8 * u)
        paragraph(ink, title, picture.texts.papers.title, TITLE * u, SECOND_INK)
        paragraph(ink, name, sheet.title, NAME * u, INK, weight=Weight.Bold)
        _draw_papers(ink, rows, sheet)

    def _arrange_choices(self) -> None:
        sheet = self.picture.papers if self.picture else None
        count = len(sheet.choices) if sheet else 0
        if not count:
            return
        scale, u = self.scale, self.scale.u
        space = self._panel.adjusted(0, 110 * u, 0, 0)
        columns = 2 if self.width() > self.height() else 1
        rows = -(-count // columns)
        each = (space.height() + scale.gap) / rows - scale.gap
        tall = max(scale.target, min(ROW * u, each))
        wide = (space.width() - (columns - 1) * scale.gap) / columns
        for place, button in enumerate(self.choices[:count]):
            left = space.x() + place % columns * (wide + scale.gap)
            top = space.y() + place // columns * (tall + scale.gap)
            button.setVisible(top + tall <= space.bottom() + 1)
            button.place(QRectF(left, top, wide, tall), scale)

    def _new_choice(self, place: int) -> PlainButton:
        button = PlainButton(
            f"procedure-{place}", self, icon="file-text", look=Look.OTHER, size=36
        )
        button.clicked.connect(lambda: self._on_choice(place))
        return button

    def _on_choice(self, place: int) -> None:
        sheet = self.picture.papers if self.picture else None
        if sheet and place < len(sheet.choices):
            self.procedure_touched.emit(sheet.choices[place][0])


def _draw_papers(ink: Ink, box: QRectF, sheet: PaperSheet) -> None:
    u = ink.u
    tall = min(PAPER_ROW * u, box.height() / len(sheet.papers))
    for row, paper in zip(
        rows_of(box, [tall] * len(sheet.papers)), sheet.papers, strict=True
    ):
        sign, words = columns_of(row, (48 * u, 0), 24 * u)
        draw_icon(ink, sign, "circle-check", GREEN)
        paragraph(ink, words, paper, PAPER * u, INK, weight=Weight.DemiBold, align=LEFT)
