"""Keeps the window on its screen, whatever happens to the screens."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

LOOK_SECONDS = 5.0
"""A window manager may move the window without a word of the screens."""


class Panel(Protocol):
    """What is asked of a screen."""

    def name(self) -> str: ...

    def geometry(self) -> QRect: ...


class Keeper(QObject):
    """Puts the window on its screen, on the first one while its own is away.

    It knows its screen again by its name: when a second of three is unplugged, the
    third takes its place in the row, and another display may be there.
    """

    def __init__(
        self,
        window: QWidget,
        screen: int,
        *,
        panels: Callable[[], Sequence[Panel]] = QGuiApplication.screens,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._screen = screen
        self._panels = panels
        self._name: str | None = None
        self._look = QTimer(self, interval=round(1_000 * look_seconds))
        self._look.timeout.connect(self.place)

    def follow(self, app: QGuiApplication) -> None:
        """Show the window, and keep it in its place from now on."""
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        self._window.setWindowFlags(flags)
        self._window.setCursor(Qt.CursorShape.BlankCursor)
        for screen in app.screens():
            screen.geometryChanged.connect(self.place)
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self.place)
        app.primaryScreenChanged.connect(self.place)
        self.watch()
        self.place()
        self._window.showFullScreen()

    def watch(self) -> None:
        """Look from time to time whether the window is where it belongs."""
        self._look.start()

    @Slot()
    def place(self) -> None:
        """Let the window cover its screen."""
        panel = self._panel()
        # While the television sleeps there may be no screen, or one of no size.
        if panel is None or panel.geometry().isEmpty():
            return
        if isinstance(panel, QScreen):
            self._window.setScreen(panel)
        if self._window.geometry() != panel.geometry():
            self._window.setGeometry(panel.geometry())
        if self._window.isVisible() and not self._window.isFullScreen():
            self._window.showFullScreen()

    @Slot(QScreen)
    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.place)
        self.place()

    def _panel(self) -> Panel | None:
        panels = self._panels()
        known = [panel for panel in panels if panel.name() == self._name]
        if self._name is None and self._screen < len(panels):
            known = [panels[self._screen]]
            self._name = known[0].name()
        return next(iter([*known, *panels]), None)
