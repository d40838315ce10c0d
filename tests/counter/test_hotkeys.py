import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from counter.hotkeys import Hotkey, grab_for, parts_of
from counter.hotkeys.errors import HotkeyRefused
from counter.hotkeys.windows import MOD_ALT, MOD_CONTROL, modifier_bits, virtual_key
from tests.programs import ROOT

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from Xlib import X, XK, display
from Xlib.ext import xtest
from counter.hotkeys import Hotkey

app = QApplication([])
first, second = Hotkey("Ctrl+Alt+Space"), Hotkey("Ctrl+Alt+Space")
assert first.taken and not second.taken, (first.taken, second.taken)
first.pressed.connect(lambda: (print("pressed"), app.quit()))
other = display.Display()
codes = [other.keysym_to_keycode(XK.string_to_keysym(n))
         for n in ("Control_L", "Alt_L", "space")]
for code in codes:
    xtest.fake_input(other, X.KeyPress, code)
for code in reversed(codes):
    xtest.fake_input(other, X.KeyRelease, code)
other.sync()
code = app.exec()
first.release()
again = Hotkey("Ctrl+Alt+Space")
assert again.taken
again.release()
sys.exit(code)
"""


@pytest.fixture
def screen():
    """A screen of its own that nobody sees: the name of its X server."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    yield name
    server.terminate()
    server.wait(10)


def test_the_key_is_heard_while_another_program_has_the_focus(screen):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "pressed\n"), done.stderr
    assert "another program has Ctrl+Alt+Space" in done.stderr


def test_where_no_key_can_be_had_the_counter_goes_on(qapp, caplog):
    hotkey = Hotkey("Ctrl+Alt+Space")

    assert not hotkey.taken
    assert "works in this window only" in caplog.text
    hotkey.release()


def test_without_a_key_nothing_is_asked_of_the_system(qapp, caplog):
    assert not Hotkey("").taken
    assert caplog.text == ""


@pytest.mark.parametrize("platform", ["wayland", "offscreen", "windows"])
def test_a_system_that_gives_no_key_says_so(platform):
    with pytest.raises(HotkeyRefused, match=platform):
        grab_for(platform)


@pytest.mark.parametrize("keys", ["F2", "Shift+A", "Ctrl+A, Ctrl+B", "nothing"])
def test_a_key_that_everybody_types_is_not_taken_away(keys):
    with pytest.raises(HotkeyRefused):
        parts_of(QKeySequence(keys))


@pytest.mark.parametrize(
    ("keys", "number"),
    [("Ctrl+Alt+Space", 0x20), ("Ctrl+Alt+F9", 0x78), ("Ctrl+Alt+K", 0x4B)],
)
def test_windows_knows_the_keys_by_its_own_numbers(keys, number):
    modifiers, key = parts_of(QKeySequence(keys))

    assert virtual_key(key) == number
    assert modifier_bits(modifiers) & (MOD_CONTROL | MOD_ALT) == MOD_CONTROL | MOD_ALT


def test_a_key_that_windows_has_no_number_for_is_refused():
    with pytest.raises(HotkeyRefused):
        virtual_key(Qt.Key.Key_Aacute)
