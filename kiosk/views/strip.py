"""A line below the head of the screen while the kiosk gives its own numbers."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.picture import Away, Picture
from kiosk.views.scale import LEAST
from kiosk.views.sheet import Sheet
from kiosk.views.words import LEFT, draw_icon
from shared.qt.ink import Ink, width_of
from shared.qt.theme import AMBER, AMBER_GROUND, Weight

TALL, SIGN, WORDS = 56, 36, 30
"""Units: how high it is, its sign, and its letters."""


class Strip(Sheet):
    """Says that the hub is away and that numbers are valid all the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("strip", parent)
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether there is something to say."""
        return self.picture is not None and self.picture.away is not Away.NO

    def spoken(self, picture: Picture) -> str:
        return picture.texts.hub_away

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, AMBER_GROUND)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, said = ink.u, picture.texts.hub_away
        inner = box.adjusted(48 * u, 0, -48 * u, 0)
        sign = (SIGN + 20) * u
        wide = width_of(said, int(WORDS * u), Weight.DemiBold) + 2 * u
        left = max(inner.x(), inner.center().x() - (wide + sign) / 2)
        top = box.center().y() - SIGN * u / 2
        draw_icon(ink, QRectF(left, top, SIGN * u, SIGN * u), "wifi-off", AMBER)
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
