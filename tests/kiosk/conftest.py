from pathlib import Path

import pytest

from kiosk.access import Access
from kiosk.patience import Patience
from kiosk.settings import KioskSettings
from kiosk.texts import texts_of
from kiosk.viewmodel import KioskViewModel
from kiosk.views.window import KioskWindow
from shared.clock import ManualClock
from shared.config import load
from shared.domain.plan import Plan
from shared.qt.app import start_app
from shared.qt.scripted import ScriptedLink
from tests.halls import EIGHT, a_hall

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="session")
def settings():
    return load(CONFIG / "kiosk.toml", KioskSettings)


@pytest.fixture(scope="session")
def texts(settings):
    return texts_of(settings.texts)


@pytest.fixture(scope="session")
def plan():
    return load(CONFIG / "office.toml", Plan)


@pytest.fixture(scope="session")
def qapp_cls():
    return lambda _arguments: start_app("kiosk")


@pytest.fixture
def clock():
    return ManualClock(EIGHT)


@pytest.fixture
def hall(plan):
    return a_hall(plan=plan)


@pytest.fixture
def link(hall):
    return ScriptedLink(hall)


@pytest.fixture
def kiosk(qtbot, link, clock, texts):
    kiosk = KioskViewModel(link, clock, texts)
    link.come_online()
    return kiosk


@pytest.fixture
def hasty(qtbot, link, clock, texts):
    """A kiosk that waits for nobody."""
    moment = Patience(idle=0.01, thanks=0.01, noting=0.01, late=0.01)
    access = Access(answer=0.01)
    kiosk = KioskViewModel(link, clock, texts, patience=moment, access=access)
    link.come_online()
    return kiosk


@pytest.fixture
def window(qtbot):
    window = KioskWindow()
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    return window
