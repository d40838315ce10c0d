"""What every folder of tests needs."""

import gc
import logging
import os

import pytest
from hypothesis import settings

from shared.qt.collecting import collect
from shared.store.engine import open_engine
from tests.links import stop_links
from tests.postgresql import a_server

# Qt needs no screen; this stands before there is an application.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# HYPOTHESIS_PROFILE=long looks much longer for what could go wrong.
settings.register_profile(
    "short", max_examples=60, stateful_step_count=40, deadline=None
)
settings.register_profile("long", settings.get_profile("short"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture(autouse=True)
def logbook():
    """Let a program that a test has run in here write no more when it is over."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def pytest_configure():
    """Collect nothing in threads: what a failed test leaves may be the screen's."""
    gc.disable()


@pytest.fixture(autouse=True)
def tidy():
    """Leave no link of a test running, also when the test has failed."""
    yield
    stop_links()
    collect()


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server of our own, started for the first test that wants one."""
    with a_server() as server:
        yield server


@pytest.fixture(
    params=["memory", "file", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def engine(request, tmp_path):
    """A database of each kind that an office may have."""
    match request.param:
        case "memory":
            address = "sqlite://"
        case "file":
            address = "sqlite:///folder/records.sqlite"
        case _:
            address = request.getfixturevalue("postgresql").database()
    engine = open_engine(address, tmp_path)
    yield engine
    engine.dispose()
