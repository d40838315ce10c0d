"""Says how this machine's clock fits the records; `accept` lets the hub go on."""

from collections.abc import Sequence

from shared.clock import SystemClock
from shared.domain.times import local
from shared.hub import timekeeping
from shared.hub.commands.arguments import ended, parser_of, place_of
from shared.hub.timekeeping import ClockDoubted
from shared.store.engine import open_engine
from shared.store.store import Store


def main(argv: Sequence[str]) -> int:
    """Print whether the clock is doubted, or accept it."""
    parser = parser_of("clock", __doc__)
    parser.add_argument("what", nargs="?", choices=["accept"])
    arguments = parser.parse_args(argv)

    def work() -> int:
        place = place_of(arguments)
        engine = open_engine(place.address, place.folder)
        store = Store(engine, place.plan.id)
        now = SystemClock().now()
        try:
            days = place.settings.most_days_off
            timekeeping.check(
                now,
                store.history.past(),
                place.plan,
                most_days_off=days,
                synchronised=timekeeping.is_synchronised(),
            )
        except ClockDoubted as doubt:
            if arguments.what is None:
                print(doubt)
                return 1
            store.history.accept_clock(now)
            print(f"{local(now):%Y-%m-%d %H:%M} is taken for right: the hub goes on")
        else:
            print(f"{local(now):%Y-%m-%d %H:%M} fits the records")
        finally:
            engine.dispose()
        return 0

    return ended(work)
