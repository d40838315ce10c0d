"""The keys of the search, as large as fingers need them on this panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, SignalInstance
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.picture import Picture
from kiosk.searching import CLEAR, ERASE, SPACE
from kiosk.views.button import TouchButton
from kiosk.views.scale import LEAST, Scale
from kiosk.views.words import draw_icon
from shared.qt.ink import Ink, width_of
from shared.qt.theme import BORDER, INK, SURFACE, Weight

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""As on other keyboards, where a row has room for ten keys and one more."""

LETTER, WORD = 48, 32
PRESSED = QColor("#DCE7F5")
ICONS = {ERASE: "delete", CLEAR: "x", SPACE: "space"}


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A key, and the cells of a row that it takes."""

    key: str
    row: int
    column: int
    cells: int = 1


class Key(TouchButton):
    """One key: a letter, or what it does in words or as a sign."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(f"key-{key}", parent)
        self.key = key
        self.say(key.upper())

    def say(self, words: str) -> None:
        """Have *words* on it."""
        self.setText(words)
        self.setAccessibleName(words)

    def draw(self, ink: Ink, box: QRectF) -> None:
        u, sign = ink.u, ICONS.get(self.key)
        fill = PRESSED if self.isDown() else SURFACE
        ink.plate(box, self.radius, fill, edge=BORDER, width=3 * u)
        if sign is None:
            size = (LETTER if len(self.key) == 1 else WORD) * u
            ink.line(box, self.text(), size, INK, weight=Weight.Bold, least=LEAST)
            return
        side, words = 52 * u, self.text()
        room, wide = box.width() - 24 * u, width_of(words, int(WORD * u), Weight.Bold)
        needed = side + 16 * u + wide
        left = box.center().x() - (needed if needed <= room else side) / 2
        if needed <= room or wide > room:
            mark = QRectF(left, box.center().y() - side / 2, side, side)
            draw_icon(ink, mark, sign, INK)
        if wide <= room:
            text = box.adjusted(12 * u, 0, -12 * u, 0)
            if needed <= room:
                text = QRectF(left + side + 16 * u, box.y(), wide + 2, box.height())
            ink.line(text, words, WORD * u, INK, weight=Weight.Bold, least=LEAST)


class Keyboard:
    """The keys of a sheet, and where they stand.

    They stand as on other keyboards where the panel is wide enough for fingers,
    else in the order of the alphabet.
    """

    def __init__(self, parent: QWidget, touched: SignalInstance) -> None:
        names = (*LETTERS, SPACE, ERASE, CLEAR)
        self.keys = {name: Key(name, parent) for name in names}
        for name, key in self.keys.items():
            key.clicked.connect(lambda *_, name=name: touched.emit(name))

    def say(self, picture: Picture) -> None:
        """Have the words of the language on the keys."""
        words = picture.texts.search
        self.keys[SPACE].say(words.space)
        self.keys[ERASE].say(words.erase)
        self.keys[CLEAR].say(words.clear)

    def height(self, width: float, scale: Scale) -> float:
        """Return how high the keys are together, in *width* pixels."""
        places = key_places(_columns(width, scale), tight=scale.tight)
        rows = 1 + max(place.row for place in places)
        return rows * _tall(scale) + (rows - 1) * scale.gap

    def place(self, box: QRectF, scale: Scale) -> None:
        """Put the keys into *box*, from its top."""
        columns, tall = _columns(box.width(), scale), _tall(scale)
        wide = (box.width() - (columns - 1) * scale.gap) / columns
        places = key_places(columns, tight=scale.tight)
        for name, key in self.keys.items():
            key.setVisible(any(at.key == name for at in places))
        for at in places:
            left = box.x() + at.column * (wide + scale.gap)
            top = box.y() + at.row * (tall + scale.gap)
            across = at.cells * (wide + scale.gap) - scale.gap
            self.keys[at.key].place(QRectF(left, top, across, tall), scale)


def key_places(columns: int, *, tight: bool = False) -> list[KeyPlace]:
    """Return where the keys stand in rows of *columns* cells, five at least.

    Where it is *tight* a space and one key to erase follow the last letter.
    """
    if columns > len(ROWS[0]):
        places = [
            KeyPlace(letter, row, column)
            for row, letters in enumerate(ROWS)
            for column, letter in enumerate(letters)
        ]
        places.append(KeyPlace(ERASE, 0, 10, columns - 10))
        places.append(KeyPlace(CLEAR, 1, 9, columns - 9))
        places.append(KeyPlace(SPACE, 2, 7, columns - 7))
        return places
    places = [
        KeyPlace(letter, place // columns, place % columns)
        for place, letter in enumerate(LETTERS)
    ]
    used = len(LETTERS) % columns
    if tight and columns - used >= 2:
        row = len(LETTERS) // columns
        return [*places, KeyPlace(SPACE, row, used), KeyPlace(ERASE, row, used + 1)]
    row, start = (
        (len(LETTERS) // columns, used)
        if used and columns - used >= 4
        else (ceil(len(LETTERS) / columns), 0)
    )
    return [*places, *_ends(row, start, columns - start)]


def _ends(row: int, start: int, cells: int) -> Sequence[KeyPlace]:
    """Return the keys that are no letters, in the last *cells* of a row."""
    each = max(1, cells // 3)
    space = cells - 2 * each
    return (
        KeyPlace(SPACE, row, start, space),
        KeyPlace(ERASE, row, start + space, each),
        KeyPlace(CLEAR, row, start + space + each, each),
    )


def _columns(width: float, scale: Scale) -> int:
    most = int((width + scale.gap) / (scale.target + scale.gap))
    return 11 if most >= 11 else max(5, most)


def _tall(scale: Scale) -> float:
    return scale.target
