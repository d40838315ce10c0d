from datetime import date, datetime

import pytest

from shared.domain.calendar import (
    EarlyClosing,
    Holiday,
    Hours,
    Session,
    next_opening,
    opening_at,
)
from shared.domain.commands import (
    CallNext,
    CloseService,
    Finish,
    IssueTicket,
    OpenService,
    Serve,
)
from shared.domain.errors import (
    HasTicket,
    NoTimeLeft,
    OfficeClosed,
    ReasonMissing,
    ServiceClosed,
    ServiceFull,
    TooFast,
)
from shared.domain.plan import Service
from shared.domain.rules import decide
from shared.domain.times import MINUTE, VIETNAM, millis
from tests.halls import COUNTERS, EIGHT, SERVICES, a_hall, a_plan, happen

MORNING = Session(id="morning", name={"vi": "Sáng"}, opens="08:00", closes="12:00")
AFTERNOON = Session(id="afternoon", name={"vi": "Chiều"}, opens="13:30", closes="17:00")
SATURDAY = Session(
    id="saturday", name={"vi": "Sáng"}, opens="08:00", closes="11:30", days=("sat",)
)
HOURS = Hours(
    sessions=(MORNING, AFTERNOON, SATURDAY),
    holidays=(Holiday(day=date(2026, 1, 7), name={"vi": "Nghỉ lễ"}),),
    early=(EarlyClosing(day=date(2026, 1, 6), closes="11:00"),),
)
CIVIL = IssueTicket(service="1")
GUIDE = Service(
    id="7", letter="H", name={"vi": "Hướng dẫn"}, zone="3", minutes=6, guides=True
)


def on(day, clock):
    """Return *clock* in Vietnam on a day of January 2026; the fifth is a Monday."""
    return millis(datetime.fromisoformat(f"2026-01-{day:02d}T{clock}:00+07:00"))


def an_office(*commands, **changes):
    return a_hall(*commands, plan=a_plan(hours=HOURS, **changes))


@pytest.mark.parametrize(
    ("day", "clock", "session"),
    [
        (5, "07:59", None),
        (5, "08:00", "morning"),
        (5, "11:59", "morning"),
        (5, "12:00", None),
        (5, "13:30", "afternoon"),
        (6, "10:59", "morning"),
        (6, "11:00", None),
        (6, "14:00", None),
        (7, "09:00", None),
        (10, "09:00", "saturday"),
        (11, "09:00", None),
    ],
)
def test_an_office_is_open_in_its_sessions(day, clock, session):
    opening = opening_at(HOURS, on(day, clock))

    assert (opening and opening.session.id) == session


@pytest.mark.parametrize(
    ("day", "clock", "opens"),
    [
        (5, "07:00", (5, "08:00")),
        (5, "09:00", (5, "13:30")),
        (5, "17:00", (6, "08:00")),
        (6, "11:30", (8, "08:00")),
        (9, "18:00", (10, "08:00")),
        (10, "12:00", (12, "08:00")),
    ],
)
def test_the_next_session_is_known(day, clock, opens):
    assert next_opening(HOURS, on(day, clock)).opens_at == on(*opens)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"opens": "8:00"}, "no time"),
        ({"closes": "24:00"}, "no time"),
        ({"closes": "07:00"}, "closes before it opens"),
        ({"days": ("monday",)}, "monday"),
        ({"id": "Sáng"}, "session id"),
    ],
)
def test_a_session_that_makes_no_sense_is_refused(parts, reason):
    good = {"id": "am", "name": {"vi": "Sáng"}, "opens": "08:00", "closes": "12:00"}

    with pytest.raises(ValueError, match=reason):
        Session(**good | parts)


def test_sessions_may_not_overlap():
    long = Session(id="long", name={"vi": "Dài"}, opens="11:00", closes="14:00")

    with pytest.raises(ValueError, match="overlap"):
        Hours(sessions=(MORNING, long))


def test_outside_the_hours_no_number_is_given_and_people_hear_when():
    hall = an_office(services=(*SERVICES, GUIDE))

    with pytest.raises(OfficeClosed) as refused:
        decide(hall, CIVIL, on(5, "12:30"))

    assert refused.value.until == on(5, "13:30")


def test_only_issuing_is_bound_to_hours():
    hall = an_office(CIVIL)

    [event] = decide(hall, CallNext(counter="1"), on(5, "12:30"))

    assert event.ticket.number == "1001"


def test_without_hours_an_office_is_always_open():
    [event] = decide(a_hall(), CIVIL, on(11, "23:30"))

    assert event.ticket.number == "1001"


def test_a_quota_ends_a_session_and_the_next_begins_anew():
    civil = Service(
        id="1", letter="A", name={"vi": "Hộ tịch"}, zone="3", minutes=1,
        quota={"morning": 2},
    )  # fmt: skip
    plan_parts = {"services": (civil, *SERVICES[1:], GUIDE)}
    desks = (*COUNTERS, replace_counter("6", ("7",)))
    hall = an_office(CIVIL, CIVIL, counters=desks, **plan_parts)

    with pytest.raises(ServiceFull) as refused:
        decide(hall, CIVIL, EIGHT)
    [event] = happen(hall, CIVIL, on(5, "13:30"))

    parts = refused.value.parts
    assert (parts["quota"], parts["until"], parts["instead"]) == (
        2,
        on(5, "13:30"),
        "6",
    )
    assert event.ticket.number == "1003"


def replace_counter(id_, serves):
    return type(COUNTERS[0])(id=id_, zone="3", serves=serves)


def test_issuing_stops_when_the_session_is_too_short_for_who_waits():
    hall = an_office(*[CIVIL] * 3)

    decide(hall, CIVIL, on(5, "11:24"))
    with pytest.raises(NoTimeLeft) as refused:
        decide(hall, CIVIL, on(5, "11:25"))

    assert (refused.value.waiting, refused.value.until) == (3, on(5, "13:30"))


def test_the_forecast_can_be_switched_off():
    hall = an_office(*[CIVIL] * 3, policy={"forecast": False})

    assert decide(hall, CIVIL, on(5, "11:59"))


def test_the_forecast_counts_what_citizens_really_take():
    hall = an_office(*[CIVIL] * 8)
    for number in range(1, 6):
        at = EIGHT + number * MINUTE
        happen(hall, CallNext(counter="1"), at)
        happen(hall, Serve(number=f"100{number}"), at)
        happen(hall, Finish(number=f"100{number}"), at + 30_000)

    assert decide(hall, CIVIL, on(5, "11:40"))


def test_the_staff_can_close_a_service_and_say_why():
    hall = a_hall(CloseService(service="1", reason="mất mạng", until=EIGHT + MINUTE))

    with pytest.raises(ServiceClosed, match="mất mạng"):
        decide(hall, CIVIL, EIGHT)
    assert decide(hall, CIVIL, EIGHT + MINUTE)
    happen(hall, CloseService(service="1", reason="hết mẫu đơn"))
    happen(hall, OpenService(service="1"))
    assert decide(hall, CIVIL, EIGHT)


def test_closing_a_service_needs_a_reason():
    with pytest.raises(ReasonMissing):
        decide(a_hall(), CloseService(service="1", reason=" "), EIGHT)


def test_a_kiosk_cools_down_where_the_office_wants_it():
    policy = {"limit": "cool_down", "cool_down_seconds": 10}
    kiosk = IssueTicket(service="1", station="kiosk-1")
    hall = a_hall(kiosk, plan=a_plan(policy=policy))

    with pytest.raises(TooFast, match="in 1 s"):
        decide(hall, kiosk, EIGHT + 9_001)
    assert decide(hall, IssueTicket(service="1", station="kiosk-2"), EIGHT)
    assert decide(hall, IssueTicket(service="1", counter="1"), EIGHT)
    assert decide(hall, kiosk, EIGHT + 10_000)


def test_a_card_has_one_live_ticket_for_a_service_where_the_office_wants_it():
    mine = IssueTicket(service="1", holder="d1")
    hall = a_hall(mine, plan=a_plan(policy={"limit": "card"}))

    with pytest.raises(HasTicket, match="1001"):
        decide(hall, mine, EIGHT)
    assert decide(hall, IssueTicket(service="2", holder="d1"), EIGHT)
    assert decide(hall, IssueTicket(service="1", holder="d2"), EIGHT)
    for command in (
        CallNext(counter="1"),
        Serve(number="1001"),
        Finish(number="1001"),
    ):
        happen(hall, command)
    assert decide(hall, mine, EIGHT)


def test_without_a_limit_nobody_is_asked():
    mine = IssueTicket(service="1", holder="d1", station="kiosk-1")

    assert decide(a_hall(mine), mine, EIGHT)


def test_a_time_in_vietnam_is_what_the_wall_shows():
    assert datetime.fromtimestamp(EIGHT / 1000, VIETNAM).hour == 8
