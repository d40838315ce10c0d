"""The office's own pictures, read one at a time in a thread, as large as their room."""

import logging
from pathlib import Path

from PySide6.QtCore import (
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QThread,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QPixmap

log = logging.getLogger(__name__)

ENDINGS = frozenset({".png", ".jpg", ".jpeg"})
MOST_PICTURES = 200
LARGEST = 40_000_000
"""Dots of a picture: a larger one would need too much memory to be read."""

STOP_MILLISECONDS = 5_000
EDITION = "edition"


class Album(QObject):
    """Turns the pages of a folder, round and round.

    Signals:
        turned: The next picture, a `QImage` no larger than was asked for; its text
            `EDITION` tells it from every other. One that cannot be read is skipped;
            a null image says that none can.
    """

    turned = Signal(QImage)
    _wanted = Signal(QSize)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._reader = _Reader(folder)
        self._reader.moveToThread(self._thread)
        self._wanted.connect(self._reader.turn)
        self._reader.turned.connect(self.turned)

    def turn(self, size: QSize) -> None:
        """Read the next picture for a screen of *size*; `turned` follows."""
        if not self._thread.isRunning():
            # No touch and no call waits for a picture.
            self._thread.start(QThread.Priority.LowPriority)
        self._wanted.emit(size)

    def stop(self) -> None:
        """End the thread."""
        self._thread.quit()
        self._thread.wait(STOP_MILLISECONDS)


class _Reader(QObject):
    """Reads the files; lives in the thread."""

    turned = Signal(QImage)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._last = ""
        self._blamed: set[str] = set()

    @Slot(QSize)
    def turn(self, size: QSize) -> None:
        names = pictures_in(self._folder)
        later = [name for name in names if name > self._last]
        earlier = [name for name in names if name <= self._last]
        for name in (*later, *earlier):
            image = read(self._folder / name, size)
            self._last = name
            if isinstance(image, QImage):
                image.setText(EDITION, f"{name} {_changed_at(self._folder / name)}")
                self.turned.emit(image)
                return
            if name not in self._blamed:
                self._blamed.add(name)
                log.warning("the picture %s is skipped: %s", name, image)
        self.turned.emit(QImage())


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def pictures_in(folder: Path) -> list[str]:
    """Return the names of the pictures in *folder*, in order; none if it is missing."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError as error:
        log.warning("no pictures: %s", error)
        return []
    fitting = (name for name in names if Path(name).suffix.lower() in ENDINGS)
    return sorted(fitting)[:MOST_PICTURES]


def read(path: Path, size: QSize) -> QImage | str:
    """Return the picture at *path*, fitted into *size*, or why it cannot be shown."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    natural = reader.size()
    if not natural.isValid():
        return reader.errorString()
    if natural.width() * natural.height() > LARGEST:
        return f"{natural.width()} x {natural.height()} dots are too many"
    turned = (
        reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    )
    room = size.transposed() if turned else size
    reader.setScaledSize(natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return reader.errorString() if image.isNull() else image


def draw_fitted(painter: QPainter, box: QRectF, pixmap: QPixmap) -> None:
    """Draw *pixmap* in the middle of *box*, as large as there is room."""
    if pixmap.isNull():
        return
    whole = Qt.AspectRatioMode.KeepAspectRatio
    place = QRectF(QPointF(), pixmap.size().toSizeF().scaled(box.size(), whole))
    place.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
