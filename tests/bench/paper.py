"""Measures what a slip costs: to compose, in bytes, and until it is confirmed.

The printer is the virtual one at the end
of a pty; it takes bytes at the pace of 115,200 baud and moves paper at 150 mm/s.
"""

import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from printer.escpos import page
from printer.ports import Port, open_port
from printer.printer import Outcome, Printer
from printer.profiles import Profile
from printer.raster import draw
from printer.settings import PrinterSettings
from printer.slip import REPRINT, Slip, example_slip
from printer.virtual import VirtualPrinter
from tests.bench.figures import Report, Row
from tests.printer.wires import emulated

ROUNDS = 50
PRINTS = 3
PAPERS = {"80 mm": Profile(), "58 mm": Profile(width_dots=384)}
BYTES = {"80 mm": 14_500, "58 mm": 8_000}
COMPOSE_MS, FIRST_BYTE_MS, CONFIRMED_S = 30, 100, 1.5


class WatchedPort(Port):
    """A port that notes when the first byte of a slip was taken."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self.name = port.name
        self.answers = port.answers
        self.baud = port.baud
        self.first_byte_at = 0.0

    def write(self, data: bytes, timeout: float) -> int:
        taken = self._port.write(data, timeout)
        if taken and data.startswith(b"\x1b@"):
            self.first_byte_at = perf_counter()
        return taken

    def read(self, timeout: float) -> bytes:
        return self._port.read(timeout)

    def close(self) -> None:
        self._port.close()


def a_slip(number: int) -> Slip:
    """Return a slip with words that no other slip has."""
    rows = example_slip().rows
    ahead, issued = replace(rows[0], value=str(number)), rows[2]
    issued = replace(issued, value=f"08:{number % 60:02} – 05/01/2026")
    return replace(
        example_slip(),
        number=f"{1000 + number}",
        rows=(ahead, rows[1], issued, rows[3]),
        code=f"K7Q2M9XW4TRB{number:04}",
    )


def compose_ms(profile: Profile) -> float:
    """Return the milliseconds from the words of a new slip to its bytes, warm."""
    page(draw(a_slip(0), profile), profile)
    costs = []
    for number in range(1, ROUNDS + 1):
        slip = a_slip(number)
        began = perf_counter()
        page(draw(slip, profile), profile)
        costs.append(perf_counter() - began)
    return median(costs) * 1000


def size_of(slip: Slip, profile: Profile) -> int:
    """Return the bytes of *slip*."""
    return len(page(draw(slip, profile), profile).data)


def on_a_line(profile: Profile) -> tuple[float, float, int]:
    """Return ms from `print` to the first byte, s until confirmed, and how many not."""
    with tempfile.TemporaryDirectory() as folder:
        machine = VirtualPrinter(Path(folder) / "tickets", dots=profile.width_dots)
        line = Path(folder) / "line"
        with emulated(machine, line):
            settings = PrinterSettings(kind="serial", device=str(line))
            port = WatchedPort(open_port(settings, profile))
            printer = Printer(port, profile)
            printer.warm_up()
            printer.print(a_slip(0))
            firsts, wholes, unconfirmed = [], [], 0
            for number in range(1, PRINTS + 1):
                began = perf_counter()
                outcome = printer.print(a_slip(number))
                unconfirmed += outcome is not Outcome.PRINTED
                wholes.append(perf_counter() - began)
                firsts.append(port.first_byte_at - began)
            printer.close()
    return median(firsts) * 1000, median(wholes), unconfirmed


def measure() -> Report:
    """Return the table; an unconfirmed slip is an error, a slow one is not."""
    report = Report()
    for paper, profile in PAPERS.items():
        size = size_of(example_slip(), profile)
        again = size_of(replace(example_slip(), mark=REPRINT), profile)
        first, whole, unconfirmed = on_a_line(profile)
        report.rows += [
            _row(f"{paper}: compose, warm", compose_ms(profile), "ms", COMPOSE_MS),
            _row(f"{paper}: bytes, with priority", size, "B", BYTES[paper]),
            _row(f"{paper}: bytes of its reprint", again, "B"),
            _row(f"{paper}: print to first byte", first, "ms", FIRST_BYTE_MS),
            _row(f"{paper}: confirmed at 115,200 baud", whole, "s", CONFIRMED_S),
        ]
        if unconfirmed:
            report.errors.append(f"{paper}: {unconfirmed} slips were not confirmed")
    return report


def _row(what: str, cost: float, unit: str, budget: float | None = None) -> Row:
    digits = {"B": 0, "ms": 1, "s": 2}[unit]
    return Row(
        what=what,
        measured=f"{cost:,.{digits}f} {unit}",
        target="" if budget is None else f"{budget:,} {unit}",
        reached=None if budget is None else cost <= budget,
    )
