"""Looks whether the records are sound, also while the hub is at work."""

from collections.abc import Sequence
from pathlib import Path

from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.hub.check import differences
from shared.hub.commands.arguments import Place, add_office, ended, parser_of, place_of
from shared.hub.commands.progress import progress
from shared.hub.journal import event_in
from shared.store.copying import examine
from shared.store.engine import open_engine
from shared.store.store import Store


def main(argv: Sequence[str]) -> int:
    """Print what is wrong, and end with 1 if anything is."""
    parser = parser_of("check", __doc__)
    add_office(parser)
    parser.add_argument("--file", type=Path, help="a backup, in place of the records")
    arguments = parser.parse_args(argv)

    def work() -> int:
        place = place_of(arguments)
        path = arguments.file or place.path
        with progress(lambda: "still looking …") as going:
            wrong = examine(path, going) if path else []
        if not wrong and arguments.file is None:
            wrong = day_of_records(place)
        print("\n".join(wrong) or "sound")
        return 1 if wrong else 0

    return ended(work)


def day_of_records(place: Place) -> list[str]:
    """Return where the journal and the tickets of the last day differ."""
    engine = open_engine(place.address, place.folder)
    wrong = []
    for plan in place.meant:
        of_one = _of_office(plan, Store(engine, plan.id))
        wrong += [
            f"{plan.id}: {each}" if len(place.plans) > 1 else each for each in of_one
        ]
    engine.dispose()
    return wrong


def _of_office(plan: Plan, store: Store) -> list[str]:
    if plan.id not in store.positions([plan.id]):
        return []  # nobody has served it yet
    seq, day = store.position()
    hall = Hall(plan, day)
    for text in store.events(day):
        evolve(hall, event_in(text))
    wrong = differences(hall, store)
    # Between the two readings a hub at work may have gone on.
    still = store.position()[0] == seq
    return wrong if still else []
