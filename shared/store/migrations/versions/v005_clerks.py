"""Who works at the counters, and how often somebody said a wrong password."""

import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"


def upgrade() -> None:
    """Make the tables of the clerks and of wrong tries."""
    op.create_table(
        "clerks",
        sa.Column("office", sa.String(40)),
        sa.Column("name", sa.String(64)),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("disabled_at", sa.BigInteger),
        sa.Column("last_seen", sa.BigInteger),
        sa.PrimaryKeyConstraint("office", "name", name="pk_clerks"),
    )
    op.create_table(
        "log_in_tries",
        sa.Column("office", sa.String(40)),
        sa.Column("slot", sa.Integer, autoincrement=False),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("tried_at", sa.BigInteger, nullable=False),
        sa.Column("locked_until", sa.BigInteger),
        sa.PrimaryKeyConstraint("office", "slot", name="pk_log_in_tries"),
    )
