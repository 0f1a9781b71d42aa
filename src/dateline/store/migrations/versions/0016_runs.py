"""Every ingest is a run, and what it added says so"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("number", _COUNTER, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("paths", sa.JSON(), nullable=False),
        sa.Column("balance", sa.JSON(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
    )
    for table in ("versions", "occurrences", "locations", "failures"):
        op.add_column(table, sa.Column("run", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_versions_run"), "versions", ["run"])
    op.create_index(op.f("ix_occurrences_run"), "occurrences", ["run"])
    op.add_column("originals", sa.Column("found_by", sa.Text(), nullable=False, server_default="0"))
