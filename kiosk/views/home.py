"""The home screen: zones as headings, services as cards, two wide buttons below."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.picture import Board, Picture
from kiosk.texts import Texts
from kiosk.views.banner import CollectBanner, PriorityBanner
from kiosk.views.card import ServiceCard
from kiosk.views.layout import SIGNS, HomeLayout, home_layout
from kiosk.views.plain import Look, PlainButton
from kiosk.views.scale import LEAST
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, draw_icon, zone_badge
from shared.qt.ink import Ink, in_two, rows_of, width_of
from shared.qt.theme import INK, RED, Weight

TITLE, HEADING, BADGE = 52, 32, 48


class HomeView(Sheet):
    """Paints the zones; the services and the two wide buttons are to be touched.

    Signals:
        service_touched: A citizen touched the service of this id.
        priority_touched: A citizen touched the priority mark.
        collect_touched: A citizen comes to collect a result.
        search_touched: A citizen wants to find a procedure by its name.
    """

    service_touched = Signal(str)
    priority_touched = Signal()
    collect_touched = Signal()
    search_touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("home", parent)
        self.cards: list[ServiceCard] = []
        self.priority = PriorityBanner("priority", self)
        self.priority.clicked.connect(self.priority_touched)
        self.collect = CollectBanner("collect", self)
        self.collect.clicked.connect(self.collect_touched)
        self.search = PlainButton(
            "search", self, icon="search", look=Look.OTHER, size=36
        )
        self.search.clicked.connect(self.search_touched)
        self._layout: HomeLayout | None = None

    def say(self, picture: Picture) -> None:
        shown = [card for board in picture.boards for card in board.cards]
        while len(self.cards) < len(shown):
            self.cards.append(self._new_card())
        for place, button in enumerate(self.cards):
            button.setVisible(place < len(shown))
            if place < len(shown):
                button.show_card(shown[place])
        self.search.say(picture.texts.search.button)
        self.priority.show_picture(picture)
        self.collect.show_picture(picture)

    def spoken(self, picture: Picture) -> str:
        return picture.texts.title

    def arrange(self) -> None:
        if self.picture is None or not self.picture.boards:
            return
        boards = self.picture.boards
        places = home_layout(self.width(), self.height(), self.scale, boards)
        self._layout = places
        boxes = [box for board in places.boards for box in board.cards]
        for card, box in zip(self.cards, boxes, strict=False):
            card.place(box, self.scale)
        self.search.place(places.search, self.scale)
        self.priority.place(places.priority, self.scale)
        self.collect.place(places.collect, self.scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        if self._layout is None:
            return
        texts, on = picture.texts, picture.priority
        if not self.scale.low:
            ink.paragraph(
                self._layout.title,
                texts.title_priority if on else texts.title,
                TITLE * ink.u,
                RED if on else INK,
                weight=Weight.Bold,
                align=LEFT,
                least=LEAST,
            )
        for board, place in zip(picture.boards, self._layout.boards, strict=True):
            name = self._heading(ink, place.heading, board, texts)
            _draw_heading(ink, place.heading, replace(board, name=name))

    def _heading(self, ink: Ink, box: QRectF, board: Board, texts: Texts) -> str:
        """Return the name of a zone, or its number where the name is too long."""
        room = box.width() - SIGNS * ink.u
        wide = width_of(board.name, int(LEAST * ink.u), Weight.DemiBold)
        short = self.scale.low and wide > room
        return texts.zone.format(zone=board.zone) if short else board.name

    def _new_card(self) -> ServiceCard:
        card = ServiceCard("service", self)
        card.clicked.connect(lambda: self._on_card(card))
        # The Tab key goes through the cards first, then to the wide buttons.
        card.stackUnder(self.priority)
        before = self.cards[-1] if self.cards else None
        if before is not None:
            QWidget.setTabOrder(before, card)
        QWidget.setTabOrder(card, self.priority)
        QWidget.setTabOrder(self.priority, self.collect)
        QWidget.setTabOrder(self.collect, self.search)
        return card

    def _on_card(self, button: ServiceCard) -> None:
        if button.card is not None:
            self.service_touched.emit(button.card.service)


def _draw_heading(ink: Ink, box: QRectF, board: Board) -> None:
    """Draw a zone as number, colour, icon and name."""
    u, colour = ink.u, QColor(board.colour)
    size = min(BADGE * u, box.height())
    mark = QRectF(box.x(), box.center().y() - size / 2, size, size)
    zone_badge(ink, mark, board.zone, colour)
    sign = mark.translated(size + 14 * u, 0).adjusted(4 * u, 4 * u, -4 * u, -4 * u)
    draw_icon(ink, sign, board.icon, colour)
    text = box.adjusted(SIGNS * u, 0, 0, 0)
    lines = in_two(board.name, text.width(), int(LEAST * u), Weight.DemiBold)
    size = HEADING * u if len(lines) == 1 else LEAST * u
    for row, line in zip(
        rows_of(text, [text.height() / len(lines)] * len(lines)), lines, strict=True
    ):
        ink.line(row, line, size, colour, align=LEFT, least=LEAST)
