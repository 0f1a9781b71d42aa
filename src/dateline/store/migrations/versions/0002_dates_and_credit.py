"""The ledger of dates and the agencies' credit; () for what was filed before"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("versions") as versions:
        versions.add_column(sa.Column("credit", sa.JSON(), nullable=False, server_default="[]"))
        versions.add_column(sa.Column("dates", sa.JSON(), nullable=False, server_default="[]"))
