"""Puts a backup in the place of the records; the files that are there move aside."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from shared.clock import SystemClock
from shared.domain.plan import Plan
from shared.domain.times import day_of
from shared.hub.commands.arguments import Place, add_office, ended, parser_of, place_of
from shared.hub.commands.progress import copied, progress
from shared.hub.known import Known, Standing
from shared.hub.mending import stamp
from shared.store.dumping import undump
from shared.store.ownership import owning
from shared.store.restoring import finish, ready_at, restore

NUMBERS = """numbers up to here were given today and are on paper: each service goes on
above; what this machine knows of today is heeded without being told"""

IGNORANT = """this machine does not know which numbers were given after the backup: if
people hold numbers of today, restore once more with --numbers-to N, before the hub
starts; N is the largest number on paper, without its first digit"""


def main(argv: Sequence[str]) -> int:
    """Restore one; only while no hub is at work."""
    parser = parser_of("restore", __doc__)
    add_office(parser)
    parser.add_argument("file", type=Path)
    parser.add_argument("--numbers-to", type=int, metavar="N", help=NUMBERS)
    arguments = parser.parse_args(argv)

    def work() -> int:
        place = place_of(arguments)
        if place.path is None:
            return on_server(place, arguments.file)
        with owning(place.path):
            return to_file(place, place.path, arguments.file, arguments.numbers_to)

    return ended(work)


def to_file(place: Place, path: Path, backup: Path, numbers: int | None) -> int:
    """Put *backup* in the place of the file *path*."""
    now = SystemClock().now()
    moved = finish(path, stamp(now))  # one that was broken off at its very end
    known = Known(path)
    ignorant = numbers is None and not known.found
    if numbers is not None:
        today = day_of(now)
        known.give({p.id: _up_to(numbers, known, p, today) for p in place.meant})
    last = known.last_incarnation
    with progress(copied(backup, ready_at(path))) as going:
        moved += restore(backup, path, stamp(now), above=last, going=going)
    known.change(running=False)
    for aside in moved:
        print(f"moved aside: {aside}")
    if ignorant:
        print(IGNORANT, file=sys.stderr)
    print(f"{path} is now {backup}: start the hub")
    return 0


def _up_to(numbers: int, known: Known, plan: Plan, today: date) -> Standing:
    """Return that each service of *plan* gave *numbers*, or what is known if more."""
    before = known.of(plan.id)
    given = before.given if before.day == today else {}
    services = (service.id for service in plan.services)
    given = {each: max(numbers, given.get(each, 0)) for each in services}
    return replace(before, day=today, given=given)


def on_server(place: Place, backup: Path) -> int:
    """Say how PostgreSQL's own programs do it."""
    print("the records are on a server: stop the hub, then", file=sys.stderr)
    for words in undump(place.address, backup):
        print(shlex.join(words))
    return 1
