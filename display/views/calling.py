"""The calling pane: the numbers that are asked to come, as large as they can be."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from display.picture import Called, Picture
from display.pulse import strength
from display.texts import Wording
from display.views.badges import Badges
from display.views.ground import paint_night
from display.views.pane import Pane, Places
from display.views.tones import LIVE, OLD
from shared.clock import stopwatch
from shared.qt.ink import Ink, columns_of, rows_of
from shared.qt.theme import NAVY_950, Weight

FRAME = 9.0
PULSE_TICK = 50
LANDSCAPE_HEIGHT = 690.0
"""The height, in units, that the measures below are made for."""


class CallingPane(Pane):
    """Paints one call huge, up to four side by side, or a welcome."""

    def __init__(self, parent: QWidget, wording: Wording) -> None:
        super().__init__(parent)
        self._wording = wording
        self._tones = LIVE
        self._frames: list[tuple[QRectF, float]] = []
        self._pulse = QTimer(self, interval=PULSE_TICK)
        self._pulse.timeout.connect(self._beat)
        self._since = 0

    @property
    def pulsing(self) -> bool:
        """Whether a call stands out."""
        return self._pulse.isActive()

    def part(self, picture: Picture) -> object:
        return (picture.pane, picture.live)

    def spoken(self, picture: Picture) -> str:
        texts = self._wording.texts
        if not picture.pane:
            return texts.welcome
        return "; ".join(
            f"{texts.now_calling} {call.number} {texts.to_counter} {call.counter}"
            for call in picture.pane
        )

    def show_picture(self, picture: Picture) -> None:
        standing = picture.live and any(call.stands_out for call in picture.pane)
        if standing and not self.pulsing:
            self._since = stopwatch()
            self._pulse.start()
        elif not standing:
            self._pulse.stop()
        super().show_picture(picture)

    def draw_ground(self, painter: QPainter) -> None:
        paint_night(painter, QRectF(self.rect()))

    def draw(self, ink: Ink, picture: Picture) -> Places:
        self._tones = LIVE if picture.live else OLD
        self._frames = []
        box = QRectF(self.rect())
        margin = 40 * ink.u
        inner = box.adjusted(margin, 20 * ink.u, -margin, -24 * ink.u)
        match len(picture.pane):
            case 0:
                self._draw_welcome(ink, inner)
            case 1:
                self._draw_one(ink, inner, picture.pane[0])
            case _:
                self._draw_several(ink, inner, picture.pane)
        return frozenset((call.number, call.counter) for call in picture.pane)

    def draw_over(self, painter: QPainter) -> None:
        if not self.pulsing:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._tones.frame)
        colour.setAlphaF(strength(stopwatch() - self._since))
        width = FRAME * self.unit
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        for frame, radius in self._frames:
            painter.drawRoundedRect(
                frame.adjusted(half, half, -half, -half), radius - half, radius - half
            )

    def _beat(self) -> None:
        """Let the frames, and nothing but the frames, be painted anew."""
        region = QRegion()
        inside = int(FRAME * self.unit * 2.6)
        for frame, _ in self._frames:
            outer = frame.toAlignedRect()
            inner = outer.adjusted(inside, inside, -inside, -inside)
            region += QRegion(outer) - QRegion(inner)
        self.update(region)

    def _draw_welcome(self, ink: Ink, box: QRectF) -> None:
        words, u = self._wording, ink.u
        middle = QRectF(box.x(), box.center().y() - 190 * u, box.width(), 380 * u)
        hello, hello2, hint, hint2 = rows_of(middle, (130 * u, 60 * u, 110 * u, 60 * u))
        ink.line(
            hello, words.texts.welcome, 84 * u, self._tones.title, weight=Weight.Bold
        )
        ink.line(hello2, words.beside("welcome"), 40 * u, self._tones.second)
        ink.line(hint, words.texts.welcome_hint, 52 * u, self._tones.heading)
        ink.line(hint2, words.beside("welcome_hint"), 34 * u, self._tones.second)

    def _draw_heading(self, ink: Ink, box: QRectF, key: str) -> None:
        text = getattr(self._wording.texts, key)
        heading, beside = rows_of(box, (box.height() * 0.66, 0))
        ink.line(
            heading,
            text,
            heading.height() * 0.82,
            self._tones.heading,
            weight=Weight.Bold,
        )
        ink.line(beside, self._wording.beside(key), 34 * ink.u, self._tones.second)

    def _draw_one(self, ink: Ink, box: QRectF, call: Called) -> None:
        v = min(box.height() / LANDSCAPE_HEIGHT, 1.25 * ink.u)
        heading, number, foot = rows_of(box, (120 * v, 0, 168 * v), 18 * v)
        self._draw_heading(
            ink, heading, "calling_again" if call.recall else "now_calling"
        )
        self._draw_number(ink, number, call)
        pill, about = columns_of(foot, (foot.width() * 0.56, 0), 28 * ink.u)
        badges = Badges(ink, self._wording, self._tones)
        badges.counter(pill, call.counter)
        badges.about(about, call)

    def _draw_number(self, ink: Ink, box: QRectF, call: Called) -> None:
        radius = 36 * ink.u
        ink.plate(box, radius, NAVY_950, edge=self._tones.frame, width=3 * ink.u)
        if call.stands_out:
            self._frames.append((box, radius))
        inner = box.adjusted(36 * ink.u, 0, -36 * ink.u, 0)
        self._write_number(ink, inner, call, box.height() * 1.06)

    def _write_number(self, ink: Ink, box: QRectF, call: Called, size: float) -> None:
        ink.line(box, call.number, size, self._tones.number, weight=Weight.ExtraBold)

    def _draw_several(self, ink: Ink, box: QRectF, calls: tuple[Called, ...]) -> None:
        heading, rest = rows_of(box, (104 * ink.u, 0), 10 * ink.u)
        self._draw_heading(ink, heading, "now_calling")
        for cell, call in zip(_cells(rest, len(calls), 16 * ink.u), calls, strict=True):
            radius = 28 * ink.u
            ink.plate(cell, radius, NAVY_950, edge=self._tones.frame, width=3 * ink.u)
            if call.stands_out:
                self._frames.append((cell, radius))
            inside = cell.adjusted(28 * ink.u, 18 * ink.u, -28 * ink.u, -18 * ink.u)
            if cell.width() > 2.6 * cell.height():
                self._draw_wide(ink, inside, call)
            else:
                self._draw_tall(ink, inside, call)

    def _draw_wide(self, ink: Ink, box: QRectF, call: Called) -> None:
        number, right = columns_of(box, (box.width() * 0.52, 0), 24 * ink.u)
        self._write_number(ink, number, call, number.height() * 1.12)
        badges = Badges(ink, self._wording, self._tones)
        pill, marks = rows_of(right, (0, right.height() * 0.36), 8 * ink.u)
        badges.counter(pill, call.counter)
        badges.marks(marks, call)

    def _draw_tall(self, ink: Ink, box: QRectF, call: Called) -> None:
        number, foot = rows_of(box, (0, box.height() * 0.36), 12 * ink.u)
        self._write_number(ink, number, call, number.height() * 1.2)
        badges = Badges(ink, self._wording, self._tones)
        pill, marks = columns_of(foot, (foot.width() * 0.46, 0), 14 * ink.u)
        badges.counter(pill, call.counter)
        badges.marks(marks, call)


def _cells(box: QRectF, count: int, gap: float) -> list[QRectF]:
    """Return *count* cells of *box*: two below each other, more side by side too."""
    if count == 2:
        return rows_of(box, ((box.height() - gap) / 2, 0), gap)
    half = (box.width() - gap) / 2
    top, bottom = rows_of(box, ((box.height() - gap) / 2, 0), gap)
    below = columns_of(bottom, (half, 0), gap)
    return [top, *below] if count == 3 else [*columns_of(top, (half, 0), gap), *below]
