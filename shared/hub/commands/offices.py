"""Lists the offices that the settings name, and looks whether they can be served."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from shared.config import load
from shared.domain.moves import Move
from shared.domain.plan import Plan
from shared.hub.commands.arguments import ended
from shared.hub.folder import City, OfficeFile, city_in
from shared.hub.settings import HubSettings

HEADINGS = ("id", "name", "services", "counters", "kiosks", "file", "common")


def main(argv: Sequence[str]) -> int:
    """Print a line for each office, and end with 1 if one cannot be used."""
    parser = argparse.ArgumentParser(prog="motcua-hub offices", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    arguments = parser.parse_args(argv)

    def work() -> int:
        settings = load(arguments.config, HubSettings)
        city = city_of(settings)
        print("\n".join([*table_of(city.offices), *lines_of(city.moves)]))
        return 0

    return ended(work)


def city_of(settings: HubSettings) -> City:
    """Return the offices that *settings* name; one alone has no common file.

    Raises:
        ConfigError: One of them cannot be used.
    """
    if settings.offices is not None:
        return city_in(settings.offices)
    assert settings.office is not None  # the settings have looked
    plan = load(settings.office, Plan)
    alone = OfficeFile(path=settings.office, plan=plan, on_common=False)
    return City(offices=(alone,))


def table_of(offices: Iterable[OfficeFile]) -> list[str]:
    """Return the lines of a table, the headings first, in columns."""
    rows = [HEADINGS, *map(_row, offices)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def lines_of(moves: Iterable[Move]) -> list[str]:
    """Return a line for each move, the earliest first."""
    return [
        f"{move.since}: {move.origin} -> {move.target}: "
        + (f"service {move.service}" if move.service else ", ".join(move.procedures))
        for move in moves
    ]


def _row(office: OfficeFile) -> tuple[str, ...]:
    plan = office.plan
    return (
        plan.id,
        plan.name["vi"],
        " ".join(service.id for service in plan.services),
        " ".join(counter.id for counter in plan.counters),
        str(plan.kiosks),
        office.path.name,
        "yes" if office.on_common else "no",
    )
