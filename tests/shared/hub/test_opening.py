"""Offices of a hub that has died, made ready for the next with the same questions."""

from pathlib import Path
from random import Random
from threading import Event

import pytest
from sqlalchemy import event

from shared.clock import ManualClock
from shared.domain.commands import IssueTicket
from shared.domain.times import HOUR, day_of
from shared.hub.exchange import Wish
from shared.hub.following import Follower
from shared.hub.neighbours import Neighbours
from shared.hub.notices import Board
from shared.hub.opening import Opening, Ready
from shared.hub.orders import Orders
from shared.hub.plans import Plans
from shared.hub.settings import HubSettings
from shared.hub.timekeeping import WatchedClock
from shared.hub.writer import Writer
from shared.store.doorbell import Listener
from shared.store.errors import StoreUnavailable
from shared.store.openings import Openings
from shared.store.store import Store
from shared.store.tails import Tails
from shared.wire.codec import unpack_down
from shared.wire.messages import Ask
from tests.halls import EIGHT, a_plan
from tests.shared.hub.acting import Acting

pytestmark = pytest.mark.postgresql
OFFICES = ("xa-1", "xa-2", "xa-3")
ISSUE = IssueTicket(service="1")


class Following(Neighbours):
    """Neighbours whose offices are looked at when the test says so."""

    def __init__(self, follower):
        self.hand_over = follower.hand_over


class Refusing(Openings):
    """A server that takes no offices together."""

    def take(self, marks, afters, since):
        raise StoreUnavailable("deadlock detected")


@pytest.fixture
def follower(on_server):
    plan_on = lambda office, _day: a_plan(id=office)  # noqa: E731
    follower = Follower(Tails(on_server), Listener(on_server), plan_on)
    yield follower
    follower._tails.close()


@pytest.fixture
def actings(on_server):
    """Offices with a morning behind them, each another one."""
    actings = [
        Acting(on_server, office, Random(seed)) for seed, office in enumerate(OFFICES)
    ]
    for acting in actings:
        acting.act(60)
    return actings


@pytest.fixture
def followed(follower, actings):
    """Neighbours that have followed the offices until a moment ago."""
    follower.follow(OFFICES)
    follower.look()
    for acting in actings:
        acting.act(20)
    return Following(follower)


def an_opening(openings, neighbours, clock=None, reached=0):
    settings = HubSettings(office=Path(), database="")
    plans = Plans({office: a_plan(id=office) for office in OFFICES})
    clock = clock or ManualClock(EIGHT + 3 * HOUR)
    orders = Orders(settings, plans, clock)
    return Opening(orders, openings, neighbours, lambda _office: reached)


class Desk:
    """A writer that was made ready, and what it says."""

    def __init__(self, engine, acting, ready):
        self.failed, self.answered, self.answers = Event(), Event(), []
        office = acting.plan.id
        self.writer = Writer(
            Store(engine, office),
            acting.plan,
            ManualClock(acting.now),
            self.failed.set,
            ready=ready,
        )

    def ask(self, id_):
        self.writer.start(self._deliver)
        ask = Ask(id=id_, command=ISSUE)
        self.writer.submit(Wish(station="", ask=ask, reply=lambda text: None))
        assert self.answered.wait(5)
        self.writer.stop()
        return self.answers[0]

    def _deliver(self, news):
        for _, text in getattr(news, "answers", ()):
            self.answers.append(unpack_down(text))
            self.answered.set()


def test_each_office_goes_on_as_its_records_say(on_server, actings, followed):
    opening = an_opening(Openings(on_server), followed, reached=6)

    ready = opening.ready(OFFICES)

    for acting in actings:
        mine = ready[acting.plan.id]
        writer = Desk(on_server, acting, mine).writer
        assert writer.books.incarnation == 7
        assert writer.books.seq == acting.seq
        assert writer.books.hall.copied().hash == acting.kept().hash
        assert writer.books.check() == []


def test_who_goes_on_keeps_what_is_wished_and_asks_for_nothing_twice(
    on_server, actings, followed
):
    ready = an_opening(Openings(on_server), followed).ready(OFFICES)
    asked = []
    event.listen(
        on_server, "before_cursor_execute", lambda *statement: asked.append(statement)
    )

    desks = [Desk(on_server, each, ready[each.plan.id]) for each in actings]
    taking_over = len(asked)

    places = [len(acting.hall.tickets) for acting in actings]
    answers = [desk.ask("new") for desk in desks]
    assert [len(acting.kept().tickets) for acting in actings] == [n + 1 for n in places]
    assert all(
        answer.seq > each.seq for answer, each in zip(answers, actings, strict=True)
    )
    assert taking_over <= 3  # that the table of keys is written anew, for all


def test_what_was_answered_before_is_at_hand(on_server, actings, followed):
    old = next(iter(actings[1].store.answers.since(0).values()))
    actings[1].now = old.at

    ready = an_opening(Openings(on_server), followed, clock=ManualClock(old.at)).ready(
        OFFICES
    )

    desk = Desk(on_server, actings[1], ready["xa-2"])
    assert desk.writer.books._answered.at_hand[old.id] == old


def test_offices_that_were_not_followed_are_left_to_be_taken_alone(on_server, actings):
    ready = an_opening(Openings(on_server), Neighbours()).ready(OFFICES)

    assert ready == dict.fromkeys(OFFICES, Ready())
    assert [acting.store.take(day_of(EIGHT)).incarnation for acting in actings] == [
        2
    ] * 3


def test_what_cannot_be_taken_together_is_left_with_its_hall(on_server, followed):
    ready = an_opening(Refusing(on_server), followed).ready(OFFICES)

    assert all(each.warm and each.opened is None for each in ready.values())


def test_an_office_whose_clock_is_doubted_is_left_alone(on_server, actings, followed):
    actings[0].now += 20 * HOUR * 24
    actings[0].act(5)
    wall = ManualClock(EIGHT + 4 * HOUR)
    clock = WatchedClock(wall, Board(), ManualClock(0).now)

    ready = an_opening(Openings(on_server), followed, clock).ready(OFFICES)

    assert [ready[office].opened is None for office in OFFICES] == [True, False, False]
    assert ready["xa-1"].warm is not None
