"""One log of what people decide: of entities, events and saved searches so far"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    connection = op.get_bind()
    entries = []
    reviews = sa.table(
        "reviews",
        *map(sa.column, ("id", "right", "sampled", "note", "at", "article", "event_type")),
        *(sa.column(name, sa.JSON) for name in ("actors", "recipients")),
        sa.column("sentence"),
    )
    for row in connection.execute(sa.select(reviews)).mappings():
        data = {
            "event": row["id"],
            "right": bool(row["right"]),
            "sampled": bool(row["sampled"]),
            "note": row["note"],
            "type": row["event_type"],
            "actors": row["actors"],
            "recipients": row["recipients"],
            "sentence": row["sentence"],
        }
        entries.append((row["at"], "review", row["article"], data))
    for row in connection.execute(sa.text("SELECT * FROM decisions ORDER BY id")).mappings():
        data = {name: row[name] for name in ("change", "kind", "name", "other")}
        entries.append((row["at"], "entity", None, data))
    for row in connection.execute(sa.text("SELECT * FROM saved_searches")).mappings():
        data = {name: row[name] for name in ("name", "query", "match")}
        entries.append((row["added"], "save", None, {**data, "plain": bool(row["plain"])}))
    op.drop_table("decisions")
    decisions = op.create_table(
        "decisions",
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=16), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("at", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_article"), "decisions", ["article"])
    op.create_index(op.f("ix_decisions_action_at"), "decisions", ["action", "at"])
    # Times were to the second: those of one second are numbered in the order of the old rows.
    rows = []
    for number, (at, action, article, data) in enumerate(sorted(entries, key=lambda row: row[0])):
        second = at.rstrip("Z").partition(".")[0]
        rows.append(
            {
                "at": f"{second}.{number % 1_000_000:06}Z",
                "by": "",
                "action": action,
                "article": article,
                "data": data,
                "reason": None,
            }
        )
    op.bulk_insert(decisions, rows)

    op.add_column("versions", sa.Column("as_read", sa.JSON(), nullable=True))
    op.add_column("versions", sa.Column("replacement", sa.Boolean(), nullable=True))
