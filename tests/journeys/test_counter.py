"""Two counters and a hub that dies in the middle of a press."""

import sqlite3
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pytest

from counter.panel import Kind
from counter.steps import Extra
from counter.texts import Texts
from counter.viewmodel import CounterViewModel
from shared.clock import SystemClock, stopwatch
from shared.config import load
from shared.domain.commands import IssueTicket
from shared.domain.events import Desk, TicketChanged
from shared.domain.ticket import Action, State
from shared.qt.hublink import HubLink
from tests.journeys.conftest import TEXTS

LIMIT = 15_000


@contextmanager
def sent(hub, counter, qtbot):
    """Let a wish be on its way."""
    yield


@contextmanager
def kept(hub, counter, qtbot):
    """Let the hub have kept a wish; the counter has read no word of it."""
    path = hub.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as records:

        def events():
            return records.execute("SELECT count(*) FROM journal").fetchone()

        before = events()
        yield
        until = stopwatch() + LIMIT
        while events() == before:
            assert stopwatch() < until


@contextmanager
def answered(hub, counter, qtbot):
    """Let the counter have read the hub's answer."""
    with qtbot.waitSignal(counter.link.answered, timeout=LIMIT):
        yield


@contextmanager
def happened(hub, counter, qtbot):
    """Let the counter have seen what came of a wish."""
    with qtbot.waitSignal(counter.link.happened, timeout=LIMIT):
        yield


@contextmanager
def over(hub, counter, qtbot):
    """Let the counter be ready for the next press."""
    yield
    settled(counter, qtbot)


MOMENTS = (sent, kept, answered, happened, over)
"""A hub is killed at each of them: it waits until a press has come so far."""


@pytest.fixture
def a_counter(hub, qapp, qtbot):
    """Return a builder of counters at the hub, without windows."""
    texts = load(TEXTS["vi"], Texts, section="counter")
    made = []

    def build(number):
        link = HubLink(hub.url, "counter", f"counter-{number}")
        model = CounterViewModel(
            link, SystemClock(), texts, counter=number, double_press_ms=0
        )
        calls = []
        link.happened.connect(
            lambda events: calls.extend(
                event.ticket.number
                for event in events.list
                if isinstance(event, TicketChanged) and event.action is Action.CALL
            )
        )
        link.start()
        made.append(link)
        qtbot.waitUntil(lambda: link.online and not model.busy, timeout=LIMIT)
        qtbot.waitUntil(
            lambda: link.hall.counters[number].state is Desk.OPEN, timeout=LIMIT
        )
        return SimpleNamespace(link=link, model=model, calls=calls, number=number)

    yield build
    for link in made:
        link.stop()


def press(counter, *steps):
    counter.model.press(steps or counter.model.picture.main.steps)


def settled(counter, qtbot):
    """Wait until *counter* knows what became of its press."""
    qtbot.waitUntil(
        lambda: counter.link.online and not counter.model.busy, timeout=LIMIT
    )


def issue(counter, qtbot):
    before = counter.link.hall.issued
    counter.link.ask(IssueTicket(service="1"))
    qtbot.waitUntil(lambda: counter.link.hall.issued == before + 1, timeout=LIMIT)


def journal_of(hub, counter, qtbot):
    """Return the hall as a station sees it that comes only now."""
    link = HubLink(hub.url, "display", f"late-{counter.number}")
    link.start()
    qtbot.waitUntil(lambda: link.online, timeout=LIMIT)
    hall = link.hall
    link.stop()
    return hall


@pytest.mark.timeout(180)
def test_a_press_while_the_hub_dies_is_done_once_and_the_clerk_goes_on(
    hub, a_counter, qtbot
):
    counter = a_counter("1")
    for _ in MOMENTS:
        issue(counter, qtbot)

    for moment in MOMENTS:
        with moment(hub, counter, qtbot):
            press(counter)
            assert counter.model.busy
        hub.kill()
        qtbot.waitUntil(lambda: not counter.link.online, timeout=LIMIT)
        assert not counter.model.picture.main.enabled
        press(counter)  # nothing, while it is grey
        hub.start()
        settled(counter, qtbot)

        here = counter.link.hall.at_counter("1")
        assert (here.state, here.calls) == (State.CALLED, 1)
        press(counter)
        settled(counter, qtbot)
        press(counter, Action.FINISH)
        settled(counter, qtbot)
        assert counter.link.hall.at_counter("1") is None

    hall = journal_of(hub, counter, qtbot)
    assert hall.issued == len(MOMENTS)
    assert not list(hall.open_tickets())
    assert hall.tally.desk("1").served == len(MOMENTS)


@pytest.mark.timeout(120)
def test_a_walk_in_while_the_hub_dies_has_its_number_and_its_call_or_neither(
    hub, a_counter, qtbot
):
    counter = a_counter("3")

    press(counter, Extra.WALK_IN)
    assert counter.model.picture.panel.kind is Kind.WALK_IN_REASON
    counter.model.choose(0)
    hub.kill()
    qtbot.waitUntil(lambda: not counter.link.online, timeout=LIMIT)
    hub.start()
    settled(counter, qtbot)

    hall = journal_of(hub, counter, qtbot)
    [ticket] = hall.open_tickets()
    assert (hall.issued, ticket.state, ticket.counter) == (1, State.CALLED, "3")
