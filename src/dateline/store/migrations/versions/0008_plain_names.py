"""Tables and columns have the names that the code uses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # SQLite's batch mode would copy these tables, and to drop the old one would take every row
    # away that refers to it. A rename keeps the data where it is.
    for table, old, new in (
        ("originals", "settled_tool", "fully_read_by"),
        ("originals", "settled_articles", "articles_read"),
        ("versions", "given", "hints"),
        ("failures", "given", "hints"),
        ("failures", "fate", "disposition"),
    ):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")

    # Nothing refers to these three: a copy has constraints of the new name.
    op.create_table(
        "occurrences",
        sa.Column("id", _COUNTER, nullable=False),
        sa.Column("record_digest", sa.String(length=64), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "version"],
            ["versions.article", "versions.number"],
            name=op.f("fk_occurrences_article_version"),
        ),
        sa.ForeignKeyConstraint(
            ["original"], ["originals.sha256"], name=op.f("fk_occurrences_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("original", "ordinal", name=op.f("uq_occurrences_original_ordinal")),
    )
    _move(
        "sightings",
        "occurrences",
        ("id", "record_digest", "original", "ordinal", "record", "article", "version"),
    )
    op.create_index(op.f("ix_occurrences_article_version"), "occurrences", ["article", "version"])
    op.create_index(op.f("ix_occurrences_record_digest"), "occurrences", ["record_digest"])

    op.create_table(
        "reviews",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_reviews_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    _move(
        "verdicts",
        "reviews",
        (
            *("id", "right", "sampled", "note", "at"),
            *("article", "event_type", "actors", "recipients", "sentence"),
        ),
    )

    op.create_table(
        "saved_searches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("plain", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_saved_searches")),
    )
    _move("saved", "saved_searches", ("name", "query", "match", "plain", "added"))

    # Four tables refer to this one, and follow it. Its own constraints keep the old name.
    op.drop_index(op.f("ix_codings_error"), "codings")
    op.rename_table("codings", "annotations")
    op.execute("ALTER TABLE annotations RENAME COLUMN coding TO search_keys")
    op.create_index(op.f("ix_annotations_error"), "annotations", ["error"])


def _move(old: str, new: str, columns: tuple[str, ...]) -> None:
    source = sa.table(old, *map(sa.column, columns))
    target = sa.table(new, *map(sa.column, columns))
    op.execute(sa.insert(target).from_select(columns, sa.select(source)))
    op.drop_table(old)
