"""A step that stops half way until it is told to go on."""

import sys

import sqlalchemy as sa
from alembic import op

from shared.store.upgrade import LAST

revision = "900"
down_revision = LAST


def upgrade():
    with op.batch_alter_table("offices") as offices:
        offices.add_column(sa.Column("slow", sa.Integer))
    op.execute("UPDATE offices SET slow = 1, seq = seq + 1000")
    sys.stdout.write("half way\n")
    sys.stdout.flush()
    sys.stdin.readline()
