"""The tables. The office stands first in every key; times are milliseconds, UTC."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

offices = Table(
    "offices",
    metadata,
    Column("office", String(40), primary_key=True),
    # Rises each time a hub takes the office; with the office it names a stream.
    Column("incarnation", Integer, nullable=False),
    # The number of the last event; each write compares and moves it.
    Column("seq", BigInteger, nullable=False),
    # The business day, in Vietnam; it never goes back.
    Column("day", Date, nullable=False),
    # When somebody has said that the clock is right after all.
    Column("accepted_at", BigInteger),
    CheckConstraint("seq >= 0", name="seq"),
)

# What is true now, also of past days. A number is unique within its day.
tickets = Table(
    "tickets",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", String(8), primary_key=True),
    Column("service", String(2), nullable=False),
    Column("state", String(12), nullable=False),
    Column("priority", Boolean, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("queued_at", BigInteger, nullable=False),
    Column("order", Integer, nullable=False),
    Column("counter", String(2)),
    Column("called_at", BigInteger),
    Column("recalled_at", BigInteger),
    Column("calls", Integer, nullable=False),
    Column("served_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("to_counter", String(2)),
    Column("back_to", String(2)),
    Column("resumes", Integer, nullable=False),
    # What it waits for, a service or one counter as @3, and whether it waits.
    Column("queue", String(4), nullable=False),
    Column("waiting", Boolean, nullable=False),
    # The random token in the QR of the slip; never on the wire but to its kiosk.
    Column("token", String(64)),
)


def index_waiting(tickets: Table) -> None:
    """Let who is next in each lane be found with one probe, whoever else waits.

    A column of its own, and no bound value in its place, lets both databases use it.
    """
    Index(
        "ix_tickets_waiting",
        tickets.c.office,
        tickets.c.queue,
        tickets.c.priority.desc(),
        tickets.c.queued_at,
        tickets.c.order,
        sqlite_where=text("waiting"),
        postgresql_where=text("waiting"),
    )


index_waiting(tickets)

# What happened; it only grows.
journal = Table(
    "journal",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("at", BigInteger, nullable=False),
    # The station that asked for it; empty for what the hub did by itself.
    Column("station", String(64), nullable=False),
    # The event as it stood on the wire.
    Column("event", Text, nullable=False),
    # The clerk who was logged in at the station; no station is told.
    Column("clerk", String(64)),
    Index("ix_journal_day", "office", "day", "seq"),
)

# What was answered to a wish, for stations that ask again.
answers = Table(
    "answers",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("answer", Text, nullable=False),
    # Who asked; nobody else is given the answer.
    Column("station", String(64)),
    Index("ix_answers_at", "office", "at"),
)

# Who may come in from another machine, each with a token of its own.
stations = Table(
    "stations",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("role", String(12), nullable=False),
    # The only counter it may act for; empty for any.
    Column("counter", String(2)),
    # Which kiosk it is: whose block of numbers it may give by itself.
    Column("kiosk", Integer),
    # The token itself is nowhere but in the station's settings.
    Column("token_hash", String(64), nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("last_seen", BigInteger),
    Column("version", String(40)),
)

# Who works at the counters. The password itself is kept nowhere.
clerks = Table(
    "clerks",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
    Column("last_seen", BigInteger),
)

# Wrong passwords, counted alike for names that are and that are not: nobody can find
# out by guessing who works here. A name is kept as a number from which it cannot be
# read again, since people type a password where the name belongs.
log_in_tries = Table(
    "log_in_tries",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("wrong_tries", Integer, nullable=False),
    Column("tried_at", BigInteger, nullable=False),
    Column("locked_until", BigInteger),
)

# How often each reason for priority was given on a day; never by whom.
reasons = Table(
    "reasons",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("reason", String(20), primary_key=True),
    Column("times", Integer, nullable=False),
)

# The random key of a business day, under which cards become digests. There is only
# today's: the turn of the day deletes it and has its bytes overwritten.
day_keys = Table(
    "day_keys",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
)

# What each service did on a day gone by; it outlives the tickets.
totals = Table(
    "totals",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("service", String(2), primary_key=True),
    Column("issued", Integer, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("served", Integer, nullable=False),
    Column("no_shows", Integer, nullable=False),
    Column("cancelled", Integer, nullable=False),
    Column("expired", Integer, nullable=False),
    Column("wait_seconds", BigInteger, nullable=False),
    Column("service_seconds", BigInteger, nullable=False),
)

# How many minutes of a day's working hours each station was there, and in how many of
# them its printer could not print. The hub itself has no name. It stays like totals.
presence = Table(
    "presence",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("station", String(64), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("fault_minutes", Integer, nullable=False),
)
