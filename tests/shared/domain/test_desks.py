import pytest

from shared.domain.commands import (
    CallNext,
    CallTicket,
    CloseCounter,
    CloseService,
    Finish,
    IssueTicket,
    OpenCounter,
    OpenService,
    PauseCounter,
    Serve,
)
from shared.domain.errors import (
    CounterBusy,
    CounterClosed,
    CounterPaused,
    CounterTaken,
    ReasonMissing,
    ServiceClosed,
    UnknownCounter,
    UnknownService,
)
from shared.domain.events import CounterNow, Desk
from shared.domain.rules import decide, turn_of_day
from shared.domain.times import MINUTE, day_of
from tests.halls import EIGHT, a_hall, happen

CIVIL = IssueTicket(service="1")
CALL = CallNext(counter="1")
CALLS = [CALL, CallTicket(number="1001", counter="1", reason="có hẹn")]
PAUSE = PauseCounter(counter="1", reason="họp")


def test_a_day_begins_with_closed_counters():
    hall = a_hall(CIVIL)

    for event in turn_of_day(hall, day_of(EIGHT + 24 * 60 * MINUTE), EIGHT):
        hall.apply(event)

    assert {counter.state for counter in hall.counters.values()} == {Desk.CLOSED}


@pytest.mark.parametrize("call", CALLS)
def test_a_closed_counter_calls_nobody(call):
    hall = a_hall(CIVIL, closed=True)

    with pytest.raises(CounterClosed):
        decide(hall, call, EIGHT)


@pytest.mark.parametrize("call", CALLS)
def test_a_counter_that_pauses_calls_nobody(call):
    hall = a_hall(CIVIL, PAUSE)

    with pytest.raises(CounterPaused):
        decide(hall, call, EIGHT)


def test_a_pause_says_why_and_keeps_the_clerks_place():
    hall = a_hall(OpenCounter(counter="1", station="a"))

    [event] = happen(hall, PAUSE)

    paused = CounterNow(id="1", state=Desk.PAUSED, reason="họp", station="a")
    assert event.counter == hall.counters["1"] == paused


def test_a_clerk_who_is_back_calls_again():
    hall = a_hall(CIVIL, PAUSE, OpenCounter(counter="1"))

    [event] = happen(hall, CALL)

    assert event.ticket.number == "1001"
    assert hall.counters["1"].reason == ""


def test_a_counter_may_pause_and_still_finish_whom_it_has():
    hall = a_hall(CIVIL, CALL, PAUSE)

    happen(hall, Serve(number="1001", counter="1"))
    happen(hall, Finish(number="1001", counter="1"))

    assert hall.at_counter("1") is None


def test_a_closed_counter_does_not_pause():
    hall = a_hall(closed=True)

    with pytest.raises(CounterClosed):
        decide(hall, PAUSE, EIGHT)


@pytest.mark.parametrize("meanwhile", [[], [Serve(number="1001")], [PAUSE]])
def test_a_counter_does_not_close_while_it_has_somebody(meanwhile):
    hall = a_hall(CIVIL, CALL, *meanwhile)

    with pytest.raises(CounterBusy, match="still has 1001"):
        decide(hall, CloseCounter(counter="1"), EIGHT)


def test_a_counter_closes_when_its_work_is_done():
    hall = a_hall(CIVIL, CALL, Serve(number="1001"), Finish(number="1001"))

    happen(hall, CloseCounter(counter="1"))

    assert hall.counters["1"] == CounterNow(id="1")


@pytest.mark.parametrize("meanwhile", [[], [PAUSE]])
def test_a_counter_belongs_to_the_station_that_opened_it(meanwhile):
    hall = a_hall(OpenCounter(counter="1", station="a"), *meanwhile)

    with pytest.raises(CounterTaken, match="used by a"):
        decide(hall, OpenCounter(counter="1", station="b"), EIGHT)


@pytest.mark.parametrize(
    "again",
    [
        OpenCounter(counter="1", station="a"),
        OpenCounter(counter="1", station="b", takes_over=True),
    ],
    ids=["the same station", "another when the first has left"],
)
def test_a_counter_can_be_taken_up_again(again):
    hall = a_hall(OpenCounter(counter="1", station="a"))

    happen(hall, again)

    assert hall.counters["1"].station == again.station


def test_a_counter_that_was_closed_is_free_for_every_station():
    hall = a_hall(OpenCounter(counter="1", station="a"), CloseCounter(counter="1"))

    happen(hall, OpenCounter(counter="1", station="b"))

    assert hall.counters["1"].station == "b"


@pytest.mark.parametrize("kind", [OpenCounter, PauseCounter, CloseCounter])
def test_there_is_no_other_counter(kind):
    with pytest.raises(UnknownCounter):
        decide(a_hall(), kind(counter="77"), EIGHT)


def test_a_closed_service_gives_no_numbers_and_says_why():
    hall = a_hall(CloseService(service="1", reason="mất điện"))

    with pytest.raises(ServiceClosed, match="mất điện"):
        decide(hall, CIVIL, EIGHT)

    assert decide(hall, IssueTicket(service="2"), EIGHT)


def test_who_waits_for_a_closed_service_is_still_called():
    hall = a_hall(CIVIL, CloseService(service="1", reason="mất điện"))

    [event] = happen(hall, CALL)

    assert event.ticket.number == "1001"


def test_a_service_opens_again_by_itself_or_by_hand():
    until = EIGHT + 30 * MINUTE
    hall = a_hall(CloseService(service="1", reason="mất điện", until=until))

    with pytest.raises(ServiceClosed):
        decide(hall, CIVIL, until - 1)
    assert decide(hall, CIVIL, until)

    happen(hall, OpenService(service="1"))
    assert decide(hall, CIVIL, EIGHT)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (CloseService(service="1", reason=" "), ReasonMissing),
        (CloseService(service="8", reason="mất điện"), UnknownService),
        (OpenService(service="8"), UnknownService),
    ],
)
def test_a_service_is_not_closed_without_a_reason_or_a_name(command, error):
    with pytest.raises(error):
        decide(a_hall(), command, EIGHT)
