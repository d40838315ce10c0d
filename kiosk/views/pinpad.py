"""The PIN pad behind the hidden corner: large keys, and dots for what was typed."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.technician import PinPicture
from kiosk.views.cover import Cover
from kiosk.views.key import DigitKey
from kiosk.views.plain import Look, PlainButton
from kiosk.views.shadow import shadow
from kiosk.views.words import draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import (
    BORDER,
    DARK_RED,
    INK,
    LINE,
    NAVY_700,
    SECOND_INK,
    SURFACE,
    Weight,
)

KEYS = "123456789"
EDGE, RADIUS = 48, 32
TITLE, HINT, SIGN, WORDS = 52, 36, 84, 440
DOTS = 12
COLUMNS, ROWS = 3, 4
WIDEST, FLAT_WIDEST, KEY_HEIGHT = 860, 1560, 150


class PinPad(Cover):
    """Paints the title and the dots, above the keys.

    Signals:
        typed: A digit.
        rubbed_out: The last digit is to go.
        entered: The PIN is complete.
        left: Whoever was there wants to go.
    """

    typed = Signal(str)
    rubbed_out = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, window: QWidget, panel_inches: float) -> None:
        super().__init__("pin-pad", window, panel_inches)
        self.picture: PinPicture | None = None
        self.keys = [self._key(digit) for digit in KEYS]
        self.delete = PlainButton(
            "pin-delete", self, icon="delete", look=Look.OTHER, size=34
        )
        self.keys.append(self._key("0"))
        self.enter = PlainButton(
            "pin-enter", self, icon="check", look=Look.MAIN, size=34
        )
        self.leave = PlainButton("pin-close", self, icon="x", look=Look.OTHER, size=40)
        self.delete.clicked.connect(self.rubbed_out)
        self.enter.clicked.connect(self.entered)
        self.leave.clicked.connect(self.left)

    def show_picture(self, picture: PinPicture) -> None:
        """Show *picture* from now on."""
        self.picture = picture
        texts = picture.texts
        self.delete.say(texts.delete)
        self.enter.say(texts.enter)
        self.leave.say(texts.close)
        for key in (*self.keys, self.delete, self.enter):
            key.setVisible(picture.pad)
            key.setEnabled(not picture.locked)
        self.setAccessibleName(f"{picture.title}. {picture.hint}")
        self.arrange()
        self.update()

    def arrange(self) -> None:
        scale = self.scale
        words, keys = self._places()
        tall = self._key_height()
        foot = QRectF(words.x(), words.bottom() - tall, words.width(), tall)
        if not self._flat():
            foot.moveBottom(keys.bottom() + tall + scale.gap)
        self.leave.place(foot, scale)
        wide = (keys.width() - (COLUMNS - 1) * scale.gap) / COLUMNS
        in_order = [*self.keys[:9], self.delete, self.keys[9], self.enter]
        for place, key in enumerate(in_order):
            left = keys.x() + place % COLUMNS * (wide + scale.gap)
            down = keys.y() + place // COLUMNS * (tall + scale.gap)
            key.place(QRectF(left, down, wide, tall), scale)

    def draw(self, ink: Ink, box: QRectF) -> None:
        picture, u = self.picture, ink.u
        if picture is None:
            return
        panel, (words, _) = self._panel(), self._places()
        shadow(ink.painter, panel, RADIUS * u, u)
        ink.plate(panel, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        if self._flat():
            words.setBottom(self.leave.y() - 20 * u)
        dots = 56 * u if picture.pad else 1
        sign, title, hint, typed = rows_of(words, (SIGN * u, 130 * u, 0, dots), 8 * u)
        draw_icon(ink, sign, "lock", NAVY_700)
        paragraph(ink, title, picture.title, TITLE * u, INK, weight=Weight.Bold)
        colour = DARK_RED if picture.locked else SECOND_INK
        paragraph(ink, hint, picture.hint, HINT * u, colour)
        if picture.pad:
            self._draw_dots(ink, typed, picture.digits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a keyboard's digits too; a technician may have brought one."""
        text = event.text()
        if text.isascii() and text.isdigit():
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self.rubbed_out.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def _draw_dots(self, ink: Ink, box: QRectF, count: int) -> None:
        u, shown = ink.u, max(4, count)
        radius, step = 13 * u, min(54 * u, box.width() / DOTS)
        left = box.center().x() - step * (shown - 1) / 2
        for place in range(shown):
            centre = QPointF(left + place * step, box.center().y())
            ring = QRectF(0, 0, 2 * radius, 2 * radius)
            ring.moveCenter(centre)
            full = place < count
            ink.plate(
                ring,
                radius,
                NAVY_700 if full else SURFACE,
                edge=NAVY_700 if full else BORDER,
                width=3 * u,
            )

    def _key(self, digit: str) -> DigitKey:
        key = DigitKey(digit, self)
        key.clicked.connect(lambda: self.typed.emit(digit))
        return key

    def _flat(self) -> bool:
        return self.width() > self.height()

    def _key_height(self) -> float:
        u, gap = self.scale.u, self.scale.gap
        rows = ROWS if self._flat() else ROWS + 1
        others = 0 if self._flat() else WORDS
        spare = self.height() - (2 * EDGE + 48 + others) * u - rows * gap
        return max(float(self.scale.target), min(KEY_HEIGHT * u, spare / rows))

    def _panel(self) -> QRectF:
        gap, u = self.scale.gap, self.scale.u
        rows = ROWS if self._flat() else ROWS + 1
        tall = rows * self._key_height() + (rows - 1) * gap + 2 * EDGE * u
        wide = FLAT_WIDEST if self._flat() else WIDEST
        if not self._flat():
            tall += WORDS * u + gap
        panel = QRectF(
            0,
            0,
            min(self.width() - 48 * u, wide * u),
            min(self.height() - 24 * u, tall),
        )
        panel.moveCenter(QRectF(self.rect()).center())
        return panel

    def _places(self) -> tuple[QRectF, QRectF]:
        """Return where the words and the digits are."""
        u, gap = self.scale.u, self.scale.gap
        inner = self._panel().adjusted(EDGE * u, EDGE * u, -EDGE * u, -EDGE * u)
        if self._flat():
            words, keys = columns_of(inner, (inner.width() * 0.45, 0), EDGE * u)
            if self.picture is not None and not self.picture.pad:
                words = inner
        else:
            words, keys = rows_of(inner, (WORDS * u, 0), gap)
            keys.setBottom(keys.bottom() - self._key_height() - gap)
        return words, keys
