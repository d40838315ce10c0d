"""Files of records to copy, damage and look into."""

from contextlib import closing
from datetime import date

import msgspec
import pysqlite3.dbapi2 as sqlite

from shared.domain.commands import IssueTicket
from shared.store.engine import open_engine
from shared.store.rows import Batch, Entry
from shared.store.store import Store
from shared.wire.codec import event_table
from tests.halls import EIGHT, a_hall, happen

DAY = date(2026, 1, 5)


def a_file(path, numbers=300):
    """Make records with so many events in the file *path*, and return it."""
    engine = open_engine(f"sqlite:///{path}", path.parent)
    store = Store(engine, "mau")
    store.take(DAY)
    [event] = happen(a_hall(), IssueTicket(service="1"))
    text = msgspec.json.encode(event_table(event)).decode()
    entry = Entry(day=DAY, at=EIGHT, station="k", event=text, ticket=event.ticket)
    store.record(Batch(seq=0, day=DAY, entries=[entry] * numbers))
    engine.dispose()
    return path


def damage(path, *, first=3, pages=12):
    """Write over some pages, as a dying disk does."""
    with path.open("r+b") as file:
        file.seek(4096 * first)
        file.write(b"\xa5" * 4096 * pages)


def ask(path, query):
    with closing(sqlite.connect(path)) as connection:
        return connection.execute(query).fetchone()[0]


def change(path, *statements):
    with closing(sqlite.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
