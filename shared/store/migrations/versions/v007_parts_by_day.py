"""The journal by day and the tickets by month, each in a part, on PostgreSQL alone."""

import logging
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "007"
down_revision = "006"

log = logging.getLogger(__name__)


def upgrade() -> None:
    """Cut both tables, with all that is in them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.drop_index("ix_journal_day", "journal")
    _cut("journal", "office, seq, day", months=False)
    op.drop_index("ix_tickets_waiting", "tickets")
    _cut("tickets", "office, day, number", months=True)
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["office", "queue", sa.text("priority DESC"), "queued_at", "order"],
        postgresql_where=sa.text("waiting"),
    )


def _cut(table: str, key: str, *, months: bool) -> None:
    """Let *table* be cut by day or by month, and bring its rows over."""
    for words in (
        f"ALTER TABLE {table} RENAME TO {table}_before",
        f"ALTER TABLE {table}_before DROP CONSTRAINT pk_{table}",
        f"CREATE TABLE {table} (LIKE {table}_before) PARTITION BY RANGE (day)",
        f"CREATE UNIQUE INDEX uq_{table} ON {table} ({key})",
        f"CREATE TABLE {table}_other PARTITION OF {table} DEFAULT",
    ):
        op.execute(words)
    unit = "month" if months else "day"
    days = f"SELECT DISTINCT date_trunc('{unit}', day)::date FROM {table}_before"
    for first in op.get_bind().scalars(sa.text(f"{days} ORDER BY 1")).all():
        op.execute(_part(table, first, months=months))
    rows = op.get_bind().execute(
        sa.text(f"INSERT INTO {table} SELECT * FROM {table}_before")
    )
    log.info("%s: %d rows now lie in parts, one a %s", table, rows.rowcount, unit)
    op.drop_table(f"{table}_before")


def _part(table: str, first: date, *, months: bool) -> str:
    """Return the words that make the part from the day *first*."""
    end = first + timedelta(days=1)
    name = first.isoformat().replace("-", "_")
    if months:
        end = (first + timedelta(days=31)).replace(day=1)
        name = name[:7]
    return (
        f"CREATE TABLE {table}_{name} PARTITION OF {table}"
        f" FOR VALUES FROM ('{first}') TO ('{end}')"
    )
