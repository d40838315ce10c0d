"""How long each station was there on a day."""

import sqlalchemy as sa
from alembic import op

revision = "008"
down_revision = "007"


def upgrade() -> None:
    """Count from now on; of the days before nobody knows."""
    op.create_table(
        "presence",
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("station", sa.String(64), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("fault_minutes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("office", "day", "station", name="pk_presence"),
    )
