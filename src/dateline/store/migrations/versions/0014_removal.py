"""Articles can be removed: pending changes outlive them, and what was deleted is refused"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _copy_pending()
    else:
        op.drop_constraint("fk_pending_article", "pending")

    op.create_table(
        "tombstones",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision"], ["decisions.at"], name=op.f("fk_tombstones_decision")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tombstones")),
    )
    op.create_index(op.f("ix_tombstones_decision"), "tombstones", ["decision"])
    op.create_table(
        "left_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_left_files")),
    )
    op.create_table(
        "purges",
        sa.Column("begun", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("begun", name=op.f("pk_purges")),
    )
    op.add_column("originals", sa.Column("withdrawn", sa.Text(), nullable=True))


def _copy_pending() -> None:
    # No number of a change may come twice, so the counter is carried over as well.
    op.drop_index(op.f("ix_pending_article"), "pending")
    op.rename_table("pending", "pending_before")
    op.create_table(
        "pending",
        sa.Column("seq", _COUNTER, nullable=False),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_pending")),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO pending (seq, article) SELECT seq, article FROM pending_before")
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'pending'")
    op.execute("UPDATE sqlite_sequence SET name = 'pending' WHERE name = 'pending_before'")
    op.drop_table("pending_before")
    op.create_index(op.f("ix_pending_article"), "pending", ["article"])
