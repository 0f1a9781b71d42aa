"""What was read in articles, and what people decided of it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_table(
        "codings",
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("coding", sa.JSON(), nullable=False),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_codings_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_error"), "codings", ["error"])

    op.create_table(
        "verdicts",
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
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_verdicts_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    op.create_table(
        "names",
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["codings.article"], name=op.f("fk_names_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_acronym"), "names", ["acronym"])
    op.create_index(op.f("ix_names_kind_ends"), "names", ["kind", "ends"])
    op.create_index(op.f("ix_names_kind_folded"), "names", ["kind", "folded"])

    op.create_table(
        "places",
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["codings.article"], name=op.f("fk_places_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_code"), "places", ["code"])
    op.create_index(op.f("ix_places_geonameid"), "places", ["geonameid"])

    op.create_table(
        "quotes",
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("span", sa.JSON(), nullable=False),
        sa.Column("speaker", sa.JSON(), nullable=True),
        sa.Column("cue", sa.JSON(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("dictionary", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["codings.article"], name=op.f("fk_quotes_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_quotes")),
    )
    op.create_index(op.f("ix_quotes_folded"), "quotes", ["folded"])

    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("actor_codes", sa.Text(), nullable=False),
        sa.Column("target_codes", sa.Text(), nullable=False),
        sa.Column("date_value", sa.String(length=19), nullable=True),
        sa.Column("date_offset", sa.String(length=6), nullable=True),
        sa.Column("date_basis", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("place", sa.JSON(), nullable=True),
        sa.Column("place_code", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("future", sa.Boolean(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("claim", sa.Boolean(), nullable=False),
        sa.Column("span", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("dictionary", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["codings.article"], name=op.f("fk_reports_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(
        op.f("ix_reports_article_number"), "reports", ["article", "number"], unique=True
    )
    op.create_index(op.f("ix_reports_event_type_first_day"), "reports", ["event_type", "first_day"])
    op.create_index(op.f("ix_reports_first_day_last_day"), "reports", ["first_day", "last_day"])
