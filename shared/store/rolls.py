"""Who may come in and who works at the counters, of many offices at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from shared.store.clerks import COLUMNS as CLERK_COLUMNS
from shared.store.clerks import Clerk
from shared.store.engine import told, turns_of
from shared.store.stations import COLUMNS as STATION_COLUMNS
from shared.store.stations import Enrolled, Sighting, note
from shared.store.tables import clerks, stations


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Who belongs to one office."""

    stations: Sequence[Enrolled] = ()
    clerks: Sequence[Clerk] = ()


class Rolls:
    """The rolls of all offices in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turns = turns_of(engine)

    def exchange(
        self, offices: Sequence[str], seen: Mapping[str, Iterable[Sighting]]
    ) -> dict[str, Roll]:
        """Return the rolls of *offices*, once it is kept who was *seen* in which.

        Raises:
            StoreError: The records cannot be used.
        """
        with told(self._engine), self._turns, self._engine.begin() as connection:
            for office, sightings in seen.items():
                note(connection, office, sightings)
            enrolled = _by_office(connection, stations, STATION_COLUMNS, offices)
            known = _by_office(connection, clerks, CLERK_COLUMNS, offices)
        return {
            office: Roll(
                stations=[Enrolled(**row) for row in enrolled[office]],
                clerks=[Clerk(**row) for row in known[office]],
            )
            for office in offices
        }


def _by_office(
    connection: Connection, table: Table, columns: Iterable[str], offices: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    wanted = (table.c[name] for name in columns)
    query = (
        select(table.c.office, *wanted)
        .where(table.c.office.in_(offices))
        .order_by(table.c.office, table.c.name)
    )
    rows: dict[str, list[dict[str, Any]]] = {office: [] for office in offices}
    for row in connection.execute(query).mappings():
        values = dict(row)
        rows[values.pop("office")].append(values)
    return rows
