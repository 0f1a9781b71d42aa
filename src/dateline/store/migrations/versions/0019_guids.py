"""A version has the publisher's own name for its article, which feeds state"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("versions", sa.Column("guid", sa.Text(), nullable=True))
