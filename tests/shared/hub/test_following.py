"""A hub follows offices of other hubs: its halls are those of the records."""

from pathlib import Path
from random import Random
from threading import Event

import pytest
from sqlalchemy import delete, update

from shared.domain.commands import IssueTicket
from shared.domain.times import HOUR, day_of
from shared.hub.following import Follower
from shared.store.doorbell import Bell, Listener
from shared.store.engine import open_engine
from shared.store.tables import journal, offices
from shared.store.tails import Tails
from tests.halls import EIGHT, SERVICES, a_plan
from tests.shared.hub.acting import Acting

pytestmark = pytest.mark.postgresql
ISSUE = IssueTicket(service="1")
DAY = 24 * HOUR


@pytest.fixture
def engine(postgresql):
    engine = open_engine(postgresql.database(), Path())
    yield engine
    engine.dispose()


@pytest.fixture
def plans():
    """What an office offers, by its id and the day; else what all do."""
    return {}


@pytest.fixture
def follower(engine, plans):
    """One that looks when the test says so."""

    def plan_on(office, day):
        return plans.get((office, day)) or a_plan(id=office)

    follower = Follower(Tails(engine), Listener(engine), plan_on)
    yield follower
    follower._tails.close()


def an_office(engine, name="xa-1", seed=1):
    return Acting(engine, name, Random(seed))


def same(warm, acting):
    """Return whether *warm* is the hall that the records make."""
    kept = acting.kept()
    assert warm.hall.hash == kept.hash == acting.hall.hash
    assert warm.hall.tickets == kept.tickets
    assert vars(warm.hall.tally) == vars(kept.tally)
    assert vars(warm.hall.deeds) == vars(kept.deeds)
    assert (warm.hall.day, warm.seq) == (kept.day, acting.seq)
    return True


@pytest.mark.parametrize("seed", range(3))
def test_after_thousands_of_wishes_over_days_all_halls_are_those_of_the_records(
    engine, follower, seed
):
    random = Random(seed)
    acting = [an_office(engine, f"xa-{place}", seed) for place in range(5)]
    follower.follow(office.plan.id for office in acting)
    for _ in range(30):
        for office in random.sample(acting, 3):
            office.act(random.randrange(5, 60))
            if random.random() < 0.1:
                office.now += DAY
            if random.random() < 0.1:
                office.take()
        follower.look()

    assert sum(office.seq for office in acting) > 1_000
    assert all(same(follower.warm(office.plan.id), office) for office in acting)


def test_an_office_that_nobody_began_has_no_hall(engine, follower):
    an_office(engine, "another")
    follower.follow(["xa-1"])
    follower.look()

    assert follower.warm("xa-1") is None


def test_nobodys_questions_are_more_for_more_offices(engine, follower):
    acting = [an_office(engine, f"xa-{place}") for place in range(25)]
    follower.follow(office.plan.id for office in acting)
    follower.look()
    asked = []
    rows = follower._tails._session.rows
    follower._tails._session.rows = lambda *args, **kw: (
        asked.append(1) or rows(*args, **kw)
    )
    for office in acting:
        office.wish(ISSUE)
    for _ in range(2):
        follower.look()

    assert all(same(follower.warm(office.plan.id), office) for office in acting)
    assert len(asked) == 2 + 1 + 2  # where they are, what is new, recent days


def test_more_events_than_one_answer_holds_come_with_several(engine, follower):
    office = an_office(engine)
    follower.follow(["xa-1"])
    follower.look()
    office.act(6_000, at_once=50)
    follower.look()

    assert office.seq > 2_000
    assert same(follower.warm("xa-1"), office)


def test_a_new_day_is_followed(engine, follower):
    office = an_office(engine)
    follower.follow(["xa-1"])
    office.act(100)
    follower.look()

    office.now += DAY
    office.act(20)
    follower.look()

    assert follower.warm("xa-1").hall.day == day_of(office.now)
    assert same(follower.warm("xa-1"), office)


def test_a_new_day_with_another_plan_begins_with_that(engine, follower, plans):
    office = an_office(engine)
    follower.follow(["xa-1"])
    office.act(50)
    follower.look()
    tomorrow = a_plan(id="xa-1", services=SERVICES[:2], counters=a_plan().counters[:3])
    plans["xa-1", day_of(EIGHT + DAY)] = tomorrow

    office.now = EIGHT + DAY
    office.plan = tomorrow
    office.wish()
    follower.look()
    follower.look()

    warm = follower.warm("xa-1")
    assert warm.hall.plan == tomorrow
    assert warm.hall.hash == office.kept().hash


def test_records_that_came_from_a_copy_are_read_anew(engine, follower):
    office = an_office(engine)
    follower.follow(["xa-1"])
    office.act(100)
    follower.look()
    before = office.seq

    put_back(engine, before - 20)
    office.take()
    while office.seq <= before:
        office.wish(ISSUE)
    follower.look()
    follower.look()

    assert same(follower.warm("xa-1"), office)


def test_records_that_went_back_are_read_anew(engine, follower):
    office = an_office(engine)
    follower.follow(["xa-1"])
    office.act(100)
    follower.look()

    put_back(engine, office.seq - 20)
    office.take()
    follower.look()

    assert same(follower.warm("xa-1"), office)


def test_a_clock_that_was_set_back_makes_halls_of_that_day(engine, follower):
    office = an_office(engine)
    follower.follow(["xa-1"])
    office.act(50)
    office.now += DAY
    office.act(50)
    follower.look()

    office.store.history.go_back(day_of(EIGHT))
    follower.look()

    warm = follower.warm("xa-1")
    assert (warm.hall.day, warm.hall.hash) == (day_of(EIGHT), office.kept().hash)


def test_an_event_that_makes_no_sense_hurts_no_other_office(engine, follower):
    odd, sound = an_office(engine, "odd"), an_office(engine, "sound")
    follower.follow(["odd", "sound"])
    follower.look()
    odd.wish(ISSUE)
    sound.wish(ISSUE)
    with engine.begin() as connection:
        mine = journal.c.office == "odd"
        connection.execute(
            update(journal).where(mine).values(event='{"type": "dance"}')
        )

    for _ in range(2):
        follower.look()

    assert follower.warm("odd") is None
    assert same(follower.warm("sound"), sound)


def test_what_is_handed_over_is_followed_no_more(engine, follower):
    office = an_office(engine)
    follower.follow(["xa-1"])
    office.wish(ISSUE)
    follower.look()

    warm = follower.hand_over("xa-1")
    office.wish(ISSUE)
    follower.look()

    assert (warm.seq, warm.hall.issued) == (1, 1)
    assert follower.warm("xa-1") is None
    assert follower.hand_over("xa-1") is None


def test_what_citizens_took_is_learnt_once_a_day(engine, follower):
    office = an_office(engine)
    office.act(300)
    follower.follow(["xa-1"])
    follower.look()

    warm = follower.warm("xa-1")
    learnt = {
        (w.service, w.hour): w
        for w in office.store.history.recent_work(office.hall.day)
    }
    assert learnt
    assert warm.hall.recent.keys() == learnt.keys()
    for key, work in learnt.items():
        found = warm.hall.recent[key]
        assert found.count == work.count
        assert found.minutes == pytest.approx(work.minutes)
        assert found.squares == pytest.approx(work.squares)


def test_a_bell_lets_a_hub_look_at_once_and_without_one_it_looks_each_second(engine):
    follower = Follower(
        Tails(engine), Listener(engine), lambda office, _: a_plan(id=office)
    )
    bell, office = Bell(engine), an_office(engine)
    follower.follow(["xa-1"])
    follower.start()
    bell.start()
    pause = Event()
    for place in range(6):
        office.wish(ISSUE)
        if place % 2:
            bell.ring("xa-1", office.seq)
        while (warm := follower.warm("xa-1")) is None or warm.seq < office.seq:
            pause.wait(0.02)
    follower.stop()
    bell.stop()

    assert same(follower.warm("xa-1"), office)


def put_back(engine, seq):
    """Let the records be as a copy of after event *seq* has them."""
    with engine.begin() as connection:
        connection.execute(delete(journal).where(journal.c.seq > seq))
        connection.execute(update(offices).values(seq=seq))
