"""Articles are of one source if their source has one name, or no name and one domain"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.values.sources import source_key

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    names = ("source_name", "source_domain", "source_key")
    versions = sa.table("versions", *map(sa.column, names))
    name, domain = versions.c.source_name, versions.c.source_domain
    connection = op.get_bind()
    for row in connection.execute(sa.select(name, domain).distinct()).all():
        key = source_key(row.source_name or row.source_domain or "unknown")
        same = name.is_not_distinct_from(row.source_name)
        same &= domain.is_not_distinct_from(row.source_domain)
        connection.execute(sa.update(versions).where(same).values(source_key=key))
