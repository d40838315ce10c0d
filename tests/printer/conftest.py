import pytest

from printer.virtual import VirtualPrinter
from tests.printer.wires import emulated


@pytest.fixture
def tickets(tmp_path):
    """The folder of the virtual printer's tickets."""
    return tmp_path / "tickets"


@pytest.fixture
def machine(tickets):
    """A virtual printer in no way slowed down."""
    return VirtualPrinter(tickets, baud=None, mm_per_s=None)


@pytest.fixture
def line(machine, tmp_path):
    """The link to a pty with a virtual printer behind it."""
    with emulated(machine, tmp_path / "line"):
        yield tmp_path / "line"
