"""A key for the next step that works while another program has the focus.

Only that one key is asked of the system; no other key is ever seen here.
"""

import logging
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence

from counter.hotkeys.errors import HotkeyRefused

log = logging.getLogger(__name__)


class Grab(Protocol):
    """A key that the system gives to us."""

    def release(self) -> None:
        """Give the key back."""


class Hotkey(QObject):
    """Tells when the key is pressed, wherever the clerk is.

    Signals:
        pressed: The key was pressed.
    """

    pressed = Signal()

    def __init__(self, keys: str, parent: QObject | None = None) -> None:
        """Take *keys*, such as ``Ctrl+Alt+Space``; without keys nothing is taken.

        Where the system does not give it the log says why, and all else goes on.
        """
        super().__init__(parent)
        self._grab: Grab | None = None
        if not keys:
            return
        try:
            self._grab = grab_for(QGuiApplication.platformName())(
                QKeySequence(keys), self.pressed.emit
            )
        except HotkeyRefused as error:
            log.warning("the key %s works in this window only: %s", keys, error)

    @property
    def taken(self) -> bool:
        """Whether the system gives us the key."""
        return self._grab is not None

    def release(self) -> None:
        """Give the key back."""
        if self._grab is not None:
            self._grab.release()
            self._grab = None


def grab_for(platform: str) -> Callable[[QKeySequence, Callable[[], None]], Grab]:
    """Return what takes a key on this *platform* of Qt.

    Raises:
        HotkeyRefused: No program may take a key there.
    """
    # The system's own library is there only on that system.
    if platform == "xcb":
        from counter.hotkeys.x11 import X11Grab

        return X11Grab
    if platform == "windows" and sys.platform == "win32":
        from counter.hotkeys.windows import WindowsGrab

        return WindowsGrab
    raise HotkeyRefused(f"{platform} gives no key to a program in the background")


def parts_of(keys: QKeySequence) -> tuple[Qt.KeyboardModifier, Qt.Key]:
    """Return the modifiers and the key of *keys*.

    Raises:
        HotkeyRefused: It is not one key with Ctrl, Alt or Shift.
    """
    if keys.count() != 1:
        raise HotkeyRefused("write one key, such as Ctrl+Alt+Space")
    combination = keys[0]  # type: ignore[index]  # missing in the stubs
    modifiers = combination.keyboardModifiers()
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if not modifiers & strong:
        raise HotkeyRefused("a key without Ctrl or Alt would be missing everywhere")
    return modifiers, combination.key()
