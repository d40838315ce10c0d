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
from shared.hub.plans import read_plans
from shared.hub.settings import HubSettings
from shared.store.engine import file_of, open_engine
from shared.store.errors import BrokenOff, StoreError
from shared.store.store import Store

BROKEN_OFF = 130
"""What programs end with that Ctrl-C has stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The records that the settings name."""

    settings: HubSettings
    plan: Plan
    address: str
    folder: Path
    """From which *address* counts."""

    path: Path | None
    """Their file; None on a server."""


def parser_of(name: str, about: str | None) -> argparse.ArgumentParser:
    """Return a parser for ``motcua-hub name``."""
    parser = argparse.ArgumentParser(prog=f"motcua-hub {name}", description=about)
    parser.add_argument("--config", type=Path, default=Path("config/hub.toml"))
    parser.add_argument("--database", help="instead of the one in the settings")
    return parser


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
        plan=read_plans(settings).named(None, day_of(SystemClock().now())),
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
    except (ConfigError, StoreError) as error:
        print(f"motcua-hub: {error}", file=sys.stderr)
        return 1
