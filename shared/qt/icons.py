"""Line icons from Lucide, drawn in the colour and size that is asked for."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent / "icons"
FALLBACK = "file-text"
"""What stands where an office has named an icon that we do not have."""


def icon(name: str, pixels: int, colour: QColor) -> QPixmap:
    """Return the icon *name*, *pixels* high and wide."""
    return _drawn(name, pixels, colour.name())


@cache
def _drawn(name: str, pixels: int, colour: str) -> QPixmap:
    path = FOLDER / f"{name}.svg"
    if not path.exists():
        path = FOLDER / f"{FALLBACK}.svg"
    text = path.read_text(encoding="utf-8").replace("currentColor", colour)
    result = QPixmap(pixels, pixels)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    return result
