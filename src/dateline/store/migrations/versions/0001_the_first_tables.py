"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
_COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("arrival", sa.BigInteger(), nullable=False),
        sa.Column("copy_of", sa.String(length=16), nullable=True),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.id"], name=op.f("fk_articles_copy_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("arrival", name=op.f("uq_articles_arrival")),
        sa.UniqueConstraint("key", name=op.f("uq_articles_key")),
    )
    op.create_index(op.f("ix_articles_copy_of"), "articles", ["copy_of"])

    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("settled_tool", sa.Text(), nullable=True),
        sa.Column("settled_articles", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_originals")),
    )
    op.create_table(
        "failures",
        sa.Column("id", _COUNTER, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["original"], ["originals.sha256"], name=op.f("fk_failures_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_original"), "failures", ["original"])
    op.create_index(op.f("ix_failures_path"), "failures", ["path"])

    op.create_table(
        "locations",
        sa.Column("id", _COUNTER, nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["original"], ["originals.sha256"], name=op.f("fk_locations_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
        sa.UniqueConstraint("original", "path", name=op.f("uq_locations_original_path")),
    )
    op.create_index(op.f("ix_locations_path"), "locations", ["path"])

    op.create_table(
        "pending",
        sa.Column("seq", _COUNTER, nullable=False),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_pending_article")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_pending")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pending_article"), "pending", ["article"])

    op.create_table(
        "versions",
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("subtitle", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=19), nullable=True),
        sa.Column("published_offset", sa.String(length=6), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=True),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("updated", sa.String(length=19), nullable=True),
        sa.Column("updated_offset", sa.String(length=6), nullable=True),
        sa.Column("updated_basis", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("source_domain", sa.Text(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("captions", sa.JSON(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("paywalled", sa.Boolean(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("text_digest", sa.String(length=64), nullable=True),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_versions_article")),
        sa.ForeignKeyConstraint(
            ["original"], ["originals.sha256"], name=op.f("fk_versions_original")
        ),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_original"), "versions", ["original"])
    op.create_index(
        op.f("ix_versions_source_key_published"), "versions", ["source_key", "published"]
    )
    op.create_index(op.f("ix_versions_text_digest"), "versions", ["text_digest"])

    op.create_table(
        "sightings",
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
            name=op.f("fk_sightings_article_version"),
        ),
        sa.ForeignKeyConstraint(
            ["original"], ["originals.sha256"], name=op.f("fk_sightings_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sightings")),
        sa.UniqueConstraint("original", "ordinal", name=op.f("uq_sightings_original_ordinal")),
    )
    op.create_index(op.f("ix_sightings_article_version"), "sightings", ["article", "version"])
    op.create_index(op.f("ix_sightings_record_digest"), "sightings", ["record_digest"])
