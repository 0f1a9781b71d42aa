"""What a person said of the files; for what was filed before, the source where one was given"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name in ("versions", "failures"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("given", sa.JSON(), nullable=False, server_default="{}"))
    names = ("article", "number", "source_name", "evidence", "given")
    versions = sa.table("versions", *(sa.column(name) for name in names))
    named = sa.select(versions).where(
        sa.cast(versions.c.evidence, sa.Text).like('%"method":"given"%')
    )
    connection = op.get_bind()
    for row in connection.execute(named).all():
        if json.loads(row.evidence).get("source", {}).get("method") == "given":
            one = (versions.c.article == row.article) & (versions.c.number == row.number)
            given = json.dumps({"source": row.source_name}, ensure_ascii=False)
            connection.execute(sa.update(versions).where(one).values(given=given))
