"""What a counter costs: to start, to stand there, to press and to scroll."""

import json
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests import programs
from tests.bench.figures import Report, Row
from tests.bench.office import Hub, Place, a_hub

PRESS_MS, SCROLL_MS = 50.0, 16.0
FIRST_FRAME_S, MEGABYTES = 1.0, 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of it."""

    waiting: int = 500
    presses: int = 300


def measure(place: Place, sizes: Sizes | None = None) -> Report:
    """Return what a counter costs; a press without an outcome is an error."""
    sizes = sizes or Sizes()
    report = Report()
    with a_hub(place, place.database("SQLite")) as hub:
        words = ("--hub", hub.url, "--waiting", sizes.waiting)
        pressing = programs.run("tests.bench.press", *words, "--presses", sizes.presses)
        if pressing.returncode:
            report.errors.append(f"a counter does not answer: {pressing.stderr[-200:]}")
            return report
        cost = json.loads(pressing.stdout)
        first, standing = _started(hub, place.folder)
    what = f"counter: press to its answer, {sizes.waiting} waiting, p99"
    report.rows += [
        _row(what, cost["press"], "ms", PRESS_MS),
        _row(f"counter: scroll {cost['listed']}, p99", cost["scroll"], "ms", SCROLL_MS),
        _row("counter: first picture of a live hall", first, "s", FIRST_FRAME_S),
        _row("counter: memory, standing there", standing, "MB", MEGABYTES),
    ]
    return report


def _started(hub: Hub, folder: Path) -> tuple[float, float]:
    """Return the seconds to the first live picture, and the megabytes then."""
    began = perf_counter()
    with (folder / "counter.log").open("a") as log:
        process = programs.start(
            "counter",
            "--config", programs.ROOT / "config" / "counter.toml",
            "--hub", hub.url, "--counter", "2", "--figures",
            stderr=log,
        )  # fmt: skip
    try:
        for line in process.stdout or ():
            if json.loads(line)["event"] == "ready":
                break
        first = perf_counter() - began
        status = Path(f"/proc/{process.pid}/status").read_text()
        return first, int(status.partition("VmRSS:")[2].split()[0]) / 1024
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _row(what: str, cost: float, unit: str, budget: float) -> Row:
    return Row(
        what=what,
        measured=f"{cost:.2f} {unit}",
        target=f"{budget:g} {unit}",
        reached=cost <= budget,
    )
