"""The database knows its index by the numbers of its commits"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    state = op.create_table(
        "index_state",
        sa.Column("archive", sa.String(length=32), nullable=False),
        sa.Column("engine", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("archive", name=op.f("pk_index_state")),
    )
    op.bulk_insert(
        state, [{"archive": secrets.token_hex(16), "engine": None, "confirmed": 0, "announced": 0}]
    )
