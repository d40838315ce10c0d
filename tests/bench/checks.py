"""What must be right after a bench, however fast it was."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from sqlalchemy import Engine, func, select

from shared.domain.hall import Hall, evolve
from shared.domain.plan import Plan
from shared.store.store import Store
from shared.store.tables import journal, offices
from shared.wire.codec import event_from
from shared.wire.errors import WireError
from shared.wire.session import Session
from tests.bench.office import OFFICE, Place, records
from tests.bench.station import Told

SHOWN = 5
"""So many errors of a kind are told in words."""


def check_records(place: Place, database: str, answers: Iterable[Told]) -> list[str]:
    """Return in words what of *answers* is not in the records, and what else is wrong.

    The journal of today is compared with the tickets; no number of an event may be
    missing.
    """
    with records(place, database) as engine:
        return check_office(engine, place.plan, OFFICE, answers)


def check_office(
    engine: Engine, plan: Plan, office: str, answers: Iterable[Told]
) -> list[str]:
    """Look at the records of *office* in *engine* as `check_records` does."""
    store = Store(engine, office)
    _, day = store.position()
    kept = store.tickets(day)
    hall = Hall(plan, day)
    for text in store.events(day):
        evolve(hall, event_from(msgspec.json.decode(text)))
    wrong = [*_gaps(engine, office)]
    if hall.tickets != kept:
        wrong.append("the journal and the tickets do not fit together")
    for answer in answers:
        ticket = answer.ticket
        if ticket is not None and ticket.number not in kept:
            wrong.append(f"lost: {ticket.number} was given and is not in the records")
    return some(wrong)


def check_numbers(issued: Iterable[Told]) -> list[str]:
    """Return in words which numbers were given twice, and which wishes refused."""
    answers = list(issued)
    refused = [f"refused: {answer.code}" for answer in answers if answer.code]
    given = Counter(answer.ticket.number for answer in answers if answer.ticket)
    twice = [f"given {n} times: {number}" for number, n in given.items() if n > 1]
    return some(refused + twice)


def check_frames(frames: Iterable[bytes]) -> list[str]:
    """Return in words where a station that heard *frames* would have been wrong.

    The heartbeats among them tell what the hub's own hall was like.
    """
    session = Session("display", "witness")
    try:
        for frame in frames:
            session.receive(frame)
    except WireError as error:
        return [f"a display was wrong: {error}"]
    return []


def some(errors: Sequence[str]) -> list[str]:
    """Return the first of *errors*, and how many more there are."""
    more = len(errors) - SHOWN
    rest = [f"… and {more} more"] if more > 0 else []
    return [*errors[:SHOWN], *rest]


def _gaps(engine: Engine, office: str) -> Iterable[str]:
    mine = journal.c.office == office
    sums = select(func.count(), func.coalesce(func.max(journal.c.seq), 0)).where(mine)
    each = select(journal.c.seq).where(mine).order_by(journal.c.seq)
    with engine.connect() as connection:
        events, last = connection.execute(sums).one()
        stands_at = connection.scalar(
            select(offices.c.seq).where(offices.c.office == office)
        )
        # Of millions only when it is known that one is missing.
        kept = [] if events == last else connection.scalars(each).all()
    if last != stands_at:
        yield f"the last event is {last}, the office stands at {stands_at}"
    for before, after in pairwise([0, *kept]):
        if after != before + 1:
            yield f"gap: event {after} follows {before}"
