"""The look of every screen: colours, type, and how large things are.

Ratios beside the colours are contrasts by WCAG 2.2; text needs at least 7.
"""

from functools import cache
from math import hypot
from pathlib import Path

import fontpkg_be_vietnam_pro
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

NAVY_950 = QColor("#051730")
NAVY_900 = QColor("#0A2444")
NAVY_800 = QColor("#0F3363")
NAVY_700 = QColor("#15437F")  # white on it 9.8
NAVY_600 = QColor("#1B549C")
RED = QColor("#980D18")  # white on it 8.7
DARK_RED = QColor("#7A0811")  # on gold 7.6
GOLD = QColor("#FFCF4A")  # on navy 950 12.2
LIGHT_GOLD = QColor("#FFEBB0")
BACKGROUND = QColor("#EDF2F8")
SURFACE = QColor("#FFFFFF")
LINE = QColor("#CFDAE8")
BORDER = QColor("#7489A3")
INK = QColor("#0A2444")  # on surface 15.6
SECOND_INK = QColor("#394B63")  # on surface 8.9
ON_DARK = QColor("#C9D8EC")
GREEN, GREEN_GROUND = QColor("#0A5034"), QColor("#DFF3E8")  # 8.2
AMBER, AMBER_GROUND = QColor("#6B4A00"), QColor("#FFF1CC")  # 7.2
WHITE = QColor("#FFFFFF")

FAMILY = "Be Vietnam Pro"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold", "ExtraBold")
Weight = QFont.Weight

HIGHEST_ACCENT = 1.17
"""How far an Ổ reaches above its base line, in sizes of its font."""

TARGET_MILLIMETRES, GAP_MILLIMETRES = 20, 8
"""The least of what a finger must hit, and of what lies between two such things."""

INCH = 25.4


class FontMissing(Exception):
    """The font of the screens cannot be loaded: nothing would be readable."""


def load_fonts() -> None:
    """Give Qt the font of the screens.

    Raises:
        FontMissing: It cannot be loaded.
    """
    folder = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
    for weight in WEIGHTS:
        [path] = folder.rglob(f"*-{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontMissing(f"{path} is no font")


@cache
def font(pixels: int, weight: Weight = Weight.Medium) -> QFont:
    """Return the font of a size."""
    result = QFont(FAMILY)
    result.setPixelSize(max(1, pixels))
    result.setWeight(weight)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


@cache
def metrics(pixels: int, weight: Weight = Weight.Medium) -> QFontMetricsF:
    """Return the measures of the font of a size."""
    return QFontMetricsF(font(pixels, weight))


def unit(width: int, height: int) -> float:
    """Return u, the unit of all lengths: one on a screen 1080 pixels short."""
    return min(width, height) / 1080


def pixels_of(millimetres: float, panel_inches: float, size: tuple[int, int]) -> int:
    """Return how many pixels so many millimetres are on a panel of this diagonal."""
    diagonal = hypot(*size)
    return round(millimetres / INCH * diagonal / panel_inches)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(ground: QColor) -> QColor:
    """Return the ink that is better read on *ground*, a colour the office chose."""
    return max((WHITE, NAVY_950), key=lambda ink: contrast(ink, ground))


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
