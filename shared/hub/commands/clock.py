"""Says how this machine's clock fits the records; `accept` lets the hub go on."""

from collections.abc import Sequence

from shared.clock import SystemClock
from shared.domain.plan import Plan
from shared.domain.times import local
from shared.hub import timekeeping
from shared.hub.commands.arguments import Place, add_office, ended, parser_of, place_of
from shared.hub.timekeeping import ClockDoubted
from shared.store.engine import open_engine
from shared.store.store import Store


def main(argv: Sequence[str]) -> int:
    """Print whether the clock is doubted, or accept it; for all offices, or one."""
    parser = parser_of("clock", __doc__)
    add_office(parser)
    parser.add_argument("what", nargs="?", choices=["accept"])
    arguments = parser.parse_args(argv)

    def work() -> int:
        place = place_of(arguments)
        engine = open_engine(place.address, place.folder)
        now = SystemClock().now()
        time = f"{local(now):%Y-%m-%d %H:%M}"
        doubted = 0
        try:
            for plan in place.meant:
                store = Store(engine, plan.id)
                doubt = _doubt(place, plan, store, now)
                if doubt is None:
                    continue
                doubted += 1
                office = f"{plan.id}: " if len(place.plans) > 1 else ""
                if arguments.what is None:
                    print(f"{office}{doubt}")
                else:
                    store.history.accept_clock(now)
                    print(f"{office}{time} is taken for right: the hub goes on")
        finally:
            engine.dispose()
        if not doubted:
            print(f"{time} fits the records")
        return 1 if doubted and arguments.what is None else 0

    return ended(work)


def _doubt(place: Place, plan: Plan, store: Store, now: int) -> ClockDoubted | None:
    try:
        timekeeping.check(
            now,
            store.history.past(),
            plan,
            most_days_off=place.settings.most_days_off,
            synchronised=timekeeping.is_synchronised(),
        )
    except ClockDoubted as doubt:
        return doubt
    return None
