"""Each bench runs, very small, and what it calls wrong is wrong."""

from array import array

import msgspec
import pytest
from sqlalchemy import delete, update

from shared.domain.times import day_of
from shared.store.store import Store
from shared.store.tables import journal, tickets
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
    parts,
    recovery,
    rules,
    rush,
    sound,
    store,
)
from tests.bench.batches import Batches
from tests.bench.checks import check_frames, check_numbers, check_records
from tests.bench.figures import Row, spread, table
from tests.bench.office import OFFICE, Place, records
from tests.bench.station import EventTold, Station, TicketTold, Told

EIGHT = 1767574800000
SMALL = {
    rules: 10,
    store: store.Sizes(singles=5, batches=2),
    hub: rush.Sizes(kiosks=4, displays=2, seconds=0.1, calm=3, commits=5),
    history: history.Sizes(waiting=30, old=2_000, rounds=2, starts=1),
    parts: parts.Sizes(days=70, dropped=50, singles=200, offices=3),
    fanout: fanout.Sizes(displays=4, commands=3, settling=0.2),
    counter: counter.Sizes(waiting=8, presses=4),
    kiosk: kiosk.Sizes(idle_seconds=0.2, warm_tickets=1, tickets=2),
    sound: sound.Sizes(counters=2, seconds=0.2),
    display: display.Sizes(
        others=2, calls=2, burst=8, between=0, seconds=0.2, days=3, calls_a_day=2
    ),
    move: move.Sizes(old=2_000, waiting=3),
    month: month.Sizes(offices=2, days=6, numbers=12, kinds=2),
    country: country.Sizes(offices=6, a_second=24, seconds=1, after=4, alone=3),
    recovery: recovery.Sizes(displays=4, kiosks=2, kills=1, between=0.2),
}


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


@pytest.fixture
def database(place):
    """Records of a day on which three numbers were given."""
    database = place.database("SQLite")
    with records(place, database) as engine:
        kept = Store(engine, OFFICE)
        kept.take(day_of(EIGHT))
        kept.record(Batches(place.plan, EIGHT).issues(3))
    return database


def change(place, database, statement):
    with records(place, database) as engine, engine.begin() as connection:
        connection.execute(statement)


def given(number):
    ticket = TicketTold(number=number, service="1", state="waiting")
    return Told(type="done", ticket=ticket)


@pytest.mark.parametrize(
    "bench",
    [store, hub, history, fanout, kiosk, counter, sound, display, recovery],
)
def test_a_bench_runs_and_finds_nothing_wrong(place, bench):
    report = bench.measure(place, SMALL[bench])

    assert report.rows
    assert report.errors == []


def test_the_rules_are_measured_without_a_place():
    assert rules.measure(SMALL[rules]).rows


@pytest.mark.postgresql
def test_the_records_are_measured_in_both_databases(tmp_path, postgresql):
    report = store.measure(Place(tmp_path, postgresql), SMALL[store])

    assert {row.records for row in report.rows} == {"SQLite", "PostgreSQL"}
    assert report.errors == []


@pytest.mark.postgresql
def test_a_move_is_measured_where_there_is_a_server(tmp_path, postgresql):
    report = move.measure(Place(tmp_path, postgresql), SMALL[move])

    assert [row.what for row in report.rows] == ["move and compare 4,010 rows"]
    assert report.errors == []


@pytest.mark.postgresql
def test_a_country_is_measured_and_goes_on_when_a_hub_dies(tmp_path, postgresql):
    report = country.measure(Place(tmp_path, postgresql), SMALL[country])

    told = " / ".join(row.what for row in report.rows)
    assert "6 offices, 2 hubs: wish → answer" in told
    assert "hub killed → " in told
    assert "start of a hub with 3 offices" in told
    assert report.errors == []


@pytest.mark.parametrize("bench", [move, country])
def test_what_needs_a_server_is_left_out_without_one(place, bench):
    assert bench.measure(place, SMALL[bench]).rows == []


@pytest.mark.postgresql
def test_old_days_are_dropped_while_numbers_are_given(tmp_path, postgresql):
    report = parts.measure(Place(tmp_path, postgresql), SMALL[parts])

    assert len(report.rows) == 3
    assert report.errors == []


def test_a_number_that_is_not_in_the_records_is_lost(place, database):
    assert check_records(place, database, [given("1001")]) == []

    assert "lost: 1999" in check_records(place, database, [given("1999")])[0]


def test_an_event_that_is_missing_is_a_gap(place, database):
    change(place, database, delete(journal).where(journal.c.seq == 2))

    wrong = check_records(place, database, [])

    assert "gap: event 3 follows 1" in wrong


def test_a_ticket_that_is_not_as_the_journal_says_is_wrong(place, database):
    change(place, database, update(tickets).values(state="finished"))

    wrong = check_records(place, database, [])

    assert wrong == ["the journal and the tickets do not fit together"]


def test_a_number_that_was_given_twice_is_told():
    answers = [given("1001"), given("1002"), given("1001")]

    assert check_numbers(answers) == ["given 2 times: 1001"]


async def test_a_station_that_misses_an_event_is_wrong():
    station = Station("display", "display-1")
    frames = (
        Told(type="snapshot", stream="mau/1", seq=4),
        Told(type="events", stream="mau/1", first=6, events=[EventTold(type="x")]),
    )

    for frame in frames:
        station.hear(frame, 0.0)

    assert station.errors == ["display-1 was told event 6 after 4"]


async def test_a_station_that_has_lost_its_hub_does_not_wait_for_an_answer():
    station = Station("kiosk", "kiosk-1")
    station.connection_lost(None)

    with pytest.raises(ConnectionResetError):
        await station.ask("issue", service="1")


def test_frames_without_a_beginning_leave_a_display_wrong():
    event = {"type": "events", "stream": "mau/1", "from": 2, "list": []}

    [wrong] = check_frames([msgspec.json.encode(event)])

    assert "a display was wrong" in wrong


def test_what_is_talked_over_left_out_or_added_is_wrong():
    one, two = array("h", [1, 2, 3]), array("h", [7, 8])
    silence = array("h", [0, 0])

    def wrong(*parts):
        return list(sound.flaws(sum(parts, array("h")), [one, two]))

    assert wrong(silence, one, silence, two, silence) == []
    assert "sentence 2" in wrong(one, array("h", [7]), one)[0]
    assert "sentence 1" in wrong(two, one)[0]
    assert wrong(one, silence, array("h", [5]), two) == [
        "something is heard before sentence 2"
    ]
    assert wrong(one, two, one) == ["something is heard after the last sentence"]


def test_the_last_percent_is_left_out_of_p99():
    times = spread([0.001] * 50 + [0.002] * 49 + [9.0])

    assert (times.p50, times.p99) == (1.0, 2.0)


def test_the_table_says_which_target_was_missed():
    text = table([Row(what="issue", measured="3/s", target="4/s", reached=False)])

    assert "4/s missed" in text
