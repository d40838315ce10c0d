"""The wide buttons at the foot of the home screen: priority, and collecting."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.views.button import TouchButton
from kiosk.views.scale import LEAST
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, columns_of, fitting, in_two, rows_of, width_of
from shared.qt.motif import drum
from shared.qt.theme import (
    DARK_RED,
    GOLD,
    HIGHEST_ACCENT,
    NAVY_700,
    NAVY_800,
    NAVY_950,
    RED,
    WHITE,
    Weight,
)

TITLE, HINT = 36, 28
PRESSED_GOLD = QColor("#F0BC2E")


class Banner(TouchButton):
    """Paints an icon, a title and a line below it on a wide coloured plate."""

    title = hint = left_icon = right_icon = ""
    ground, ink_colour, hint_colour = NAVY_700, WHITE, WHITE
    edge: QColor | None = None

    def draw(self, ink: Ink, box: QRectF) -> None:
        u = ink.u
        ink.plate(box, self.radius, self.ground, edge=self.edge, width=6 * u)
        self._draw_drum(ink, box)
        inner = box.adjusted(32 * u, 8 * u, -28 * u, -8 * u)
        if width_of(self.title, int(LEAST * u), Weight.Bold) > inner.width() - 156 * u:
            self._draw_narrow(ink, inner)
            return
        left, words, right = columns_of(inner, (60 * u, 0, 48 * u), 24 * u)
        draw_icon(ink, left, self.left_icon, self.ink_colour)
        draw_icon(ink, right, self.right_icon, self.ink_colour)
        tall = min(words.height(), 96 * u)
        middle = QRectF(words.x(), words.center().y() - tall / 2, words.width(), tall)
        title, hint = rows_of(middle, (tall * 0.53, 0))
        ink.line(
            title,
            self.title,
            TITLE * u,
            self.ink_colour,
            weight=Weight.Bold,
            align=LEFT,
            least=LEAST,
        )
        ink.line(
            hint,
            self.hint,
            HINT * u,
            self.hint_colour,
            weight=Weight.Medium,
            align=LEFT,
            least=LEAST,
        )

    def _draw_narrow(self, ink: Ink, box: QRectF) -> None:
        """Draw only the icon on the left, and the title on two lines."""
        u = ink.u
        left, words = columns_of(box, (60 * u, 0), 16 * u)
        draw_icon(ink, left, self.left_icon, self.ink_colour)
        lines = in_two(self.title, words.width(), int(TITLE * u), Weight.Bold)
        widest = max(lines, key=lambda line: width_of(line, 100, Weight.Bold))
        tall = min(TITLE * u, words.height() / len(lines) / HIGHEST_ACCENT)
        size = fitting(widest, words.width(), tall, Weight.Bold, LEAST * u)
        rows = [size * HIGHEST_ACCENT] * len(lines)
        words.adjust(0, (words.height() - sum(rows)) / 2, 0, 0)
        for row, line in zip(rows_of(words, rows), lines, strict=True):
            ink.line(
                row,
                line,
                size,
                self.ink_colour,
                weight=Weight.Bold,
                align=LEFT,
                least=LEAST,
            )

    def _draw_drum(self, ink: Ink, box: QRectF) -> None:
        size = int(box.height() * 1.9)
        if size <= 0:
            return
        painter = ink.painter
        painter.save()
        painter.setClipRect(box.adjusted(8 * ink.u, 4 * ink.u, -8 * ink.u, -4 * ink.u))
        at = (int(box.right() - size * 0.8), int(box.center().y() - size / 2))
        painter.drawPixmap(*at, drum(size, self.ink_colour.name(), 0.10))
        painter.restore()


class PriorityBanner(Banner):
    """Turns the priority mark on and off; shows which by colour, icon and words."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setCheckable(True)

    def show_picture(self, picture: Picture) -> None:
        texts, on = picture.texts, picture.priority
        self.title = texts.priority_on if on else texts.priority
        self.hint = texts.priority_on_hint if on else texts.priority_hint
        self.left_icon = "circle-check" if on else "accessibility"
        self.right_icon = "x" if on else "star"
        self.setChecked(on)
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.hint)
        self.update()

    def nextCheckState(self) -> None:
        """Wait for the picture: what is on is not for the button to say."""

    def draw(self, ink: Ink, box: QRectF) -> None:
        on = self.isChecked()
        self.ground = RED if on else (PRESSED_GOLD if self.isDown() else GOLD)
        self.ink_colour = WHITE if on else NAVY_950
        self.hint_colour = WHITE if on else NAVY_950
        self.edge = GOLD if on else None
        if on and self.isDown():
            self.ground = DARK_RED
        super().draw(ink, box)


class CollectBanner(Banner):
    """Leads to the service where results are collected."""

    left_icon, right_icon = "file-check", "arrow-right"

    def show_picture(self, picture: Picture) -> None:
        self.title, self.hint = picture.texts.collect, picture.texts.collect_hint
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.hint)
        self.setVisible(picture.collects is not None)
        self.update()

    def draw(self, ink: Ink, box: QRectF) -> None:
        self.ground = NAVY_800 if self.isDown() else NAVY_700
        super().draw(ink, box)
