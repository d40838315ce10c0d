import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest

from display.settings import DisplaySettings
from display.texts import wording_of
from shared.clock import ManualClock
from shared.config import load
from shared.domain.commands import IssueTicket
from shared.domain.plan import Plan
from shared.qt.app import start_app
from shared.qt.practice import PracticeLink
from tests.halls import EIGHT, a_hall

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture
def plan():
    return load(CONFIG / "office.toml", Plan)


@pytest.fixture
def wording():
    settings = load(CONFIG / "display.toml", DisplaySettings)
    return wording_of(settings.languages, settings.texts)


@pytest.fixture
def clock():
    return ManualClock(EIGHT)


@pytest.fixture
def look(qapp):
    """The fonts of the screens."""
    return start_app("test")


@pytest.fixture
def link(plan, clock, qapp):
    """A hub with three people waiting for every service; not yet online."""
    link = PracticeLink(a_hall(plan=plan), clock)
    for service in plan.services:
        for _ in range(3):
            link.obey(IssueTicket(service=service.id))
    return link
