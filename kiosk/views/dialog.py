"""A question above the screen: which language, more time, or that help is coming."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.comfort import Asking
from kiosk.picture import Picture
from kiosk.views.plain import Look, PlainButton
from kiosk.views.sheet import Sheet
from kiosk.views.words import draw_icon, paragraph
from shared.qt.ink import Ink, rows_of
from shared.qt.theme import GOLD, INK, NAVY_950, SECOND_INK, SURFACE, Weight

VEIL = QColor(5, 23, 48, 190)
WIDEST, SIDE, RADIUS, BUTTON, PAD = 900, 48, 32, 112, 44
SIGN, TITLE, HINT = 104, 52, 38
TITLE_ROWS, HINT_ROWS = 140, 160
SIGNS = {
    Asking.LANGUAGE: "languages",
    Asking.MORE_TIME: "hourglass",
    Asking.HELP: "megaphone",
}


class DialogView(Sheet):
    """Paints a question on a plate, with its answers below each other.

    Signals:
        language_chosen: A citizen wants the language of this code.
        stay_wanted: A citizen needs more time; a touch beside the plate says so too.
        leave_wanted: A citizen is done.
        helped: Staff have come.
        closed: A citizen goes on as before.
    """

    language_chosen = Signal(str)
    stay_wanted = Signal()
    leave_wanted = Signal()
    helped = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("dialog", parent)
        self.stay = PlainButton("stay", self, icon="clock", look=Look.MAIN)
        self.leave = PlainButton("leave", self, icon="house", look=Look.OTHER)
        self.helped_button = PlainButton("helped", self, icon="check", look=Look.OTHER)
        self.go_on = PlainButton("go-on", self, icon="arrow-left", look=Look.MAIN)
        self.languages: list[PlainButton] = []
        self.keep = PlainButton("keep-language", self, icon="x", look=Look.OTHER)
        self.stay.clicked.connect(self.stay_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.helped_button.clicked.connect(self.helped)
        self.go_on.clicked.connect(self.closed)
        self.keep.clicked.connect(self.closed)

    def say(self, picture: Picture) -> None:
        texts, asking = picture.texts.access, picture.comfort.asking
        self.stay.say(texts.stay)
        self.leave.say(texts.leave)
        self.helped_button.say(texts.helped)
        self.go_on.say(texts.help_kept)
        self.keep.say(texts.language_kept)
        offered = self._offer_languages(picture)
        shown = {
            Asking.LANGUAGE: [*offered, self.keep],
            Asking.MORE_TIME: [self.stay, self.leave],
            Asking.HELP: [self.go_on, self.helped_button],
        }.get(asking, [])
        for button in self.findChildren(PlainButton):
            button.setVisible(button in shown)

    def spoken(self, picture: Picture) -> str:
        return ". ".join(filter(None, _words(picture)))

    def arrange(self) -> None:
        buttons, scale = self.buttons(), self.scale
        plate, u = self._plate(), self.scale.u
        wide, foot = plate.width() - 2 * PAD * u, plate.bottom() - PAD * u
        tall = self._tall()
        for button in reversed(buttons):
            button.place(QRectF(plate.x() + PAD * u, foot - tall, wide, tall), scale)
            foot -= tall + scale.gap

    def draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, VEIL)

    def draw_plain_ground(self, painter: QPainter, box: QRectF) -> None:
        self.draw_ground(painter, box)

    def draw(self, ink: Ink, box: QRectF, picture: Picture) -> None:
        u, plate = ink.u, self._plate()
        ink.plate(plate, RADIUS * u, SURFACE, edge=GOLD, width=6 * u)
        inner = plate.adjusted(PAD * u, PAD * u, -PAD * u, 0)
        inner.setBottom(inner.y() + self._words_height() * u)
        title, hint = _words(picture)
        sizes = [SIGN * u, TITLE_ROWS * u]
        sign, head, *rest = rows_of(inner, [*sizes, HINT_ROWS * u][: 3 if hint else 2])
        disc = QRectF(sign.center().x() - SIGN * u / 2, sign.y(), SIGN * u, SIGN * u)
        ink.plate(disc, SIGN * u / 2, GOLD)
        inset = SIGN * u * 0.24
        mark = disc.adjusted(inset, inset, -inset, -inset)
        draw_icon(ink, mark, SIGNS[picture.comfort.asking], NAVY_950)
        paragraph(ink, head, title, TITLE * u, INK, weight=Weight.Bold)
        for row in rest:
            paragraph(ink, row, hint, HINT * u, SECOND_INK)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Whoever touches anything is still there.
        self.stay_wanted.emit()
        super().mousePressEvent(event)

    def _offer_languages(self, picture: Picture) -> list[PlainButton]:
        """Return a button for each other language."""
        names = [
            one for one in picture.comfort.languages if one.code != picture.language
        ]
        while len(self.languages) < len(names):
            self.languages.append(self._new_language())
        for button, one in zip(self.languages, names, strict=False):
            button.setObjectName(f"speak-{one.code}")
            button.say(one.name)
        return self.languages[: len(names)]

    def _new_language(self) -> PlainButton:
        button = PlainButton("speak", self, icon="languages", look=Look.SIMPLE)
        button.clicked.connect(lambda: self._choose(button))
        button.stackUnder(self.keep)
        return button

    def _choose(self, button: PlainButton) -> None:
        self.language_chosen.emit(button.objectName().removeprefix("speak-"))

    def _words_height(self) -> float:
        """Return how many units the sign, the question and the hint take."""
        hint = _words(self.picture)[1] if self.picture else ""
        return SIGN + TITLE_ROWS + (HINT_ROWS if hint else 0)

    def _tall(self) -> float:
        return max(BUTTON * self.scale.u, self.scale.target)

    def _plate(self) -> QRectF:
        """Return where the plate stands: in the middle of what one can reach."""
        u, scale, count = self.scale.u, self.scale, len(self.buttons())
        room = QRectF(self.rect())
        if scale.low:
            room.setTop(room.height() / 2)
        buttons = count * self._tall() + max(0, count - 1) * scale.gap
        tall = (self._words_height() + 3 * PAD - 20) * u + buttons
        wide = min(room.width() - 2 * SIDE * u, WIDEST * u)
        plate = QRectF(0, 0, wide, tall)
        plate.moveCenter(room.center())
        return plate


def _words(picture: Picture) -> tuple[str, str]:
    """Return the question, and what to know before answering."""
    texts, comfort = picture.texts.access, picture.comfort
    match comfort.asking:
        case Asking.LANGUAGE:
            return texts.language_asked, ""
        case Asking.MORE_TIME:
            return texts.more_time, texts.more_time_hint
        case Asking.HELP if comfort.unheard:
            return texts.help, texts.help_unheard
        case Asking.HELP:
            return texts.help_title, texts.help_hint
        case _:
            return texts.bar, ""
