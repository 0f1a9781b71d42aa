"""Articles as JSON objects, for whoever prints them or answers with them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from dateline.schemas.annotations import NO_ANNOTATIONS
from dateline.schemas.article import article_shape
from dateline.schemas.shape import as_json
from dateline.values.article import ArchivedArticle

if TYPE_CHECKING:
    from dateline.archive import Archive


def record(archive: Archive, article: ArchivedArticle) -> dict[str, Any]:
    """This version of an article as its line in an export has it, with the keys of ArticleShape;
    without annotations if it is not the current one."""
    line = io.BytesIO()
    archive.export("jsonl", line, ids=[article.id])
    current: dict[str, Any] = json.loads(line.getvalue())
    if current["version"] == article.version:
        return current
    labels = archive.curation.labels(article.id)
    return as_json(article_shape(article, NO_ANNOTATIONS, labels))
