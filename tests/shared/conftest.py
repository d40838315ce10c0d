"""Records that several programs look at: a hub and a report, a writer and a reader."""

from pathlib import Path

import pytest

from shared.domain.times import day_of
from shared.store.engine import open_engine
from shared.store.store import Store
from tests.halls import EIGHT


@pytest.fixture(
    params=["file", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def address(request, tmp_path):
    """A database that other programs can open."""
    if request.param == "file":
        return f"sqlite:///{tmp_path}/những năm #1.sqlite"
    return request.getfixturevalue("postgresql").database()


@pytest.fixture
def store(address):
    """The records of the office `mau` at that address, taken on a Monday."""
    engine = open_engine(address, Path())
    store = Store(engine, "mau")
    store.take(day_of(EIGHT))
    yield store
    engine.dispose()


@pytest.fixture
def on_server(postgresql):
    """An engine for an empty database on a server."""
    engine = open_engine(postgresql.database(), Path())
    yield engine
    engine.dispose()
