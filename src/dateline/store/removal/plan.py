"""What goes if versions of articles go, found before anything is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.sql import rows_with
from dateline.store.tables.articles import (
    ArticleRow,
    FailureRow,
    OccurrenceRow,
    VersionRow,
)

_T = TypeVar("_T", int, str)

Versions = Mapping[str, Collection[int]]
"""Versions of articles: their numbers, by article id."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to go. `whole` are the ids of articles that go with all their versions, `versions`
    the versions that go, also of other articles. `records` and `files` are the digests of their
    records, and of the originals that these are in, by article. `originals` are the files that
    nothing else needs, `shared` those that other articles or failures need: how many of both."""

    whole: frozenset[str]
    versions: Mapping[str, tuple[int, ...]]
    records: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[str, ...]]
    originals: frozenset[str]
    shared: Mapping[str, int]

    @property
    def partly(self) -> tuple[str, ...]:
        """The articles that stay without some of their versions."""
        return tuple(id for id in self.versions if id not in self.whole)


def planned(connection: Connection, gone: Versions) -> Plan:
    """What goes with these versions. Those that are not in the archive are left out."""
    versions, stay = dict[str, set[int]](), set[str]()
    records, files = dict[str, set[str]](), dict[str, set[str]]()
    every = select(VersionRow.article, VersionRow.number, VersionRow.original)
    for article, number, original in rows_with(connection, every, VersionRow.article, gone):
        if number in gone[article]:
            versions.setdefault(article, set()).add(number)
            files.setdefault(article, set()).add(original)
        else:
            stay.add(article)
    found = select(
        OccurrenceRow.article,
        OccurrenceRow.version,
        OccurrenceRow.record_digest,
        OccurrenceRow.original,
    )
    for article, number, record, original in rows_with(
        connection, found, OccurrenceRow.article, versions
    ):
        if number in versions[article]:
            records.setdefault(article, set()).add(record)
            files[article].add(original)
    versions = _as_they_came(connection, versions)
    originals = frozenset[str]().union(*files.values())
    needed = _needed(connection, originals, versions)
    return Plan(
        whole=frozenset(versions.keys() - stay),
        versions=_in_order(versions),
        records=_in_order(records),
        files=_in_order(files),
        originals=originals - needed.keys(),
        shared=needed,
    )


def _as_they_came(connection: Connection, versions: dict[str, set[int]]) -> dict[str, set[int]]:
    """In the order in which the articles came: so the database removes rows that lie together, and
    need not read and write each of its pages many times."""
    arrivals = rows_with(
        connection, select(ArticleRow.arrival, ArticleRow.id), ArticleRow.id, versions
    )
    return {article: versions[article] for _, article in sorted(map(tuple, arrivals))}


def _in_order(sets: dict[str, set[_T]]) -> dict[str, tuple[_T, ...]]:
    """As tuples, which take a quarter of the memory; the sets are given up one by one."""
    return {key: tuple(sorted(sets.pop(key))) for key in [*sets]}


def _needed(
    connection: Connection, originals: Collection[str], gone: Mapping[str, set[int]]
) -> dict[str, int]:
    """By how many articles and failures that stay each of these originals is needed, if it is."""
    needing = dict[str, set[object]]()
    for article, number, original in chain(
        _of(connection, VersionRow.article, VersionRow.number, VersionRow.original, originals),
        _of(
            connection,
            OccurrenceRow.article,
            OccurrenceRow.version,
            OccurrenceRow.original,
            originals,
        ),
    ):
        if number not in gone.get(article, ()):
            needing.setdefault(original, set()).add(article)
    needed = {original: len(articles) for original, articles in needing.items()}
    failures = select(FailureRow.original, func.count()).group_by(FailureRow.original)
    for original, count in rows_with(connection, failures, FailureRow.original, originals):
        needed[original] = needed.get(original, 0) + count
    return needed


def _of(
    connection: Connection,
    article: InstrumentedAttribute[str],
    number: InstrumentedAttribute[int],
    column: InstrumentedAttribute[str],
    originals: Iterable[str],
) -> Iterator[Row[*tuple[Any, ...]]]:
    return rows_with(connection, select(article, number, column), column, originals)


def all_versions_of(connection: Connection, articles: Collection[str]) -> Versions:
    """Every version of these articles."""
    found = dict[str, set[int]]()
    query = select(VersionRow.article, VersionRow.number)
    for article, number in rows_with(connection, query, VersionRow.article, articles):
        found.setdefault(article, set()).add(number)
    return found
