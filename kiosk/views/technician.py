"""The technician's page: facts, what can be done, and the last lines of the log."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.technician import Order, Row, StaffPage
from kiosk.views.cover import Cover
from kiosk.views.plain import Look, PlainButton
from kiosk.views.words import LEFT, draw_icon, lines_of
from shared.qt.ink import Ink, columns_of, rows_of, width_of
from shared.qt.theme import (
    DARK_RED,
    GREEN,
    INK,
    LINE,
    NAVY_700,
    SECOND_INK,
    SURFACE,
    WHITE,
    Weight,
)

SIDE, RADIUS = 40, 20
TITLE, FACT, LABEL, LOG = 40, 31, 28, 25
BUTTON, HEAD = 96, 88
FACT_LINE, LOG_LINE = 44, 34
BUTTONS_WIDE, LABELS_WIDE = 560, 330
ICONS = {
    Order.PRINT_TEST: "printer",
    Order.NEW_ROLL: "file-check",
    Order.RESTART: "refresh-cw",
    Order.LEAVE: "log-out",
}


class TechnicianPage(Cover):
    """Paints the facts and the log beside the buttons, or above them.

    Signals:
        ordered: A button was touched: the `Order` on it.
        left: The technician has finished.
    """

    ordered = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget, panel_inches: float) -> None:
        super().__init__("technician", window, panel_inches)
        self.picture: StaffPage | None = None
        self.orders = {order: self._button(order) for order in Order}
        self.leave = PlainButton(
            "technician-close", self, icon="x", look=Look.MAIN, size=34
        )
        self.leave.clicked.connect(self.left)

    def show_picture(self, picture: StaffPage) -> None:
        """Show *picture* from now on."""
        self.picture = picture
        for order, words in picture.orders:
            self.orders[order].say(words)
        self.leave.say(picture.texts.close)
        facts = ". ".join(f"{row.label}: {row.value}" for row in picture.rows)
        self.setAccessibleName(f"{picture.title}. {facts}")
        self.update()

    def arrange(self) -> None:
        scale, u = self.scale, self.scale.u
        tall = max(BUTTON * u, scale.target)
        space = self._button_space(tall)
        buttons = [*self.orders.values(), self.leave]
        columns = 1 if self._flat() else 2
        wide = (space.width() - (columns - 1) * scale.gap) / columns
        for place, button in enumerate(buttons):
            left = space.x() + place % columns * (wide + scale.gap)
            top = space.y() + place // columns * (tall + scale.gap)
            last = button is self.leave
            width = space.width() if last else wide
            button.place(QRectF(left, top, width, tall), scale)

    def draw(self, ink: Ink, box: QRectF) -> None:
        picture, u = self.picture, ink.u
        if picture is None:
            return
        head = QRectF(0, 0, box.width(), HEAD * u)
        ink.painter.fillRect(head, NAVY_700)
        inside = head.adjusted(SIDE * u, 0, -SIDE * u, 0)
        ink.line(
            inside, picture.title, TITLE * u, WHITE, weight=Weight.Bold, align=LEFT
        )
        facts, log = self._spaces(ink, picture)
        ink.plate(facts, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        self._draw_facts(ink, facts, picture)
        ink.plate(log, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        self._draw_log(ink, log, picture)

    def _draw_facts(self, ink: Ink, box: QRectF, picture: StaffPage) -> None:
        u = ink.u
        top = box.y() + 18 * u
        for row in picture.rows:
            lines = self._value_lines(row, box)
            tall = len(lines) * FACT_LINE * u
            space = QRectF(box.x() + 24 * u, top, box.width() - 48 * u, tall)
            sign, label, value = columns_of(space, (40 * u, LABELS_WIDE * u, 0), 14 * u)
            sign.setHeight(FACT_LINE * u)
            label.setHeight(FACT_LINE * u)
            name, colour = (
                ("circle-check", GREEN) if row.good else ("triangle-alert", DARK_RED)
            )
            draw_icon(ink, sign.adjusted(2 * u, 2 * u, -2 * u, -2 * u), name, colour)
            ink.line(label, row.label, LABEL * u, SECOND_INK, align=LEFT)
            tone = INK if row.good else DARK_RED
            for line, at in zip(
                lines, rows_of(value, [FACT_LINE * u] * len(lines)), strict=True
            ):
                ink.line(at, line, FACT * u, tone, weight=Weight.Bold, align=LEFT)
            top += tall + 8 * u

    def _draw_log(self, ink: Ink, box: QRectF, picture: StaffPage) -> None:
        """Write as many of the last lines as there is room for, the newest below."""
        u = ink.u
        inner = box.adjusted(24 * u, 12 * u, -24 * u, -12 * u)
        title, body = rows_of(inner, (FACT_LINE * u, 0))
        ink.line(title, picture.texts.log, LABEL * u, SECOND_INK, align=LEFT)
        room = int(body.height() / (LOG_LINE * u))
        lines: list[str] = []
        for entry in picture.log:
            lines += _broken(entry, body.width(), int(LOG * u))
        for place, line in enumerate(lines[-room:] if room else []):
            at = QRectF(
                body.x(), body.y() + place * LOG_LINE * u, body.width(), LOG_LINE * u
            )
            ink.line(
                at, line, int(LOG * u), INK, weight=Weight.Medium, align=LEFT, least=LOG
            )

    def _value_lines(self, row: Row, box: QRectF) -> list[str]:
        u = self.scale.u
        width = box.width() - (48 + 40 + LABELS_WIDE + 28) * u
        return _broken(row.value, width, int(FACT * u), Weight.Bold)

    def _spaces(self, ink: Ink, picture: StaffPage) -> tuple[QRectF, QRectF]:
        """Return where the facts and the log are."""
        u, gap = ink.u, self.scale.gap
        first = self.orders[Order.PRINT_TEST]
        space = QRectF(SIDE * u, (HEAD + 28) * u, self.width() - 2 * SIDE * u, 0)
        if self._flat():
            space.setRight(first.x() - gap)
            space.setBottom(self.height() - 28 * u)
        else:
            space.setBottom(first.y() - gap)
        lines = sum(len(self._value_lines(row, space)) for row in picture.rows)
        tall = lines * FACT_LINE * u + (len(picture.rows) * 8 + 28) * u
        facts, log = rows_of(space, (tall, 0), 20 * u)
        return facts, log

    def _button_space(self, tall: float) -> QRectF:
        scale, u = self.scale, self.scale.u
        if self._flat():
            wide = BUTTONS_WIDE * u
            left = self.width() - SIDE * u - wide
            return QRectF(left, (HEAD + 28) * u, wide, 0)
        high = 3 * tall + 2 * scale.gap
        top = self.height() - 40 * u - high
        return QRectF(SIDE * u, top, self.width() - 2 * SIDE * u, high)

    def _flat(self) -> bool:
        return self.width() > self.height()

    def _button(self, order: Order) -> PlainButton:
        button = PlainButton(
            f"technician-{order.value}",
            self,
            icon=ICONS[order],
            look=Look.OTHER,
            size=32,
        )
        button.clicked.connect(lambda: self.ordered.emit(order.value))
        return button


def _broken(
    text: str, width: float, pixels: int, weight: Weight = Weight.Medium
) -> list[str]:
    """Return *text* in lines no wider than *width*, also where a word is wider."""
    lines: list[str] = []
    for words in lines_of(text, width, pixels, weight):
        rest = words
        while len(rest) > 1 and _too_wide(rest, width, pixels, weight):
            count = len(rest) - 1
            while count > 1 and _too_wide(rest[:count], width, pixels, weight):
                count -= 1
            lines.append(rest[:count])
            rest = rest[count:]
        lines.append(rest)
    return lines


def _too_wide(text: str, width: float, pixels: int, weight: Weight) -> bool:
    return width_of(text, pixels, weight) > width
