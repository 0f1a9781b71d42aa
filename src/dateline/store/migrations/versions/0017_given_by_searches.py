"""What a saved search has given is kept, so that it can give what is new"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "given",
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["search"],
            ["saved_searches.name"],
            name=op.f("fk_given_search"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article", "version"],
            ["versions.article", "versions.number"],
            name=op.f("fk_given_article_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("search", "article", "version", name=op.f("pk_given")),
    )
    op.create_index(op.f("ix_given_article_version"), "given", ["article", "version"])
