"""A whole office: a real hub process and printer, and the stations' own windows."""

import json
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.texts import Texts as CounterTexts
from counter.viewmodel import CounterViewModel
from counter.views.window import CounterWindow
from display.texts import wording_of
from display.viewmodel import DisplayViewModel
from display.views.window import DisplayWindow
from display.witness import Witness
from kiosk.printing import Printing
from kiosk.reporting import Reporter
from kiosk.texts import texts_of
from kiosk.viewmodel import KioskViewModel
from kiosk.views.window import KioskWindow
from kiosk.wiring import wire
from printer.press import press_of
from printer.settings import printer_from
from shared.clock import SystemClock
from shared.config import load
from shared.qt.app import start_app
from shared.qt.figures import Figures
from shared.qt.hublink import HubLink
from tests.programs import ROOT, HubProcess, start

TEXTS = {name: ROOT / "config" / f"texts.{name}.toml" for name in ("vi", "en")}


class Lines(list):
    """A stream that keeps what is written to it as JSON objects."""

    def write(self, text):
        self += [json.loads(line) for line in text.splitlines() if line]

    def flush(self):
        pass


@pytest.fixture
def hub(tmp_path):
    hub = HubProcess(tmp_path)
    yield hub
    if hub.process.poll() is None:
        hub.stop()


@pytest.fixture
def printer(tmp_path):
    """A printer at the end of a serial line: where it is, and its tickets."""
    line, out = tmp_path / "line", tmp_path / "tickets"
    words = ("emulate", "--pty", line, "--out", out, "--baud", "0", "--json")
    process = start("printer", *map(str, words))
    assert json.loads(process.stdout.readline())["event"] == "ready"
    yield SimpleNamespace(line=line, tickets=lambda: sorted(out.glob("*.png")))
    process.terminate()
    assert process.wait(10) == 0
    process.stdin.close()
    process.stdout.close()


@pytest.fixture
def app(qapp):
    return start_app("journey")


@pytest.fixture
def kiosk(hub, printer, app, qtbot, tmp_path):
    link = HubLink(hub.url, "kiosk", "kiosk-1")
    with a_kiosk(link, printer, qtbot, tmp_path) as kiosk:
        yield kiosk


@contextmanager
def a_kiosk(link, printer, qtbot, folder, **parts):
    """A kiosk with its window and printer; *parts* are more of its view-model's."""
    texts = texts_of(TEXTS)
    model = KioskViewModel(link, SystemClock(), texts, dots=576, **parts)
    window = KioskWindow()
    window.resize(1080, 1920)
    qtbot.addWidget(window)
    settings = [printer_from(f"serial:{printer.line}")]
    printing = Printing(
        partial(press_of, settings, folder / "kiosk-1", SystemClock().now, lambda: 0)
    )
    wire(model, window, printing)
    reporter = Reporter(link, parent=window)
    model.access.help_changed.connect(reporter.note_help)
    printing.start()
    window.show_picture(model.picture)
    window.show()
    link.start()
    yield Station(link, model, window)
    link.stop()
    printing.stop()


@pytest.fixture
def counter(hub, app, qtbot):
    link = HubLink(hub.url, "counter", "counter-1")
    texts = load(TEXTS["vi"], CounterTexts, section="counter")
    model = CounterViewModel(link, SystemClock(), texts, counter="1")
    window = CounterWindow(texts)
    qtbot.addWidget(window)
    window.pressed.connect(model.press)
    model.picture_changed.connect(window.show_picture)
    window.show_picture(model.picture)
    window.show()
    link.start()
    yield Station(link, model, window)
    link.stop()


@pytest.fixture
def display(hub, app, qtbot):
    link = HubLink(hub.url, "display", "display-1")
    wording = wording_of(("vi", "en"), TEXTS)
    model = DisplayViewModel(link, SystemClock(), wording)
    window = DisplayWindow(wording)
    window.resize(1920, 1080)
    qtbot.addWidget(window)
    painted = Lines()
    witness = Witness(Figures(painted))
    model.called.connect(witness.expect)
    model.picture_changed.connect(window.show_picture)
    window.painted.connect(witness.see)
    window.show_picture(model.picture)
    window.show()
    link.start()
    yield Station(link, model, window, painted=painted)
    link.stop()


class Office(SimpleNamespace):
    """All the parts of one office."""

    def parts(self):
        return self.hub, self.kiosk, self.counter, self.display


@pytest.fixture
def office(hub, printer, kiosk, counter, display):
    parts = {"kiosk": kiosk, "counter": counter, "display": display}
    return Office(hub=hub, printer=printer, **parts)


class Station(SimpleNamespace):
    """A station's link, view-model and window."""

    def __init__(self, link, model, window, **more):
        super().__init__(link=link, model=model, window=window, **more)

    def touch(self, name, qtbot):
        """Touch the button of this name as soon as it can be touched."""
        qtbot.waitUntil(lambda: self._button(name) is not None, timeout=15_000)
        QTest.mouseClick(self._button(name), Qt.MouseButton.LeftButton)

    def _button(self, name):
        found = self.window.findChildren(object, name)
        usable = [each for each in found if each.isVisible() and each.isEnabled()]
        return usable[0] if usable else None
