"""A review may be of an article that is not here: its decision was imported before it"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    with op.batch_alter_table("reviews") as reviews:
        reviews.drop_constraint("fk_reviews_article", type_="foreignkey")
