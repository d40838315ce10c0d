"""What may be made up for an office whose rules are tried."""

from hypothesis import strategies as st

from shared.domain.calendar import WEEKDAYS, Hours, Session
from shared.domain.commands import (
    CancelTicket,
    Finish,
    Hold,
    MarkNoShow,
    Recall,
    Resume,
    Serve,
)
from shared.domain.plan import Counter
from shared.domain.policy import RATIOS
from shared.domain.ticket import State
from shared.domain.times import MINUTE, SECOND

ALL_DAY = Hours(
    sessions=(
        Session(
            id="day",
            name={"vi": "Cả ngày"},
            opens="00:00",
            closes="23:59",
            days=WEEKDAYS,
        ),
    )
)
DESKS = (
    Counter(id="1", zone="3", serves=("1",), helps=("2",)),
    Counter(id="2", zone="3", serves=("2",)),
    Counter(id="3", zone="3", serves=("2",), priority=True),
    Counter(id="5", zone="3", serves=("5",), helps=("1", "2")),
    Counter(id="6", zone="3", serves=("1", "5")),
)

services = st.sampled_from(["1", "2", "5"])
services_or_none = st.sampled_from(["1", "2", "5", "8"])
counters = st.sampled_from([desk.id for desk in DESKS])
unknown_too = st.sampled_from([*(desk.id for desk in DESKS), "77"])
which = st.integers(0, 255)
"""Which ticket, among those the command is likely to be for."""

crowds = st.lists(st.tuples(services, st.booleans()), max_size=6)
ratios = st.sampled_from(list(RATIOS))
passing = st.sampled_from([1, SECOND, 20 * SECOND, MINUTE, 10 * MINUTE, 31 * MINUTE])
STEPS = {
    State.WAITING: [CancelTicket],
    State.CALLED: [Serve, Serve, MarkNoShow, Recall],
    State.SERVING: [Finish, Hold],
    State.ON_HOLD: [Resume],
    State.NO_SHOW: [Resume],
}
kinds = st.sampled_from([kind for kinds in STEPS.values() for kind in kinds])
AWAY = {State.ON_HOLD, State.NO_SHOW}


def queues_of(hall):
    """Return every queue there can be."""
    desks = (f"@{counter.id}" for counter in hall.plan.counters)
    return [*(service.id for service in hall.plan.services), *desks]
