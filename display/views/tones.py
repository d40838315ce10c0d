"""The colours of the display: those of a live hall, and those when it may be old."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from shared.qt.theme import DARK_RED, GOLD, NAVY_950, ON_DARK, WHITE

MINT = QColor("#8FE6B8")
GREY = QColor("#A9B7C9")
DIM = QColor("#223A5C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """What is written with which colour."""

    heading: QColor
    second: QColor
    number: QColor
    listed: QColor
    title: QColor
    pill: QColor
    on_pill: QColor
    counter: QColor
    frame: QColor
    good: QColor


LIVE = Tones(
    heading=WHITE,
    second=ON_DARK,
    number=GOLD,
    listed=WHITE,
    title=GOLD,
    pill=GOLD,
    on_pill=NAVY_950,
    counter=DARK_RED,
    frame=GOLD,
    good=MINT,
)

# All of one grey: nobody takes it for a call that was made just now.
OLD = Tones(
    heading=GREY,
    second=GREY,
    number=GREY,
    listed=GREY,
    title=GREY,
    pill=DIM,
    on_pill=WHITE,
    counter=WHITE,
    frame=DIM,
    good=GREY,
)
