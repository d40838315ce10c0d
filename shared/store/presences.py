"""How many minutes each station was there on a day, of many offices at once."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.dialects import postgresql, sqlite

from shared.store.engine import told, turns_of
from shared.store.tables import presence

HUB = "hub"
"""The role under which the hub itself is counted; its name is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """How long a station was there in the working hours of a day."""

    office: str
    day: date
    station: str
    role: str
    """`kiosk`, `counter` or `display`, or that of the hub itself."""

    minutes: int
    fault_minutes: int = 0
    """In so many of them its printer could not print."""


class Presences:
    """The table of all offices in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turns = turns_of(engine)

    def add(self, more: Iterable[Present]) -> None:
        """Add the minutes of *more* to those that are there, in one transaction.

        Raises:
            StoreUnavailable: They cannot be kept; none is.
        """
        # In one order: two hubs at once do not wait for each other crosswise.
        rows = sorted(
            map(asdict, more), key=lambda row: (row["office"], row["station"])
        )
        if not rows:
            return
        server = self._engine.dialect.name == "postgresql"
        insert = (postgresql.insert if server else sqlite.insert)(presence)
        change = insert.on_conflict_do_update(
            index_elements=list(presence.primary_key),
            set_={
                "role": insert.excluded.role,
                "minutes": presence.c.minutes + insert.excluded.minutes,
                "fault_minutes": presence.c.fault_minutes
                + insert.excluded.fault_minutes,
            },
        )
        with told(self._engine), self._turns, self._engine.begin() as connection:
            connection.execute(change, rows)
