"""Lets the office's other PCs in: a token for each counter and each further kiosk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.config import load
from shared.domain.plan import Plan
from shared.office.pc import pc_in
from shared.office.setup.programs import run_program

JOIN = "motcua-office join "


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What became of one station."""

    station: str
    join: str = ""
    """The words after `motcua-office`, to be typed there; shown only this once."""

    known: bool = False
    """It has had a token before, which nobody can read any more."""

    trouble: str = ""


def pair(config: Path, url: str) -> Iterator[Pairing]:
    """Give every station of the plan that is not on this PC a token for *url*.

    Raises:
        ConfigError: The plan cannot be used.
    """
    for name, words in stations_of(config):
        done = run_program(
            "shared.hub", "station", "add", name, *words,
            "--address", url, "--config", str(config / "hub.toml"),
        )  # fmt: skip
        lines = [line for line in done.stdout.splitlines() if JOIN in line]
        if done.returncode == 0 and lines:
            join = "join " + lines[0].partition(JOIN)[2].strip()
            yield Pairing(station=name, join=join)
        elif "already" in done.stderr:
            yield Pairing(station=name, known=True)
        else:
            yield Pairing(station=name, trouble=done.stderr.strip() or "?")


def stations_of(config: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the names of the stations elsewhere, and how the hub is told of them.

    Raises:
        ConfigError: The plan cannot be used.
    """
    plan, here = load(config / "office.toml", Plan), pc_in(config).programs
    for counter in plan.counters:
        words = ("--role", "counter", "--counter", counter.id)
        yield f"counter-{counter.id}", words
    for number in range(2 if "kiosk" in here else 1, plan.kiosks + 1):
        yield f"kiosk-{number}", ("--role", "kiosk", "--kiosk", str(number))
    if "display" not in here:
        yield "display-1", ("--role", "display")
