"""Keeps what offices have decided: their numbers, tickets, events and answers."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Update,
    and_,
    bindparam,
    insert,
    update,
)
from sqlalchemy.exc import IntegrityError

from shared.store.errors import AnsweredBefore, OfficeMoved
from shared.store.prepared import Insert, Prepared, insert_for
from shared.store.rows import (
    COLUMNS,
    Part,
    answer_rows,
    journal_rows,
    ticket_rows,
)
from shared.store.tables import answers, journal, offices, reasons, tickets

_recordings: WeakKeyDictionary[Engine, "Recording"] = WeakKeyDictionary()


def recording_of(engine: Engine) -> "Recording":
    """Return what keeps something in the database behind *engine*, for all offices."""
    if engine not in _recordings:
        _recordings[engine] = Recording(engine.dialect)
    return _recordings[engine]


class Recording:
    """The statements that keep something, as one kind of database says them."""

    def __init__(self, dialect: Dialect) -> None:
        self._insert = insert_for(dialect)
        self._move = Prepared(_moving_on(), dialect)
        self._keep_tickets = Prepared(self._keeping_tickets(), dialect)
        self._keep_events = Prepared(insert(journal), dialect)
        self._keep_answers = Prepared(insert(answers), dialect)

    def keep(self, connection: Connection, parts: Sequence[Part]) -> None:
        """Keep *parts* of different offices, in a transaction under way.

        Raises:
            OfficeMoved: An office is not where its part says, or taken.
            AnsweredBefore: One of their wishes has an answer.
        """
        # Whoever locks several offices does it in the same order.
        parts = sorted(parts, key=lambda part: part.office)
        moved = self._move.count(connection, map(_step, parts))
        if moved != len(parts):
            raise OfficeMoved(f"{_named(parts)}: only {moved} as they were")
        self._keep_tickets.run(connection, chain.from_iterable(map(ticket_rows, parts)))
        self._keep_events.run(connection, chain.from_iterable(map(journal_rows, parts)))
        try:
            self._keep_answers.run(
                connection, chain.from_iterable(map(answer_rows, parts))
            )
        except IntegrityError as error:
            raise AnsweredBefore(f"{_named(parts)} answered this before") from error
        for part in parts:
            self._count_reasons(connection, part)

    def _count_reasons(self, connection: Connection, part: Part) -> None:
        for reason in part.batch.reasons:
            first = {"office": part.office, "day": part.batch.day, "reason": reason}
            statement = self._insert(reasons).values(**first, times=1)
            more = statement.on_conflict_do_update(
                index_elements=list(first), set_={"times": reasons.c.times + 1}
            )
            connection.execute(more)

    def _keeping_tickets(self) -> Insert:
        """Return the statement that makes a ticket, or changes all but its token."""
        derived = ("queue", "waiting")
        names = ("office", "day", "token", *derived, *COLUMNS)
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        statement = self._insert(tickets).values(values)
        changing = {
            name: statement.excluded[name]
            for name in (*derived, *COLUMNS)
            if name != "number"
        }
        return statement.on_conflict_do_update(
            index_elements=["office", "day", "number"], set_=changing
        )


def _moving_on() -> Update:
    """Return the statement that moves an office on, if it is ours to move."""
    here = and_(
        offices.c.office == bindparam("mine"),
        offices.c.incarnation == bindparam("taken"),
        offices.c.seq == bindparam("before"),
    )
    change: dict[str, Any] = {"seq": bindparam("after"), "day": bindparam("today")}
    return update(offices).where(here).values(change)


def _step(part: Part) -> dict[str, Any]:
    """Return how the office's row moves on, if it is as *part* says."""
    batch = part.batch
    return {
        "mine": part.office,
        "taken": part.incarnation,
        "before": batch.seq,
        "after": batch.seq + len(batch.entries),
        "today": batch.day,
    }


def _named(parts: Iterable[Part]) -> str:
    return ", ".join(f"{part.office} after {part.batch.seq}" for part in parts)
