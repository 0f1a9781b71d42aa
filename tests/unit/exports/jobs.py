"""Exports without an archive: a job, and what a form writes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.exports.job import Job
from dateline.exports.registry import Writer
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle
from dateline.values.curation.decisions import Labels


@dataclass(frozen=True)
class Originals:
    """The files of an archive, by their digest."""

    files: Mapping[str, bytes] = field(default_factory=dict)

    def original(self, article: ArchivedArticle) -> bytes:
        return self.files[article.original.sha256]

    def record(self, article: ArchivedArticle) -> bytes:
        return self.original(article)


def job_of(query: str | None = None, files: Mapping[str, bytes] | None = None) -> Job:
    """A job with these files on its shelf."""
    return Job(query=query, fields=(), made="2026-11-29T06:00:00Z", shelf=Originals(files or {}))


def written(write: Writer, *articles: ArchivedArticle, job: Job | None = None) -> bytes:
    """What a form writes for these articles, without annotations."""
    out = io.BytesIO()
    values = (ExportedArticle(article=article, labels=Labels()) for article in articles)
    write(values, out, job or job_of())
    return out.getvalue()
