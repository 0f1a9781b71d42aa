"""Each version has a digest of its fields, by which damage is found"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.articles.mapping import row_digest
from dateline.store.tables.articles import VersionRow

revision = "0018"
down_revision = "0017"

_PAGE = 200


def upgrade() -> None:
    digest = sa.Column("row_digest", sa.String(64), nullable=False, server_default="")
    op.add_column("versions", digest)
    connection = op.get_bind()
    there = {column["name"] for column in sa.inspect(connection).get_columns("versions")}
    columns = [column for column in VersionRow.__table__.columns if column.name in there]
    known = sa.update(VersionRow).where(
        VersionRow.article == sa.bindparam("of"), VersionRow.number == sa.bindparam("at")
    )
    ids = connection.scalars(sa.select(VersionRow.article).distinct()).all()
    for start in range(0, len(ids), _PAGE):
        page = VersionRow.article.in_(ids[start : start + _PAGE])
        digests = [
            {"of": row.article, "at": row.number, "now": row_digest(dict(row._mapping))}
            for row in connection.execute(sa.select(*columns).where(page))
        ]
        connection.execute(known.values(row_digest=sa.bindparam("now")), digests)
