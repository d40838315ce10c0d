"""Remembers where the clerk has put the windows, in a file beside the records."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication

COMPACT, PLACE = "compact", "place"


class Places:
    """Where the compact bar stands, and whether it is what the clerk works with."""

    def __init__(self, file: Path | None) -> None:
        """Remember in *file*, or only until the end without one."""
        self._settings = (
            QSettings(str(file), QSettings.Format.IniFormat) if file else None
        )
        self._kept: dict[str, object] = {}

    @property
    def compact(self) -> bool:
        """Whether the bar was shown last."""
        return str(self._get(COMPACT)).lower() == "true"

    @compact.setter
    def compact(self, value: bool) -> None:
        self._set(COMPACT, value)

    def place_of(self, size: QSize) -> QPoint:
        """Return where a bar of this *size* belongs: never off the screens."""
        place = self._get(PLACE)
        room = _room_at(place if isinstance(place, QPoint) else None)
        if not isinstance(place, QPoint):
            return QPoint(room.right() - size.width() - 24, room.top() + 24)
        left = min(max(place.x(), room.left()), room.right() - size.width() + 1)
        top = min(max(place.y(), room.top()), room.bottom() - size.height() + 1)
        return QPoint(left, top)

    def put(self, place: QPoint) -> None:
        """Remember that the bar stands at *place*."""
        self._set(PLACE, place)

    def _get(self, key: str) -> object:
        if self._settings is None:
            return self._kept.get(key)
        return self._settings.value(key)

    def _set(self, key: str, value: object) -> None:
        if self._settings is None:
            self._kept[key] = value
        else:
            self._settings.setValue(key, value)


def _room_at(place: QPoint | None) -> QRect:
    """Return the screen that *place* is on, or the first one."""
    screen = QGuiApplication.screenAt(place) if place is not None else None
    return (screen or QGuiApplication.primaryScreen()).availableGeometry()
