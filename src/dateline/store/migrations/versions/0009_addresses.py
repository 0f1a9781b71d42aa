"""The address of an article is apart from its key: several articles may have the same"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("articles", sa.Column("address", sa.Text(), nullable=True))
    op.create_index(op.f("ix_articles_address"), "articles", ["address"])
