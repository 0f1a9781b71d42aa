"""Converts articles to rows of `versions`, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dateline.store.sql import compact_json, narrowed, rows_in, storable
from dateline.store.tables.articles import ArticleRow, LocationRow, OriginalRow, VersionRow
from dateline.values.article import (
    ArchivedArticle,
    Article,
    Caption,
    DateCandidate,
    Evidence,
    Original,
    Source,
)
from dateline.values.context import UserHints
from dateline.values.intake import IntakeItem
from dateline.values.moment import Moment
from dateline.values.sources import source_key


def version_values(item: IntakeItem) -> dict[str, Any]:
    """The columns of `versions` that follow from the item alone."""
    return {
        **article_values(item.article),
        "original": item.original.sha256,
        "ordinal": item.ordinal,
        "record": item.where and storable(item.where),
        "guid": item.guid and storable(item.guid),
        "reader": item.reader,
        "warnings": item.warnings,
    }


def article_values(article: Article) -> dict[str, Any]:
    published, updated = article.published, article.updated
    values = {
        "title": article.title,
        "subtitle": article.subtitle,
        "authors": article.authors,
        "credit": article.credit,
        "dateline": article.dateline,
        "published": published and published.value,
        "published_offset": published and published.offset,
        "published_basis": published and published.basis,
        "published_first": published and published.first_day,
        "published_last": published and published.last_day,
        "updated": updated and updated.value,
        "updated_offset": updated and updated.offset,
        "updated_basis": updated and updated.basis,
        "language": article.language,
        "section": article.section,
        "source_name": article.source.name,
        "source_domain": article.source.domain,
        "source_key": source_key(article.source.label),
        "url": article.url,
        "canonical_url": article.canonical_url,
        "summary": article.summary,
        "body": article.body,
        "captions": [_filled(caption) for caption in article.captions],
        "keywords": article.keywords,
        "paywalled": article.paywalled,
        "partial": article.partial,
        "dates": [_filled(candidate) for candidate in article.dates],
        "evidence": {name: _filled(evidence) for name, evidence in article.evidence.items()},
    }
    stored = {
        name: storable(value) if isinstance(value, str) else value for name, value in values.items()
    }
    return {**stored, "row_digest": row_digest(stored)}


def row_digest(row: Mapping[str, Any]) -> str:
    """The SHA-256 of what a row of `versions` has of an article, in hex: a change of any of these
    columns that Dateline did not make is found by it."""
    values = [row[name] for name in _DIGESTED]
    return sha256(compact_json(values).encode()).hexdigest()


_DIGESTED = (
    *("title", "subtitle", "authors", "credit", "dateline"),
    *("published", "published_offset", "published_basis"),
    *("updated", "updated_offset", "updated_basis", "language", "section"),
    *("source_name", "source_domain", "source_key", "url", "canonical_url"),
    *("summary", "body", "captions", "keywords", "paywalled", "partial", "dates", "evidence"),
)
"""Those that follow from others are left out: published_first, published_last."""


def hints_values(hints: UserHints) -> dict[str, Any]:
    """The hints as they are stored; absent ones are left out."""
    return {name: value for name, value in asdict(hints).items() if value}


def hints_of(values: dict[str, Any]) -> UserHints:
    """The hints that `hints_values` stored."""
    pairs = values.get("field_map", ())
    return UserHints(
        source=values.get("source"), field_map=tuple((field, key) for field, key in pairs)
    )


def as_stored(article: Article) -> Article:
    """The article as it would come out of the store, which replaces lone surrogates."""
    values = article_values(article)
    stored = {
        name: json.loads(compact_json(value)) if isinstance(value, list | tuple | dict) else value
        for name, value in values.items()
    }
    return Article(**article_fields(SimpleNamespace(**stored)))


def _filled(value: Caption | DateCandidate | Evidence) -> dict[str, Any]:
    """The fields that have a value, by name; a date's as a dict. `asdict` takes ten times as
    long."""
    return {
        name: {part: getattr(found, part) for part in _MOMENT} if name == "moment" else found
        for name in value.__slots__
        if (found := getattr(value, name)) is not None
    }


_MOMENT = ("value", "offset", "basis")


def _candidate(values: dict[str, Any]) -> DateCandidate:
    date = values.get("moment")
    return DateCandidate(**{**values, "moment": Moment(**date) if date else None})


def archived_articles() -> Select[*tuple[Any, ...]]:
    """A query for every version of every article. Narrow it, and pass its rows to `load`."""
    return (
        select(
            VersionRow.__table__,
            ArticleRow.copy_of,
            ArticleRow.story,
            OriginalRow.size,
            OriginalRow.media_type,
            OriginalRow.withdrawn,
        )
        .join(ArticleRow, ArticleRow.id == VersionRow.article)
        .join(OriginalRow, OriginalRow.sha256 == VersionRow.original)
    )


def load(
    connection: Connection, rows: Iterable[Row[*tuple[Any, ...]]]
) -> tuple[ArchivedArticle, ...]:
    """The articles of the rows of a narrowed `archived_articles()`, in their order."""
    rows = list(rows)
    locations = locations_of(connection, {row.original for row in rows})
    runs = _runs_of(connection, {row.article for row in rows})
    return tuple(
        _archived(row, tuple(locations.get(row.original, ())), tuple(sorted(runs[row.article])))
        for row in rows
    )


def moment(value: str | None, offset: str | None, basis: str | None) -> Moment | None:
    """The Moment stored in three columns, or None if the first is empty."""
    return None if value is None else Moment(value=value, offset=offset, basis=basis or "")


def locations_of(connection: Connection, originals: Iterable[str]) -> dict[str, list[str]]:
    """The paths that these originals were found at, oldest first."""
    found: dict[str, list[str]] = {}
    for original, path in rows_in(connection, _locations(), originals):
        found.setdefault(original, []).append(path)
    return found


@cache
def _locations() -> Select[*tuple[Any, ...]]:
    query = select(LocationRow.original, LocationRow.path).order_by(LocationRow.id)
    return narrowed(query, LocationRow.original)


def _runs_of(connection: Connection, articles: Iterable[str]) -> dict[str, set[int]]:
    """The runs that added a version of each of these articles."""
    found: dict[str, set[int]] = {article: set() for article in articles}
    for article, run in rows_in(connection, _runs(), found):
        found[article].add(run)
    return found


@cache
def _runs() -> Select[*tuple[Any, ...]]:
    query = select(VersionRow.article, VersionRow.run).where(VersionRow.run.is_not(None))
    return narrowed(query, VersionRow.article)


def _archived(
    row: Row[*tuple[Any, ...]], locations: tuple[str, ...], runs: tuple[int, ...]
) -> ArchivedArticle:
    return ArchivedArticle(
        id=row.article,
        version=row.number,
        copy_of=row.copy_of,
        story=row.story,
        added=row.added,
        replacement=bool(row.replacement),
        original=Original(
            sha256=row.original,
            size=row.size,
            media_type=row.media_type,
            locations=locations,
            record=row.record,
            withdrawn=row.withdrawn,
        ),
        runs=runs,
        **article_fields(row),
    )


def article_fields(row: Any) -> dict[str, Any]:
    """The fields of Article, from an object with the columns of `versions` as attributes."""
    return {
        "title": row.title,
        "subtitle": row.subtitle,
        "authors": tuple(row.authors),
        "credit": tuple(row.credit),
        "dateline": row.dateline,
        "published": moment(row.published, row.published_offset, row.published_basis),
        "updated": moment(row.updated, row.updated_offset, row.updated_basis),
        "language": row.language,
        "section": row.section,
        "source": Source(name=row.source_name, domain=row.source_domain),
        "url": row.url,
        "canonical_url": row.canonical_url,
        "summary": tuple(row.summary),
        "body": row.body,
        "captions": tuple(Caption(**caption) for caption in row.captions),
        "keywords": tuple(row.keywords),
        "paywalled": row.paywalled,
        "partial": row.partial,
        "dates": tuple(map(_candidate, row.dates)),
        "evidence": {name: Evidence(**evidence) for name, evidence in row.evidence.items()},
    }
