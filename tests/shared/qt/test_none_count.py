"""PySide 6.12 on Python 3.11 lost a reference to None with every void call."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel

CALLS = 1_000
NOISE = 50


def test_drawing_keeps_the_references_to_none(qapp):
    pixmap = QPixmap(10, 10)
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    pen = QPen()
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        painter.setPen(pen)

    painter.end()
    assert abs(sys.getrefcount(None) - before) < NOISE


def test_writing_keeps_the_references_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        label.setText("1007")

    assert abs(sys.getrefcount(None) - before) < NOISE
