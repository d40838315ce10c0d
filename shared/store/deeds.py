"""The journal for people: who did what, at which counter, to which number."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shared.store.tables import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One event as it was kept, with who had asked for it."""

    at: int
    """Milliseconds since 1970, UTC."""

    station: str
    """Empty for what the hub did by itself."""

    clerk: str | None
    """Who was logged in there; None if nobody."""

    event: str
    """As JSON text."""


class Deeds:
    """The journal of one office, to be read only."""

    def __init__(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        office: str,
    ) -> None:
        self._transaction = transaction
        self._office = office

    def of(self, day: date) -> list[Deed]:
        """Return what was done on *day*, in order."""
        query = (
            select(journal.c.at, journal.c.station, journal.c.clerk, journal.c.event)
            .where(journal.c.office == self._office, journal.c.day == day)
            .order_by(journal.c.seq)
        )
        with self._transaction() as connection:
            return [Deed(**row) for row in connection.execute(query).mappings()]
