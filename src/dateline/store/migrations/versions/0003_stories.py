"""Stories: each article by itself, until its text has been looked at"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # A column of a foreign key could not be added to a table that others refer to, in SQLite.
    with op.batch_alter_table("articles") as articles:
        articles.add_column(
            sa.Column("story", sa.String(length=16), nullable=False, server_default="")
        )
        articles.add_column(sa.Column("text_keys", sa.LargeBinary(), nullable=True))
        articles.create_index(op.f("ix_articles_story"), ["story"])
    op.execute("UPDATE articles SET story = id")

    op.create_table(
        "text_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("arrival", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["arrival"], ["articles.arrival"], name=op.f("fk_text_keys_arrival")
        ),
        sa.PrimaryKeyConstraint("key", "arrival", name=op.f("pk_text_keys")),
        sqlite_with_rowid=False,
    )
