"""A key taken from Windows: `RegisterHotKey`, which shows us that key and no other."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from queue import Queue
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from counter.hotkeys import parts_of
from counter.hotkeys.errors import HotkeyRefused

# From winuser.h.
MOD_ALT, MOD_CONTROL, MOD_SHIFT, MOD_NOREPEAT = 0x1, 0x2, 0x4, 0x4000
WM_QUIT, WM_HOTKEY = 0x12, 0x312
VK_SPACE, VK_RETURN, VK_F1 = 0x20, 0x0D, 0x70
OURS = 1
SECONDS = 5

MODIFIERS = {
    Qt.KeyboardModifier.ControlModifier: MOD_CONTROL,
    Qt.KeyboardModifier.AltModifier: MOD_ALT,
    Qt.KeyboardModifier.ShiftModifier: MOD_SHIFT,
}


def virtual_key(key: Qt.Key) -> int:
    """Return the number that Windows has for *key*.

    Raises:
        HotkeyRefused: It is none of the letters, digits, F-keys, Space and Enter.
    """
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        return VK_F1 + int(key) - int(Qt.Key.Key_F1)
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return int(key)
    known = {Qt.Key.Key_Space: VK_SPACE, Qt.Key.Key_Return: VK_RETURN}
    if key not in known:
        raise HotkeyRefused("choose a letter, a digit, an F-key, Space or Return")
    return known[key]


def modifier_bits(modifiers: Qt.KeyboardModifier) -> int:
    """Return the numbers that Windows has for *modifiers*, without repetition."""
    bits = (bit for modifier, bit in MODIFIERS.items() if modifiers & modifier)
    return sum(bits) | MOD_NOREPEAT


if sys.platform == "win32":

    class WindowsGrab:
        """Waits for the key in a thread, which alone is told of it."""

        def __init__(self, keys: QKeySequence, pressed: Callable[[], None]) -> None:
            """Take *keys*; *pressed* is called from the thread.

            Raises:
                HotkeyRefused: Another program has it.
            """
            modifiers, key = parts_of(keys)
            self._wanted = (modifier_bits(modifiers), virtual_key(key))
            self._pressed = pressed
            self._begun: Queue[int] = Queue()
            self._thread = Thread(target=self._wait, name="hotkey", daemon=True)
            self._thread.start()
            self._id = self._begun.get(timeout=SECONDS)
            if not self._id:
                name = keys.toString()
                raise HotkeyRefused(f"another program has {name}: choose another key")

        def release(self) -> None:
            ctypes.windll.user32.PostThreadMessageW(self._id, WM_QUIT, 0, 0)
            self._thread.join(SECONDS)

        def _wait(self) -> None:
            user = ctypes.windll.user32
            if not user.RegisterHotKey(None, OURS, *self._wanted):
                self._begun.put(0)
                return
            self._begun.put(ctypes.windll.kernel32.GetCurrentThreadId())
            message = wintypes.MSG()
            while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == WM_HOTKEY:
                    self._pressed()
            user.UnregisterHotKey(None, OURS)
