"""What a kiosk costs: to start, to stand there, and after a day of tickets."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from threading import Event, Thread
from time import perf_counter, time_ns

from tests import programs
from tests.bench.figures import Report, Row
from tests.bench.office import Hub, Place, a_hub

FIRST_FRAME_S, FIRST_FRAME_WEAK_S = 1.0, 2.5
TOUCH_MS = 50.0
MEGABYTES, IDLE_SHARE = 150.0, 1.0
KILOBYTES_A_TICKET = 5.0
"""What a waiting citizen takes in the hall, until midnight: 10 MB for 2,000."""

SLICE_S, SHARE = 0.02, 0.25
"""A weak PC: the program may run for a quarter of each slice of time."""

SPEED = 400.0
"""So much faster than a real morning citizens come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    idle_seconds: float = 5.0
    warm_tickets: int = 60
    """Tickets until everything that is kept for later is there."""

    tickets: int = 150


class Kiosk:
    """A kiosk in a process of its own, on a screen that nobody sees."""

    def __init__(self, hub: Hub, folder: Path, *more: str) -> None:
        self.began = perf_counter()
        with (folder / "kiosk.log").open("a") as log:
            self.process = programs.start(
                "kiosk",
                "--config", programs.ROOT / "config" / "kiosk.toml",
                "--hub", hub.url,
                "--printer", f"file:{folder}/slips.bin",
                "--records", folder,
                "--figures", *more,
                stderr=log,
            )  # fmt: skip

    def wait_for(self, wanted: str, times: int = 1) -> float:
        """Wait until it tells of *wanted* so often; return seconds since its start.

        Raises:
            RuntimeError: It has ended before.
        """
        for line in self.process.stdout or ():
            times -= json.loads(line)["event"] == wanted
            if not times:
                return perf_counter() - self.began
        raise RuntimeError("the kiosk has ended")

    @property
    def megabytes(self) -> float:
        """What it has in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @property
    def cpu_seconds(self) -> float:
        """For how long it has kept a core busy."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def a_kiosk(hub: Hub, folder: Path, *more: str) -> Iterator[Kiosk]:
    """Start a kiosk of *hub*, and stop it in the end."""
    kiosk = Kiosk(hub, folder, *more)
    try:
        yield kiosk
    finally:
        kiosk.process.send_signal(signal.SIGCONT)
        kiosk.process.terminate()
        kiosk.process.communicate(timeout=20)


@contextmanager
def held_back(process: "Popen[str]") -> Iterator[None]:
    """Let *process* run for a share of the time only."""
    over = Event()

    def hold() -> None:
        while not over.wait(SLICE_S * SHARE):
            process.send_signal(signal.SIGSTOP)
            over.wait(SLICE_S * (1 - SHARE))
            process.send_signal(signal.SIGCONT)

    thread = Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Return what a kiosk costs; an unprinted number is an error, a slow start none."""
    sizes = sizes or Sizes()
    report = Report()
    folder = place.folder
    with a_hub(place, place.database("SQLite")) as hub:
        with a_kiosk(hub, folder) as kiosk:
            first = kiosk.wait_for("first_frame")
            kiosk.wait_for("ready")
            before = kiosk.cpu_seconds
            Event().wait(sizes.idle_seconds)
            share = 100 * (kiosk.cpu_seconds - before) / sizes.idle_seconds
            standing = kiosk.megabytes
        with a_kiosk(hub, folder) as kiosk, held_back(kiosk.process):
            weak = kiosk.wait_for("first_frame")
        now = time_ns() // 1_000_000
        clock = f"{now},{now},{SPEED:g}"
        with a_kiosk(hub, folder, "--simulate", "1", "--clock", clock) as kiosk:
            kiosk.wait_for("printed", sizes.warm_tickets)
            warm = kiosk.megabytes
            kiosk.wait_for("printed", sizes.tickets)
            slope = 1024 * (kiosk.megabytes - warm) / sizes.tickets
            after = kiosk.megabytes
    touch = json.loads(programs.run("tests.bench.touch").stdout)
    report.rows += [
        _row("kiosk: touch to its picture, p99", touch["p99"], "ms", TOUCH_MS),
        _row("kiosk: first frame", first, "s", FIRST_FRAME_S),
        _row("kiosk: first frame, 25 % of a core", weak, "s", FIRST_FRAME_WEAK_S),
        _row("kiosk: memory, standing there", standing, "MB", MEGABYTES),
        _row("kiosk: a core, standing there", share, "%", IDLE_SHARE),
        _row("kiosk: memory after the tickets", after, "MB", MEGABYTES),
        _row(
            f"kiosk: memory a ticket, over {sizes.tickets}",
            slope, "kB", KILOBYTES_A_TICKET,
        ),
    ]  # fmt: skip
    return report


def _row(what: str, cost: float, unit: str, budget: float) -> Row:
    return Row(
        what=what,
        measured=f"{cost:.2f} {unit}",
        target=f"{budget:g} {unit}",
        reached=cost <= budget,
    )
