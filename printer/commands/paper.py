"""`paper`: how much is left on a kiosk's rolls, and that a new one was put in."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from printer.commands.arguments import Mistake
from printer.paper import PaperCounter
from printer.settings import PrinterSettings
from shared.config import load, table_in

TABLES = ("printer", "second_printer")


def add(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what `paper` wants to know."""
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("config/kiosk.toml"),
        help="the kiosk's settings",
    )
    parser.add_argument(
        "--new-roll",
        choices=("1", "2"),
        help="a new roll was put into the first or the second printer",
    )
    parser.set_defaults(do=_paper)


def _paper(arguments: argparse.Namespace) -> int:
    counters = dict(_counters(arguments.config))
    if arguments.new_roll is not None:
        if arguments.new_roll not in counters:
            raise Mistake(f"{arguments.config} has no printer {arguments.new_roll}")
        counters[arguments.new_roll].changed()
    for place, counter in counters.items():
        print(f"printer {place}: {_words(counter)}")
    return 0


def _counters(config: Path) -> Iterator[tuple[str, PaperCounter]]:
    """Return the count of each printer that *config* has, as the kiosk keeps it."""
    table = table_in(config)
    folder = config.parent / str(table.get("records", "data"))
    name = table.get("station", "kiosk-1")
    for place, section in enumerate(TABLES, 1):
        if section in table:
            settings = load(config, PrinterSettings, section=section)
            path = folder / f"{name}-roll-{place}"
            yield str(place), PaperCounter(path, settings.roll_metres)


def _words(counter: PaperCounter) -> str:
    left, tickets = counter.left_metres, counter.tickets_left
    if left is None or tickets is None:
        return "nobody knows how much is left; say --new-roll after the next change"
    low = ", a new roll should be at hand" if counter.low else ""
    return f"{left:.1f} m left, about {tickets} slips{low}"
