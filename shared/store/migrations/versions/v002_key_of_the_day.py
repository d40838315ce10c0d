"""A table for the day's key, under which cards become digests."""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade() -> None:
    """Make the table; there is no key in it yet."""
    op.create_table(
        "day_keys",
        sa.Column("office", sa.String(40)),
        sa.Column("day", sa.Date),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("office", "day", name="pk_day_keys"),
    )
