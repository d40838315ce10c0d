"""What the commands have in common: which records they are about, and how they end."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shared.clock import SystemClock
from shared.config import ConfigError, load
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub.plans import Plans, read_plans
from shared.hub.settings import HubSettings
from shared.store.engine import file_of, open_engine
from shared.store.errors import BrokenOff, StoreError
from shared.store.store import Store

BROKEN_OFF = 130
"""What programs end with that Ctrl-C has stopped."""


OFFICE = "which one, where the settings name many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The records that the settings name."""

    settings: HubSettings
    plans: Plans
    office: str | None
    """Which one was named; None for the only one, or all."""

    address: str
    folder: Path
    """From which *address* counts."""

    path: Path | None
    """Their file; None on a server."""

    @property
    def plan(self) -> Plan:
        """That of the one office which is meant.

        Raises:
            OfficeUnclear: There are many, and none or no such one was named.
        """
        return plan_of(self.plans, self.office)

    @property
    def meant(self) -> list[Plan]:
        """Those of the office that was named, else of all.

        Raises:
            OfficeUnclear: There is no such one.
        """
        return self.everything if self.office is None else [self.plan]

    @property
    def everything(self) -> list[Plan]:
        """Those of all offices."""
        return [self.plans.on(office, _today()) for office in self.plans]


class OfficeUnclear(Exception):
    """Which of the offices is meant was not said, or there is no such one."""


def parser_of(name: str, about: str | None) -> argparse.ArgumentParser:
    """Return a parser for ``motcua-hub name``."""
    parser = argparse.ArgumentParser(prog=f"motcua-hub {name}", description=about)
    parser.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    parser.add_argument("--database", help="instead of the one in the settings")
    return parser


def add_office(parser: argparse.ArgumentParser) -> None:
    """Let *parser* know which office is meant."""
    parser.add_argument("--office", metavar="ID", help=OFFICE)


def plan_of(plans: Plans, office: str | None) -> Plan:
    """Return the plan of the one *office* that is meant; None for the only one.

    Raises:
        OfficeUnclear: There are many, or there is no such one.
    """
    try:
        return plans.named(office, _today())
    except ValueError as error:
        raise OfficeUnclear(f"{error} (--office ID)") from error


def place_of(arguments: argparse.Namespace) -> Place:
    """Return where the records are.

    Raises:
        ConfigError: The settings cannot be used.
        StoreUnavailable: They name no database.
    """
    settings = load(arguments.config, HubSettings)
    if arguments.database is not None:
        settings = settings.at(arguments.database)
    folder = arguments.config.parent
    engine = open_engine(settings.database, folder)
    return Place(
        settings=settings,
        plans=read_plans(settings),
        office=_office_in(arguments),
        address=settings.database,
        folder=folder,
        path=file_of(engine),
    )


def store_of(arguments: argparse.Namespace, today: date) -> Store:
    """Return the records, with their tables up to date.

    Raises:
        ConfigError: The settings cannot be used.
        StoreError: The records cannot be used.
    """
    place = place_of(arguments)
    store = Store(open_engine(place.address, place.folder), place.plan.id)
    store.prepare(today)
    return store


def ended(work: Callable[[], int]) -> int:
    """Return how the program ends that does *work*; what failed is said in a line."""
    try:
        return work()
    except BrokenOff as error:
        print(f"motcua-hub: {error}; nothing has changed", file=sys.stderr)
        return BROKEN_OFF
    except (ConfigError, StoreError, OfficeUnclear) as error:
        print(f"motcua-hub: {error}", file=sys.stderr)
        return 1


def _office_in(arguments: argparse.Namespace) -> str | None:
    """Return which office was named; commands that may name several see to it."""
    office = getattr(arguments, "office", None)
    return office if isinstance(office, str) else None


def _today() -> date:
    return day_of(SystemClock().now())
