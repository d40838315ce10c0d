"""What the long trials need: their length, databases, hubs, and a place for counts."""

import pytest

from tests.postgresql import a_server
from tests.programs import HubProcess
from tests.soak.length import LENGTH

COUNTS = pytest.StashKey[list[str]]()


@pytest.fixture
def length():
    """How long the trials are this time."""
    return LENGTH


@pytest.fixture
def tell(request):
    """Note counts, to be printed after all trials."""

    def tell(**counts):
        words = ", ".join(f"{value} {name}" for name, value in counts.items())
        lines = request.config.stash.setdefault(COUNTS, [])
        lines.append(f"{request.node.name}: {words.replace('_', ' ')}")

    return tell


def pytest_terminal_summary(terminalreporter, config):
    """Print what was counted."""
    if lines := config.stash.get(COUNTS, []):
        terminalreporter.section("what was counted")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def durable_postgresql():
    """A server that waits for the disk, and may be killed."""
    with a_server(durable=True) as server:
        yield server


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def address(request, tmp_path):
    """An empty database that outlives its hub."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/records.sqlite"
    return request.getfixturevalue("durable_postgresql").database()


@pytest.fixture
def start_hub(tmp_path):
    """Start hubs on an address; in the end each ends well."""
    hubs = []

    def start_hub(address):
        folder = tmp_path / f"hub-{len(hubs)}"
        folder.mkdir()
        hubs.append(HubProcess(folder, address))
        return hubs[-1]

    yield start_hub
    codes = [hub.stop() for hub in hubs]
    assert codes == [0] * len(hubs)
