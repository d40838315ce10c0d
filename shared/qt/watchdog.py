"""Lets a station tell systemd that its screen still moves.

The signs of life come from the loop of the screen: a frozen screen is silent, and
systemd starts the program anew.
"""

from PySide6.QtCore import QObject, QTimer, Slot

from shared.notify import Notify


class Watchdog(QObject):
    """Says that the station is ready when its loop begins, then that it lives."""

    def __init__(self, notify: Notify, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notify = notify
        self._timer = QTimer(self)
        self._timer.timeout.connect(notify.alive)
        if notify.listened_to:
            QTimer.singleShot(0, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        self._notify.ready()
        if self._notify.pause is not None:
            self._notify.alive()
            self._timer.start(max(1, int(1_000 * self._notify.pause)))


def keep_watched(parent: QObject) -> Watchdog:
    """Return what keeps systemd informed for as long as *parent* is there."""
    return Watchdog(Notify(), parent)
