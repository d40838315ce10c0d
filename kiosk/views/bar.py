"""The bar at the foot of every screen: large type, a low screen, and help."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.views.button import TouchButton
from kiosk.views.header import language_words
from kiosk.views.plain import Look
from kiosk.views.scale import LEAST
from kiosk.views.sheet import Sheet
from kiosk.views.words import draw_icon
from shared.qt.ink import Ink, columns_of, in_two, rows_of, width_of
from shared.qt.theme import GOLD, NAVY_900, NAVY_950, Weight

SIDE, PAD, LEAST_TALL, SIGN = 48, 12, 88, 44
LINE_ROW, ACCENT = 1.2, 0.45
"""In sizes: from line to line, and the room for accents above and tails below."""

SIZES, LARGE_SIZES = (30, LEAST), (40, 36, 32, LEAST)


class BarButton(TouchButton):
    """An icon, if there is room for it, and words on one line or two."""

    def __init__(self, name: str, parent: QWidget, *, icon: str) -> None:
        super().__init__(name, parent)
        self.setCheckable(True)
        self._icon = icon

    def say(self, words: str, *, on: bool = False) -> None:
        """Have *words* on it; gold while it is *on*."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setChecked(on)
        self.update()

    def nextCheckState(self) -> None:
        """Wait for the picture: what is on is not for the button to say."""

    def draw(self, ink: Ink, box: QRectF) -> None:
        u = ink.u
        ground, pressed, colour, edge = Look.ON_NIGHT.value
        if self.isChecked():
            ground, pressed, colour, edge = GOLD, GOLD, NAVY_950, NAVY_950
        fill = pressed if self.isDown() else ground
        ink.plate(box, self.radius, fill, edge=edge, width=3 * u)
        inner = box.adjusted(PAD * u, 0, -PAD * u, 0)
        size, lines = self._words(inner, u)
        wide = max(width_of(line, int(size), Weight.Bold) for line in lines)
        if wide + (SIGN + PAD) * u <= inner.width():
            left = inner.center().x() - (wide + (SIGN + PAD) * u) / 2
            mark, inner = columns_of(inner, (SIGN * u, 0), PAD * u)
            mark.moveLeft(max(mark.x(), left))
            inner.setLeft(mark.right() + PAD * u)
            draw_icon(ink, mark, self._icon, colour)
            inner.setWidth(min(wide + 2, inner.width()))
        tall = size * LINE_ROW * len(lines)
        middle = QRectF(inner.x(), inner.center().y() - tall / 2, inner.width(), tall)
        rows = rows_of(middle, [tall / len(lines)] * len(lines))
        for row, line in zip(rows, lines, strict=True):
            ink.line(row, line, size, colour, weight=Weight.Bold, least=LEAST)

    def _words(self, box: QRectF, u: float) -> tuple[float, list[str]]:
        """Return the words on one line or two, as large as they may be in *box*."""
        for size in LARGE_SIZES if self.scale.large else SIZES:
            lines = in_two(self.text(), box.width(), int(size * u), Weight.Bold)
            wide = max(width_of(line, int(size * u), Weight.Bold) for line in lines)
            tall = (len(lines) * LINE_ROW + ACCENT) * size * u
            if wide <= box.width() and tall <= box.height():
                return int(size * u), lines
        lines = in_two(self.text(), box.width(), int(LEAST * u), Weight.Bold)
        return int(LEAST * u), lines


class AccessBar(Sheet):
    """Holds what helps to read, to reach and to ask, on every screen.

    Signals:
        large_wanted: A citizen touched the size of the type.
        low_wanted: A citizen touched the height of the screen.
        language_wanted: A citizen touched the language, while the screen is low.
        help_wanted: A citizen calls staff.
    """

    large_wanted = Signal()
    low_wanted = Signal()
    language_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("access", parent)
        self.large = BarButton("large", self, icon="a-large-small")
        self.low = BarButton("low", self, icon="arrow-down-to-line")
        self.language = BarButton("language-below", self, icon="languages")
        self.help = BarButton("help", self, icon="hand")
        self.large.clicked.connect(self.large_wanted)
        self.low.clicked.connect(self.low_wanted)
        self.language.clicked.connect(self.language_wanted)
        self.help.clicked.connect(self.help_wanted)

    def say(self, picture: Picture) -> None:
        comfort, texts = picture.comfort, picture.texts.access
        self.large.say(texts.large_off if comfort.large else texts.large)
        self.low.say(texts.low_off if comfort.low else texts.low)
        self.help.say(texts.help_on if comfort.help else texts.help, on=comfort.help)
        self.language.say(language_words(picture))
        self._changes = len(comfort.languages) > 1

    def spoken(self, picture: Picture) -> str:
        return picture.texts.access.bar

    def arrange(self) -> None:
        if self.picture is None:
            return
        scale, upright = self.scale, self.window().height() > self.window().width()
        self.low.setVisible(upright)
        self.language.setVisible(scale.low and self._changes)
        buttons = self.buttons()
        u = scale.u
        tall = max(LEAST_TALL * u, scale.target)
        row = QRectF(SIDE * u, (self.height() - tall) / 2, self.width(), tall)
        row.setWidth(self.width() - 2 * SIDE * u)
        wide = (row.width() - scale.gap * (len(buttons) - 1)) / len(buttons)
        places = columns_of(row, [wide] * len(buttons), scale.gap)
        for button, place in zip(buttons, places, strict=True):
            button.place(place, scale)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        ground = QRectF(box)
        ink.painter.fillRect(ground, ink.ground(NAVY_900))
        ink.painter.fillRect(QRectF(0, 0, box.width(), 3 * ink.u), ink.tone(GOLD))
