"""A QR code on the screen, for a citizen who gets no paper."""

import segno
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from shared.qt.ink import Ink
from shared.qt.theme import WHITE

BLACK = QColor("#000000")
QUIET = 4


def draw_code(ink: Ink, box: QRectF, payload: str) -> None:
    """Draw *payload* as a QR code, with its quiet border, as large as *box* allows."""
    rows = segno.make_qr(payload, error="m").matrix
    count = len(rows) + 2 * QUIET
    module = int(min(box.width(), box.height()) / count)
    if module < 1:
        return
    size = module * count
    left = int(box.center().x() - size / 2)
    top = int(box.center().y() - size / 2)
    # Whatever the colours of the screen: cameras read dark squares on white.
    ink.painter.fillRect(QRectF(left, top, size, size), WHITE)
    for y, row in enumerate(rows, QUIET):
        for x, dark in enumerate(row, QUIET):
            if dark:
                at = QRectF(left + x * module, top + y * module, module, module)
                ink.painter.fillRect(at, BLACK)
