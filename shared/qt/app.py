"""Starts a station's application, ends it well, and draws its pictures."""

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from shared.qt.theme import BACKGROUND, INK, NAVY_700, SURFACE, font, load_fonts

log = logging.getLogger(__name__)


def start_app(name: str, *, scaling: bool = False) -> QApplication:
    """Return the application, with our look and none of the desktop's.

    With *scaling* lengths follow the desktop's setting; kiosk and display count
    in the pixels of their panel instead.

    Raises:
        FontMissing: The font of the screens cannot be loaded.
    """
    if not scaling:
        os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "0"
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([name])
    app.setApplicationName(name)
    app.setStyle("Fusion")
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setPalette(_palette())
    load_fonts()
    app.setFont(font(16))
    return app


def end_on_signals(app: QApplication) -> None:
    """Let the process end well when it is asked to, at once and with code 0."""
    # Python runs a signal's handler only when its code runs again; the socket
    # makes Qt's loop call some.
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno())
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, app)
    notifier.activated.connect(lambda *_: ours.recv(64))
    app.setProperty("sockets", [ours, theirs])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: app.exit(0))


class _Alarm(QObject):
    """Carries bad news to the thread of the screen.

    Signals:
        rang: Something has gone wrong that should not.
    """

    rang = Signal()


def guard(app: QApplication, show_out_of_service: Callable[[], None]) -> None:
    """Let no mistake of ours leave half a screen: log it and say so to people.

    A mistake may show in any thread and in the middle of painting, so the screen is
    told in its own thread, in the next turn of its loop.
    """
    alarm = _Alarm(app)
    alarm.rang.connect(show_out_of_service, Qt.ConnectionType.QueuedConnection)

    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("out of service", exc_info=(kind, error, trace))
        alarm.rang.emit()

    sys.excepthook = hook


def draw(widget: QWidget, path: Path) -> None:
    """Leave a picture of *widget* at *path*, making the folder.

    Raises:
        OSError: The picture cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = QPixmap(widget.size())
    widget.render(picture)
    if not picture.save(str(path)):
        raise OSError(f"{path} cannot be written")


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for place, colour in (
        (role.Window, BACKGROUND),
        (role.Base, SURFACE),
        (role.Button, SURFACE),
        (role.WindowText, INK),
        (role.Text, INK),
        (role.ButtonText, INK),
        (role.Highlight, NAVY_700),
        (role.HighlightedText, SURFACE),
    ):
        palette.setColor(place, colour)
    return palette
