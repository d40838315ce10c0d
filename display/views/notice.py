"""What stands over the screen when there is no hall to show, or an old one."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QHideEvent, QPainter
from PySide6.QtWidgets import QWidget

from display.picture import Picture, Screen
from display.texts import Wording
from display.views.ground import forget_night, paint_night
from display.views.pane import Pane, Places
from shared.qt.ink import Ink, rows_of
from shared.qt.theme import AMBER, AMBER_GROUND, GOLD, ON_DARK, WHITE, Weight


class BlankPane(Pane):
    """Fills the screen below the head: connecting, or out of service."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self._wording = wording

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up the largest drum of all: on a 4K panel it takes 16 MB."""
        forget_night()
        super().hideEvent(event)

    def part(self, picture: Picture) -> object:
        return (picture.screen, picture.barred, picture.unknown)

    def spoken(self, picture: Picture) -> str:
        return str(getattr(self._wording.texts, _key(picture)))

    def draw_ground(self, painter: QPainter) -> None:
        paint_night(painter, QRectF(self.rect()))

    def draw(self, ink: Ink, picture: Picture) -> Places:
        key, words, u = _key(picture), self._wording, ink.u
        box = QRectF(self.rect()).adjusted(40 * u, 0, -40 * u, 0)
        middle = QRectF(box.x(), box.center().y() - 190 * u, box.width(), 380 * u)
        title, title2, hint, hint2 = rows_of(middle, (140 * u, 70 * u, 100 * u, 70 * u))
        text = getattr(words.texts, key)
        if picture.barred and picture.screen is Screen.CONNECTING:
            what, dot, to_do = picture.barred.partition(". ")
            ink.line(hint, what + dot.strip(), 48 * u, WHITE)
            ink.line(hint2, to_do, 40 * u, WHITE)
            ink.line(title, words.texts.offline, 96 * u, GOLD, weight=Weight.Bold)
            ink.line(title2, words.beside("offline"), 48 * u, ON_DARK)
            return frozenset()
        ink.line(title, text, 96 * u, GOLD, weight=Weight.Bold)
        ink.line(title2, words.beside(key), 48 * u, ON_DARK)
        told = getattr(words.texts, f"{key}_hint").format(unknown=picture.unknown)
        beside = words.beside(f"{key}_hint").format(unknown=picture.unknown)
        ink.line(hint, told, 48 * u, WHITE)
        ink.line(hint2, beside, 34 * u, ON_DARK)
        return frozenset()


class OfflinePane(Pane):
    """A banner over the panes: what they show may be old."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self._wording = wording

    def part(self, picture: Picture) -> object:
        return (picture.screen, picture.barred)

    def spoken(self, picture: Picture) -> str:
        return f"{self._wording.texts.offline}. {self._wording.texts.offline_hint}"

    def draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), AMBER_GROUND)

    def draw(self, ink: Ink, picture: Picture) -> Places:
        words, u = self._wording, ink.u
        box = QRectF(self.rect()).adjusted(40 * u, 10 * u, -40 * u, -8 * u)
        title, hint = rows_of(box, (box.height() * 0.56, 0))
        both = [words.texts.offline, words.beside("offline")]
        below = words.texts.offline_hint
        if picture.barred:
            both = [picture.barred.partition(". ")[0]]  # the log says what to do
        ink.line(
            title, " · ".join(filter(None, both)), 42 * u, AMBER, weight=Weight.Bold
        )
        ink.line(hint, below, 32 * u, AMBER)
        return frozenset()


def _key(picture: Picture) -> str:
    match picture.screen:
        case Screen.OUT_OF_SERVICE | Screen.MISSET as screen:
            return str(screen)
        case _:
            return "connecting"
