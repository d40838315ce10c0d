from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.clock import ManualClock, SystemClock
from shared.domain.times import HOUR, day_of
from shared.hub.parts import Parts
from shared.store.engine import open_engine
from shared.store.partitions import JOURNAL, parts_of
from shared.store.retention import Retention, retention_of
from shared.store.store import Store
from tests.halls import EIGHT
from tests.programs import HubProcess
from tests.shared.store.past import TICKET, keep

pytestmark = pytest.mark.postgresql

TODAY = day_of(EIGHT)
LONG_AGO = date(TODAY.year - 3, 12, 29)
DAY = 24 * HOUR
AT_NIGHT = EIGHT - 6 * HOUR


@pytest.fixture
def store(on_server):
    """An office that worked long ago, and works today."""
    store = Store(on_server, "mau")
    store.take(LONG_AGO)
    keep(store, LONG_AGO, TICKET)
    store.take(TODAY)
    keep(store, TODAY, TICKET)
    return store


@pytest.fixture
def clock():
    return ManualClock(AT_NIGHT)


@pytest.fixture
def parts(on_server, store, clock):
    return Parts(Retention(on_server), clock)


def days(on_server):
    with on_server.begin() as connection:
        return [part.first for part in parts_of(connection, JOURNAL)]


def test_each_day_the_next_days_get_their_parts(parts, on_server, clock):
    clock.advance(3 * DAY)

    parts.look()

    assert days(on_server)[-1] == TODAY + timedelta(days=3 + 7)


def test_by_night_one_part_after_the_other_goes(parts, on_server):
    looked = [parts.look() for _ in range(6)]

    assert looked == [True] * 4 + [False] * 2  # three days and a month
    assert days(on_server)[0] == date(TODAY.year - 2, 1, 1)


def test_by_day_nothing_goes(parts, on_server, clock):
    clock.advance(6 * HOUR)

    assert not parts.look()
    assert days(on_server)[0] == LONG_AGO


def test_what_a_day_must_wait_for_is_tried_again_with_the_next_look(
    parts, on_server, caplog
):
    caplog.set_level("INFO")
    with on_server.begin() as dump:
        dump.execute(text("LOCK TABLE journal IN ACCESS SHARE MODE"))
        assert not parts.look()

    assert "parts of tables wait" in caplog.text
    assert parts.look()
    assert LONG_AGO not in days(on_server)


def test_a_clock_years_ahead_drops_nothing_the_records_know_of(parts, store, clock):
    clock.advance(3 * 365 * DAY)

    while parts.look():
        pass

    assert len(store.events(TODAY)) == 1


def test_records_without_an_office_are_left_alone(on_server, clock):
    Store(on_server, "mau").prepare(TODAY)

    assert not Parts(Retention(on_server), clock).look()


def test_a_server_that_has_gone_is_waited_for(clock, caplog):
    caplog.set_level("INFO")
    gone = open_engine("postgresql+psycopg://nobody@127.0.0.1:1/none", Path())

    assert not Parts(Retention(gone), clock).look()

    assert "parts of tables wait" in caplog.text
    gone.dispose()


def test_a_hub_at_work_sees_to_the_days_ahead(postgresql, tmp_path, qtbot):
    address = postgresql.database()
    on_server = open_engine(address, Path())
    today = day_of(SystemClock().now())
    Store(on_server, "mau").prepare(today)
    ahead = days(on_server)[1:]
    with on_server.begin() as connection:
        for day in ahead:
            connection.execute(text(f"DROP TABLE {JOURNAL.part(day).name}"))

    hub = HubProcess(tmp_path, address)

    qtbot.waitUntil(lambda: set(ahead) <= set(days(on_server)), timeout=20_000)
    hub.stop()
    on_server.dispose()


def test_a_file_has_no_parts():
    on_server = open_engine("sqlite://", Path())

    assert retention_of(on_server) is None
    on_server.dispose()
