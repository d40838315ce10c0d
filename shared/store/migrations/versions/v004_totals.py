"""The totals of days gone by, and a clock that somebody has accepted."""

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"


def upgrade() -> None:
    """Make the table of the totals, and the column for the clock."""
    counts = ("issued", "priority", "served", "no_shows", "cancelled", "expired")
    times = ("wait_seconds", "service_seconds")
    op.create_table(
        "totals",
        sa.Column("office", sa.String(40)),
        sa.Column("day", sa.Date),
        sa.Column("service", sa.String(2)),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in times),
        sa.PrimaryKeyConstraint("office", "day", "service", name="pk_totals"),
    )
    op.add_column("offices", sa.Column("accepted_at", sa.BigInteger))
