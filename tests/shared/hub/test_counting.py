from shared.clock import ManualClock
from shared.domain.times import MINUTE, day_of
from shared.hub.counting import Counting, counting_of
from shared.hub.presence import Here, Presence
from shared.store.database import Database
from shared.store.errors import StoreUnavailable
from tests.halls import EIGHT

KIOSK = Here(office="mau", station="kiosk-1", role="kiosk")


class Records:
    """Keeps what it is given, unless it is away."""

    def __init__(self):
        self.kept = []
        self.away = False

    def keep(self, sums):
        if self.away:
            raise StoreUnavailable("away")
        self.kept.append(sums)


async def test_minutes_that_could_not_be_kept_are_kept_later_in_one_piece():
    clock, records = ManualClock(EIGHT), Records()
    counting = Counting(
        Presence(lambda _office, _day: None), clock, lambda: [KIOSK], records.keep
    )

    for away in (False, True, True, False):
        records.away = away
        await counting.look()
        await counting.look()
        clock.advance(MINUTE)

    assert [[one.minutes for one in sums] for sums in records.kept] == [[1], [3]]


async def test_who_is_connected_is_counted_and_the_hub_itself(office):
    kept = []
    counting = counting_of(office.hub, kept.extend)

    async with (
        office.station("kiosk", "kiosk-1") as kiosk,
        office.station("display", "display-1"),
        office.station("counter", "counter-1") as counter,
    ):
        await kiosk.say(type="report", printer="paper_out")
        await counter.hear("station")
        await counting.look()

    here = {one.station: (one.role, one.minutes, one.fault_minutes) for one in kept}
    assert here == {
        "": ("hub", 1, 0),
        "kiosk-1": ("kiosk", 1, 1),
        "display-1": ("display", 1, 0),
        "counter-1": ("counter", 1, 0),
    }
    assert {(one.office, one.day) for one in kept} == {("mau", day_of(EIGHT))}


async def test_what_is_counted_comes_into_the_records(office, engine):
    database = Database(engine)

    await counting_of(office.hub, database.presences.add).look()

    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT office, role, minutes FROM presence")
        assert rows.all() == [("mau", "hub", 1)]
