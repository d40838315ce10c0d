"""The tables as they were before there were steps."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "offices",
        sa.Column("office", sa.String(40)),
        sa.Column("incarnation", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.CheckConstraint("seq >= 0", name="seq"),
        sa.PrimaryKeyConstraint("office", name="pk_offices"),
    )
    _tickets()
    op.create_table(
        "journal",
        sa.Column("office", sa.String(40)),
        sa.Column("seq", sa.BigInteger, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("station", sa.String(64), nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("office", "seq", name="pk_journal"),
    )
    op.create_index("ix_journal_day", "journal", ["office", "day", "seq"])
    op.create_table(
        "answers",
        sa.Column("office", sa.String(40)),
        sa.Column("id", sa.String(64)),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("office", "id", name="pk_answers"),
    )
    op.create_index("ix_answers_at", "answers", ["office", "at"])
    op.create_table(
        "reasons",
        sa.Column("office", sa.String(40)),
        sa.Column("day", sa.Date),
        sa.Column("reason", sa.String(20)),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("office", "day", "reason", name="pk_reasons"),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("office", sa.String(40)),
        sa.Column("day", sa.Date),
        sa.Column("number", sa.String(8)),
        sa.Column("service", sa.String(2), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("priority", sa.Boolean, nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("queued_at", sa.BigInteger, nullable=False),
        sa.Column("order", sa.Integer, nullable=False),
        sa.Column("counter", sa.String(2)),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("recalled_at", sa.BigInteger),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("served_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("to_counter", sa.String(2)),
        sa.Column("back_to", sa.String(2)),
        sa.Column("resumes", sa.Integer, nullable=False),
        sa.Column("queue", sa.String(4), nullable=False),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.Column("token", sa.String(64)),
        sa.PrimaryKeyConstraint("office", "day", "number", name="pk_tickets"),
    )
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["office", "queue", sa.text("priority DESC"), "queued_at", "order"],
        sqlite_where=sa.text("waiting"),
        postgresql_where=sa.text("waiting"),
    )
