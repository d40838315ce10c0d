"""Who may come in from other machines, and who was answered."""

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"


def upgrade() -> None:
    """Make the table of the stations, and keep who asked with each answer."""
    op.create_table(
        "stations",
        sa.Column("office", sa.String(40)),
        sa.Column("name", sa.String(64)),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("counter", sa.String(2)),
        sa.Column("kiosk", sa.Integer),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.Column("last_seen", sa.BigInteger),
        sa.Column("version", sa.String(40)),
        sa.PrimaryKeyConstraint("office", "name", name="pk_stations"),
    )
    # Answers of before have none: whoever asks again under their id may have them.
    op.add_column("answers", sa.Column("station", sa.String(64)))
