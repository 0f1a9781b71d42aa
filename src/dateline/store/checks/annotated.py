"""The annotations of every article against their digest."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from dateline.store.annotations.digests import annotation_digests
from dateline.store.tables.annotations import AnnotationRow
from dateline.values.archive.integrity import Checked, Damage, Part

_PAGE = 200


def damages(connection: Connection) -> Iterator[Damage | Checked]:
    """Each article whose annotations are not as they were stored; after each page how many were
    checked."""
    last = ""
    while True:
        query = select(AnnotationRow.article, AnnotationRow.digest)
        query = query.where(AnnotationRow.article > last).order_by(AnnotationRow.article)
        kept = {row.article: row.digest for row in connection.execute(query.limit(_PAGE))}
        if not kept:
            return
        last = max(kept)
        found = annotation_digests(connection, kept)
        for article, digest in kept.items():
            if found.get(article) != digest:
                yield Damage(
                    part=Part.ANNOTATION,
                    item=article,
                    problem="what was read in it is not as it was stored",
                    is_derived=True,
                )
        yield Checked(part=Part.ANNOTATION, number=len(kept))
