"""A line below the head of the screen: what is not as usual, and what to do."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.picture import Away, Picture, Screen
from kiosk.views.scale import LEAST
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, width_of
from shared.qt.theme import AMBER, AMBER_GROUND, Weight

TALL, SIGN, WORDS = 56, 36, 30
"""Units: how high it is, its sign, and its letters."""


class Strip(Sheet):
    """Says that the hub is away, what to do before a scan, or what else is unusual."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("strip", parent)
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether there is something to say."""
        return self.picture is not None and bool(self.spoken(self.picture))

    def spoken(self, picture: Picture) -> str:
        if picture.away is not Away.NO:
            return picture.texts.hub_away
        # Where a card is asked for, the sheet itself says it.
        if picture.advice and picture.screen is not Screen.CARD:
            return picture.advice
        return picture.texts.paperless if picture.paperless else picture.notice

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, AMBER_GROUND)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, said = ink.u, self.spoken(picture)
        icon = _icon(picture)
        inner = box.adjusted(48 * u, 0, -48 * u, 0)
        sign = (SIGN + 20) * u
        wide = width_of(said, int(WORDS * u), Weight.DemiBold) + 2 * u
        left = max(inner.x(), inner.center().x() - (wide + sign) / 2)
        top = box.center().y() - SIGN * u / 2
        draw_icon(ink, QRectF(left, top, SIGN * u, SIGN * u), icon, AMBER)
        words = QRectF(left + sign, box.y(), inner.right() - left - sign, box.height())
        ink.line(
            words,
            said,
            WORDS * u,
            AMBER,
            weight=Weight.DemiBold,
            align=LEFT,
            least=LEAST,
        )


def _icon(picture: Picture) -> str:
    if picture.away is not Away.NO:
        return "wifi-off"
    if picture.advice:
        return "id-card"
    return "printer" if picture.paperless else "calendar-clock"
