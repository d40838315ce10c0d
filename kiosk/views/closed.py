"""Why there is no number now: the whole office is closed, or one service."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.closing import Reason
from kiosk.picture import Picture, Screen
from kiosk.views.plain import Look, PlainButton
from kiosk.views.scale import LEAST
from kiosk.views.shadow import shadow
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, draw_icon, paragraph
from shared.qt.ink import Ink, columns_of, rows_of, width_of
from shared.qt.theme import (
    GOLD,
    INK,
    LINE,
    NAVY_700,
    NAVY_950,
    SECOND_INK,
    SURFACE,
    Weight,
)

WIDEST, SIDE, RADIUS, BUTTON = 1300, 48, 32, 130
SIGN, SMALLEST_SIGN = 132, 72
TITLE, LABEL, VALUE = 60, 34, 42
ROW, STACKED = 104, 150
"""How high a reason may be: on one line, and with the label above."""

ICON = 62


class ClosedView(Sheet):
    """Paints what is closed, when numbers are given again, and where to go.

    Signals:
        back_wanted: The citizen wants another service.
    """

    back_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("closed", parent)
        self.back = PlainButton("shut-back", self, icon="arrow-left", look=Look.SIMPLE)
        self.back.clicked.connect(self.back_wanted)

    def say(self, picture: Picture) -> None:
        self.back.say(picture.texts.back)
        self.back.setVisible(picture.screen is Screen.REFUSED)

    def spoken(self, picture: Picture) -> str:
        closing = picture.closing
        if closing is None:
            return picture.texts.refused
        reasons = (f"{each.label}: {each.value}" for each in closing.reasons)
        return ". ".join((closing.title, *reasons))

    def arrange(self) -> None:
        u = self.scale.u
        tall = max(BUTTON * u, self.scale.target)
        wide = min(self.width() - 2 * SIDE * u, max(self.back.wish(u), 620 * u))
        left, top = (self.width() - wide) / 2, self.height() - 44 * u - tall
        self.back.place(QRectF(left, top, wide, tall), self.scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        closing, u = picture.closing, ink.u
        if closing is None:
            return
        wide = min(box.width() - 2 * SIDE * u, WIDEST * u)
        inner = QRectF((box.width() - wide) / 2, 24 * u, wide, 0)
        inner.setBottom(self._foot(picture) - 28 * u)
        stacked = _too_wide(closing.reasons, wide - 112 * u, u)
        row = (STACKED if stacked else ROW) * u
        title = (90 if _fits(closing.title, wide, u) else 160) * u
        spare = inner.height() - title - 48 * u - 20 * u
        plate = min(row * len(closing.reasons) + 40 * u, spare)
        room = min(SIGN * u, spare - plate)
        sign = room if room >= SMALLEST_SIGN * u else 1.0
        top = (inner.height() - (sign + title + plate + 48 * u)) / 2
        middle = inner.adjusted(0, max(0.0, top), 0, 0)
        mark, head, foot = rows_of(middle, (sign, title, plate), 24 * u)
        _draw_sign(ink, mark, picture)
        paragraph(ink, head, closing.title, TITLE * u, INK, weight=Weight.Bold)
        shadow(ink.painter, foot, RADIUS * u, u)
        ink.plate(foot, RADIUS * u, SURFACE, edge=LINE, width=2 * u)
        rows = foot.adjusted(56 * u, 20 * u, -56 * u, -20 * u)
        each = [rows.height() / len(closing.reasons)] * len(closing.reasons)
        label = 0.0 if stacked else _label_width(closing.reasons, u)
        for place, reason in zip(rows_of(rows, each), closing.reasons, strict=True):
            _draw_reason(ink, place, reason, label)

    def _foot(self, picture: Picture) -> float:
        shut = picture.screen is Screen.REFUSED
        return self.back.y() if shut else self.height()


def _draw_sign(ink: Ink, box: QRectF, picture: Picture) -> None:
    size = box.height()
    if size < SMALLEST_SIGN * ink.u:
        return
    disc = QRectF(box.center().x() - size / 2, box.y(), size, size)
    ink.plate(disc, size / 2, GOLD)
    inset = size * 0.24
    name = "door-closed" if picture.screen is Screen.CLOSED else "calendar-clock"
    draw_icon(ink, disc.adjusted(inset, inset, -inset, -inset), name, NAVY_950)


def _draw_reason(ink: Ink, box: QRectF, reason: Reason, wide: float) -> None:
    """Draw a reason: its label *wide* pixels wide, or above its value."""
    u, stacked = ink.u, not wide
    left, words = columns_of(box, (ICON * u, 0), 0.0)
    size = 44 * u
    sign = QRectF(left.x(), left.center().y() - size / 2, size, size)
    draw_icon(ink, sign, reason.icon, NAVY_700)
    if stacked:
        label, value = rows_of(words, (words.height() * 0.42, 0))
    else:
        label, value = columns_of(words, (wide, 0), 32 * u)
    _write(ink, label, reason.label, bold=False)
    if stacked:
        paragraph(
            ink, value, reason.value, VALUE * u, INK, weight=Weight.Bold, align=LEFT
        )
    else:
        _write(ink, value, reason.value, bold=True)


def _write(ink: Ink, box: QRectF, text: str, *, bold: bool) -> None:
    size, weight = (VALUE, Weight.Bold) if bold else (LABEL, Weight.Medium)
    colour = INK if bold else SECOND_INK
    ink.line(box, text, size * ink.u, colour, weight=weight, align=LEFT, least=LEAST)


def _too_wide(reasons: tuple[Reason, ...], width: float, u: float) -> bool:
    """Return whether some label and its value do not fit on one line."""
    room = width - (ICON + 34) * u - _label_width(reasons, u)
    values = (width_of(each.value, int(VALUE * u), Weight.Bold) for each in reasons)
    return max(values) > room


def _label_width(reasons: tuple[Reason, ...], u: float) -> float:
    labels = (width_of(each.label, int(LABEL * u), Weight.Medium) for each in reasons)
    return max(labels) + 2


def _fits(text: str, width: float, u: float) -> bool:
    return width_of(text, int(TITLE * u), Weight.Bold) <= width
