"""A key taken from an X server: a passive grab on the root window, one key alone."""

import os
from collections.abc import Callable
from select import select
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from Xlib import XK, X, display, error

from counter.hotkeys import parts_of
from counter.hotkeys.errors import HotkeyRefused

MODIFIERS = {
    Qt.KeyboardModifier.ControlModifier: X.ControlMask,
    Qt.KeyboardModifier.AltModifier: X.Mod1Mask,
    Qt.KeyboardModifier.ShiftModifier: X.ShiftMask,
}
# Caps Lock and Num Lock are modifiers too: the key must work with and without them.
LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
NAMES = {Qt.Key.Key_Space: "space", Qt.Key.Key_Return: "Return"}


class X11Grab:
    """Waits for the key in a thread with a connection of its own."""

    def __init__(self, keys: QKeySequence, pressed: Callable[[], None]) -> None:
        """Take *keys*; *pressed* is called from the thread.

        Raises:
            HotkeyRefused: Another program has it, or there is no such key.
        """
        modifiers, key = parts_of(keys)
        self._pressed = pressed
        try:
            self._display = display.Display()
        except (error.DisplayError, OSError) as problem:
            raise HotkeyRefused(f"the X server does not answer: {problem}") from problem
        self._root = self._display.screen().root
        self._code = self._display.keysym_to_keycode(_keysym(key))
        self._mask = sum(
            mask for modifier, mask in MODIFIERS.items() if modifiers & modifier
        )
        self._grab(keys.toString())
        self._wake, self._woken = os.pipe()
        self._thread = Thread(target=self._wait, name="hotkey", daemon=True)
        self._thread.start()

    def release(self) -> None:
        os.write(self._woken, b"\0")
        self._thread.join(2)
        for end in (self._wake, self._woken):
            os.close(end)
        self._display.close()

    def _grab(self, name: str) -> None:
        if not self._code:
            raise HotkeyRefused(f"this keyboard has no {name}")
        refused = error.CatchError(error.BadAccess)
        for lock in LOCKS:
            self._root.grab_key(
                self._code,
                self._mask | lock,
                True,
                X.GrabModeAsync,
                X.GrabModeAsync,
                onerror=refused,
            )
        self._display.sync()
        if refused.get_error():
            self._display.close()
            raise HotkeyRefused(f"another program has {name}: choose another key")

    def _wait(self) -> None:
        connection = self._display.fileno()
        while True:
            while self._display.pending_events():
                if self._display.next_event().type == X.KeyPress:
                    self._pressed()
            ready, _, _ = select([connection, self._wake], [], [])
            if self._wake in ready:
                return


def _keysym(key: Qt.Key) -> int:
    name = NAMES.get(key) or QKeySequence(key).toString()
    return int(XK.string_to_keysym(name) or XK.string_to_keysym(name.lower()))
