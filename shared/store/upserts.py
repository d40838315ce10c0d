"""Inserts that change what is there already, in the words of both databases."""

from collections.abc import Callable

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

from shared.store.rows import COLUMNS, DERIVED
from shared.store.tables import reasons, tickets

Insert = sqlite.Insert | postgresql.Insert
"""One that may update instead."""


def insert_for(dialect: Dialect) -> Callable[[Table], Insert]:
    """Return what makes an insert that may update instead, as the database says it."""
    return postgresql.insert if dialect.name == "postgresql" else sqlite.insert


def or_change(insert: Insert) -> Insert:
    """Return *insert* into the tickets so that it changes one, all but its token."""
    new = insert.excluded
    changing = {name: new[name] for name in (*DERIVED, *COLUMNS) if name != "number"}
    return insert.on_conflict_do_update(
        index_elements=[tickets.c.office, tickets.c.day, tickets.c.number],
        set_=changing,
    )


def or_add(insert: Insert) -> Insert:
    """Return *insert* into the reasons so that its times are added to those there."""
    return insert.on_conflict_do_update(
        index_elements=[reasons.c.office, reasons.c.day, reasons.c.reason],
        set_={"times": reasons.c.times + insert.excluded.times},
    )
