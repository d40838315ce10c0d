import pytest

from counter.alarms import Alarm, Bell, alarms_of
from shared.domain.commands import AnswerHelp, CallHelp, CallNext, IssueTicket
from shared.wire.messages import Report, StationNow
from tests.counter.builders import MORNING, PLAN, VI, a_hall, minutes

ONE = IssueTicket(service="1")
ASKS = StationNow(
    station="kiosk-1", role="kiosk", here=True, report=Report(needs_help=True)
)
LONG = Alarm(key="wait:1001", text="")
HELP = Alarm(key="help:3:1", text="")


def texts_of(hall, *, after=0, stations=(), limit=30.0, counter="1"):
    alarms = alarms_of(
        hall,
        PLAN.counter_by_id[counter],
        MORNING + minutes(after),
        stations,
        VI,
        waiting_minutes=limit,
    )
    return [alarm.text for alarm in alarms]


@pytest.mark.parametrize(
    ("after", "limit", "told"),
    [(29, 30, []), (30, 30, ["Số 1001 đã chờ 30 phút"]), (300, 0, [])],
)
def test_who_waits_too_long_is_told(after, limit, told):
    assert texts_of(a_hall(ONE, ONE), after=after, limit=limit) == told


def test_who_waits_for_others_or_was_called_is_not_told():
    hall = a_hall(IssueTicket(service="3"), ONE, CallNext(counter="1"))

    assert texts_of(hall, after=60) == []


def test_a_colleague_comes_before_a_citizen_at_a_kiosk_and_both_before_a_long_wait():
    hall = a_hall(ONE, CallHelp(counter="3"))

    assert texts_of(hall, after=40, stations=(ASKS,)) == [
        "QUẦY 3 GỌI HỖ TRỢ (F12 để nhận)",
        "Máy kiosk-1: công dân cần hỗ trợ",
        "Số 1001 đã chờ 40 phút",
    ]


def test_a_colleague_who_is_helped_rings_for_nobody_else():
    hall = a_hall(CallHelp(counter="3"), AnswerHelp(to="3", counter="5"))

    assert texts_of(hall) == []
    assert texts_of(hall, counter="3") == [
        "Quầy 5 đang đến hỗ trợ quầy này (F12 khi đã xong)"
    ]


def test_the_bell_rings_once_for_each_thing():
    bell = Bell()

    assert bell.rings([HELP], 0)
    assert not bell.rings([HELP], 1_000)
    assert not bell.rings([], 2_000)
    assert bell.rings([HELP], 3_000)


def test_many_who_wait_too_long_do_not_ring_all_the_time():
    bell = Bell()
    other = Alarm(key="wait:1002", text="")

    assert bell.rings([LONG], 0)
    assert not bell.rings([other], minutes(4))
    assert bell.rings([LONG], minutes(5))


def test_help_rings_also_right_after_a_long_wait():
    bell = Bell()
    bell.rings([LONG], 0)

    assert bell.rings([LONG, HELP], 1_000)
