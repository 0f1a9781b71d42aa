"""The annotations of an article have a digest, by which damage is found"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    digest = sa.Column("digest", sa.String(64), nullable=False, server_default="")
    op.add_column("annotations", digest)
