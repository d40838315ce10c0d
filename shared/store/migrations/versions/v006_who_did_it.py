"""Which clerk was logged in when something happened."""

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"


def upgrade() -> None:
    """Keep the clerk beside each event; of those before nobody knows."""
    op.add_column("journal", sa.Column("clerk", sa.String(64)))
