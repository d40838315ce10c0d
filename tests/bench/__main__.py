"""Measures what the rules, the records and the hub cost, and prints a table.

Ends with 1 if anything was lost, given twice, missing or shown wrong; never because
something was slow.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from tests.bench import (
    counter,
    country,
    display,
    fanout,
    history,
    hub,
    kiosk,
    month,
    move,
    paper,
    parts,
    recovery,
    rules,
    sound,
    store,
)
from tests.bench.figures import Report, table
from tests.bench.office import Place, a_place

LONG_PAST = 10_000_000
MANY_ROWS = 1_200_000
TICKETS_A_DAY = 2_000
BURST = sound.Sizes(counters=64, seconds=10)
CALLS_A_DAY = 1_715
"""Twelve thousand in a week."""

BENCHES: Mapping[str, Callable[[Place], Report]] = {
    "rules": lambda _: rules.measure(),
    "paper": lambda _: paper.measure(),
    "kiosk": kiosk.measure,
    "counter": counter.measure,
    "sound": sound.measure,
    "display": display.measure,
    "store": store.measure,
    "hub": hub.measure,
    "history": history.measure,
    "parts": parts.measure,
    "month": month.measure,
    "fanout": fanout.measure,
    "recovery": recovery.measure,
    "move": move.measure,
    "country": country.measure,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run the benches of these names, or all, and print one table."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument(
        "--long",
        action="store_true",
        help=f"also {LONG_PAST:,} old tickets, {MANY_ROWS:,} rows to move,"
        " a kiosk's day, a display's week",
    )
    parser.add_argument(
        "--no-postgresql", action="store_true", help="SQLite alone, in half the time"
    )
    arguments = parser.parse_args(words)
    if unknown := set(arguments.names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    print(f"On {machine()}:\n", flush=True)
    report = Report()
    with a_place(postgresql=not arguments.no_postgresql) as place:
        for name in arguments.names or BENCHES:
            report += _measured(name, BENCHES[name], place)
        if arguments.long:
            report += _measured("long history", _long, place)
    print(f"\n{table(report.rows)}\n")
    for error in report.errors:
        print(f"WRONG: {error}")
    print("Nothing lost, doubled, missing or wrong." if not report.errors else "")
    return 1 if report.errors else 0


def machine() -> str:
    """Return in words what is measured on, and how busy it is with other things."""
    cores = os.cpu_count()
    load, _, _ = os.getloadavg()
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    python = platform.python_version()
    return f"{cores} cores, {system}, Python {python}, load before {load:.1f}"


def _measured(name: str, measure: Callable[[Place], Report], place: Place) -> Report:
    began = perf_counter()
    print(f"{name} …", end=" ", flush=True)
    report = measure(place)
    print(f"{perf_counter() - began:.0f} s", flush=True)
    return report


def _long(place: Place) -> Report:
    report = history.measure(place, replace(history.Sizes(), old=LONG_PAST))
    report += move.measure(place, move.Sizes(old=MANY_ROWS // 2))
    report += country.measure(place, country.COUNTRY)
    report += sound.measure(Place(place.folder, counters=64), BURST)
    report += kiosk.measure(place, kiosk.Sizes(tickets=TICKETS_A_DAY))
    report += display.measure(place, display.Sizes(calls_a_day=CALLS_A_DAY))
    return report


if __name__ == "__main__":
    sys.exit(main())
