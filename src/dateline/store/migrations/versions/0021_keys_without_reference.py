"""The keys of texts refer to no article: SQLite would read all of them for each that is deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("fk_text_keys_arrival", "text_keys")
        return
    # Not in batch mode, which would give the table a rowid.
    op.create_table(
        "new_text_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("arrival", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "arrival", name=op.f("pk_text_keys")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO new_text_keys SELECT key, arrival FROM text_keys ORDER BY key, arrival")
    op.drop_table("text_keys")
    op.rename_table("new_text_keys", "text_keys")
