"""Keeps what offices have decided: their numbers, tickets, events and answers."""

from collections.abc import Sequence
from typing import Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from shared.store.atonce import AtOnce
from shared.store.rows import Part
from shared.store.stepwise import Stepwise


class Recording(Protocol):
    """How one kind of database keeps it."""

    def keep(self, engine: Engine, parts: Sequence[Part]) -> None:
        """Keep *parts* of different offices durably in one transaction.

        Raises:
            OfficeMoved: An office is not where its part says, or taken.
            AnsweredBefore: One of their wishes has an answer.
            SQLAlchemyError: The database refused.
        """
        ...


_recordings: WeakKeyDictionary[Engine, Recording] = WeakKeyDictionary()


def recording_of(engine: Engine) -> Recording:
    """Return what keeps something in the database behind *engine*, for all offices."""
    if engine not in _recordings:
        on_server = engine.dialect.name == "postgresql"
        kind = AtOnce if on_server else Stepwise
        _recordings[engine] = kind(engine.dialect)
    return _recordings[engine]
