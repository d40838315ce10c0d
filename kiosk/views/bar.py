"""The bar at the foot of every screen: large type, a low screen, a voice, help."""

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

SIDE, PAD, LEAST_TALL, SIGN = 24, 12, 88, 44
LINE_ROW, ACCENT = 1.2, 0.45
"""In sizes: from line to line, and the room for accents above and tails below."""

SIZES, LARGE_SIZES = (30, LEAST), (40, 36, 32, LEAST)


class BarButton(TouchButton):
    """An icon, if there is room for it, and words on one line or two."""

    def __init__(self, name: str, parent: QWidget, *, icon: str) -> None:
        super().__init__(name, parent)
        self.setCheckable(True)
        self._icon = icon

    def say(self, words: str, *, on: bool = False, icon: str = "") -> None:
        """Have *words* on it, and another *icon* if given; gold while it is *on*."""
        self._icon = icon or self._icon
        self.setText(words)
        self.setAccessibleName(words)
        self.setChecked(on)
        self.update()

    def need(self, u: float) -> float:
        """Return how wide its words are on two lines, in their least size."""
        lines = in_two(self.text(), 0, int(LEAST * u), Weight.Bold)
        wide = max(width_of(line, int(LEAST * u), Weight.Bold) for line in lines)
        return wide + 2 * PAD * u + 2

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
        # Larger letters must not push the sign away.
        has_sign = self.need(u) + (SIGN + PAD) * u <= box.width()
        side = (SIGN + PAD) * u if has_sign else 0.0
        size, lines = self._words(inner.adjusted(side, 0, 0, 0), u)
        wide = max(width_of(line, int(size), Weight.Bold) for line in lines)
        if has_sign:
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
        spoken_wanted: A citizen wants to hear the screen, or has heard enough.
        help_wanted: A citizen calls staff.
    """

    large_wanted = Signal()
    low_wanted = Signal()
    language_wanted = Signal()
    spoken_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("access", parent)
        self.large = BarButton("large", self, icon="a-large-small")
        self.low = BarButton("low", self, icon="arrow-down-to-line")
        self.language = BarButton("language-below", self, icon="languages")
        self.spoken_button = BarButton("spoken", self, icon="volume-2")
        self.help = BarButton("help", self, icon="hand")
        self.large.clicked.connect(self.large_wanted)
        self.low.clicked.connect(self.low_wanted)
        self.language.clicked.connect(self.language_wanted)
        self.spoken_button.clicked.connect(self.spoken_wanted)
        self.help.clicked.connect(self.help_wanted)

    def say(self, picture: Picture) -> None:
        comfort, texts = picture.comfort, picture.texts.access
        self.large.say(texts.large_off if comfort.large else texts.large)
        self.low.say(texts.low_off if comfort.low else texts.low)
        self.help.say(texts.help_on if comfort.help else texts.help, on=comfort.help)
        self.language.say(language_words(picture))
        has_voice = picture.language in (comfort.voices or ())
        usual = texts.spoken if has_voice else texts.spoken_missing
        on = comfort.spoken and has_voice
        icon = "volume-2" if has_voice else "volume-x"
        words = texts.spoken_off if on else usual
        self.spoken_button.say(words, on=on, icon=icon)
        self.spoken_button.setEnabled(has_voice)
        self.spoken_button.setVisible(comfort.voices is not None)
        self._changes = len(comfort.languages) > 1

    def spoken(self, picture: Picture) -> str:
        return picture.texts.access.bar

    def arrange(self) -> None:
        if self.picture is None:
            return
        scale, upright = self.scale, self.window().height() > self.window().width()
        self.low.setVisible(upright)
        self.language.setVisible(scale.low and self._changes)
        buttons = self._there()
        u = scale.u
        tall = max(LEAST_TALL * u, scale.target)
        row = QRectF(SIDE * u, (self.height() - tall) / 2, self.width(), tall)
        row.setWidth(self.width() - 2 * SIDE * u)
        room = row.width() - scale.gap * (len(buttons) - 1)
        places = columns_of(row, self._widths(room), scale.gap)
        for button, place in zip(buttons, places, strict=True):
            button.place(place, scale)

    def _widths(self, room: float) -> list[float]:
        """Share *room* among the buttons that are there: words first, then signs."""
        u, least = self.scale.u, self.scale.target
        wide = {each: max(each.need(u), least) for each in self._there()}
        left = room - sum(wide.values())
        for button in (self.spoken_button, self.help, self.low, self.large):
            sign = button.need(u) + (SIGN + PAD) * u
            if button in wide and sign - wide[button] <= left:
                left -= max(0.0, sign - wide[button])
                wide[button] = max(wide[button], sign)
        return [each + left / len(wide) for each in wide.values()]

    def _there(self) -> list[BarButton]:
        every = (self.large, self.low, self.language, self.spoken_button, self.help)
        return [button for button in every if button.isVisibleTo(self)]

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        ground = QRectF(box)
        ink.painter.fillRect(ground, ink.ground(NAVY_900))
        ink.painter.fillRect(QRectF(0, 0, box.width(), 3 * ink.u), ink.tone(GOLD))
