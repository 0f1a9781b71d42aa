"""A version says why its text is incomplete"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("versions", sa.Column("partial", sa.Text(), nullable=True))
    op.create_index(
        "ix_versions_partial",
        "versions",
        ["article", "number"],
        sqlite_where=sa.text("partial IS NOT NULL"),
        postgresql_where=sa.text("partial IS NOT NULL"),
    )
