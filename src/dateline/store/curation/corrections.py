"""Corrections of people, in place of what was read in an article.

The columns of a version hold the corrected values, so that every query sees them; `as_read` keeps
what was read. Whatever writes versions calls `apply_corrections` in the same transaction, and so a
correction survives new versions, better readers and new rules. A correction is about the article:
all its versions have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from dateline.store.articles.mapping import article_fields, article_values
from dateline.store.articles.reprocess import update_addresses
from dateline.store.curation.log import holding, logged
from dateline.store.sql import rows_with
from dateline.store.tables.articles import ArticleRow, PendingRow, VersionRow
from dateline.values.article import Article, DateCandidate, Evidence, Source
from dateline.values.curation.decisions import Action, Correction, Decision
from dateline.values.moment import Moment
from dateline.values.sources import source_key

# The columns that a correction may change, and that are kept as they were read.
_COLUMNS = (
    *("title", "subtitle", "authors", "dateline", "section", "language", "keywords"),
    *("published", "published_offset", "published_basis"),
    *("updated", "updated_offset", "updated_basis"),
    *("source_name", "source_domain", "url", "canonical_url"),
    *("dates", "evidence"),
)
# What annotations are computed from.
_ANNOTATED = frozenset(("title", "subtitle", "dateline", "language", "published"))


class SourceNames:
    """Under which names people list the sources of articles, by the source that was read.
    `were_ever_given` is true also if all were taken back."""

    def __init__(self, holding: Iterable[Decision], *, were_ever_given: bool) -> None:
        self._into: dict[str, Decision] = {}
        self.were_ever_given = were_ever_given
        for decision in holding:
            key = source_key(decision.data["name"])
            if decision.action is Action.SOURCE:
                self._into[key] = decision
            else:
                self._into.pop(key, None)

    def correction(self, source: Source) -> Correction | None:
        """The correction of a source that was read, through any number of renamings."""
        followed = [self._into[key] for key in self.chain(source.label) if key in self._into]
        if not followed or followed[-1].data["into"] == source.name:
            return None
        last = followed[-1]
        return Correction(
            field="source",
            value=last.data["into"],
            by=last.by,
            at=last.at,
            reason=last.reason,
        )

    def chain(self, name: str) -> list[str]:
        """The keys of a source that was read under this name: its own, then that of each name that
        it was given in turn, each once."""
        keys = [source_key(name)]
        while (decision := self._into.get(keys[-1])) is not None:
            key = source_key(decision.data["into"])
            if key in keys:
                break
            keys.append(key)
        return keys

    @property
    def renamed(self) -> Mapping[str, str]:
        """For each key of a source that was read, the name that it is listed under directly."""
        return {key: decision.data["into"] for key, decision in self._into.items()}


def source_names(connection: Connection) -> SourceNames:
    """What people decided of sources."""
    found = logged(connection, Action.SOURCE, Action.UNSOURCE)
    return SourceNames(holding(connection, found), were_ever_given=bool(found))


def corrections(
    connection: Connection, articles: Collection[str]
) -> dict[str, tuple[Correction, ...]]:
    """The corrections of each of these articles that ever had one: the last one of each field."""
    ever = logged(connection, Action.EDIT, Action.REVERT, Action.DELETE, articles=articles)
    found: dict[str, dict[str, Correction]] = {each.article or "": {} for each in ever}
    for decision in holding(connection, ever, articles):
        fields = found[decision.article or ""]
        if decision.action is Action.EDIT:
            fields[decision.data["field"]] = Correction(
                field=decision.data["field"],
                value=decision.data["value"],
                by=decision.by,
                at=decision.at,
                reason=decision.reason,
            )
        elif decision.action is Action.REVERT:
            fields.pop(decision.data["field"], None)
        elif not decision.data.get("versions"):  # what is here now was ingested again
            fields.clear()
    return {article: tuple(fields.values()) for article, fields in found.items()}


def corrected(
    article: Article, given: Iterable[Correction], names: SourceNames | None = None
) -> Article:
    """The article as it was read, with these corrections in it; each is the evidence of its field.
    A correction of its own source goes before what was decided of the source that was read."""
    given = list(given)
    if names is not None and all(correction.field != "source" for correction in given):
        renamed = names.correction(article.source)
        given += [renamed] if renamed else []
    for correction in given:
        article = _with(article, correction)
    return article


def _with(article: Article, correction: Correction) -> Article:
    field, value = correction.field, correction.value
    changes: dict[str, Any] = {field: value}
    text: str | None = None if value is None else str(value)
    before = getattr(article, field)
    if field in ("authors", "keywords"):
        changes[field] = tuple(value or ())
        text, before = ", ".join(value or ()) or None, ", ".join(before) or None
    elif field in ("published", "updated"):
        changes[field] = _moment(value, correction)
        changes["dates"] = _dates(article, correction, changes[field])
        before = before and before.value + (before.offset or "")
    elif field == "source":
        changes[field] = Source(name=value, domain=article.source.domain)
        before = before.label
    elif field == "url":
        changes["canonical_url"] = value
    evidence = Evidence(
        method="corrected",
        text=text,
        by=correction.by,
        at=correction.at,
        replaces=before,
        note=correction.reason,
    )
    of_fields = {**article.evidence, field: evidence}
    if field == "url":
        of_fields["canonical_url"] = evidence
    return replace(article, **changes, evidence=of_fields)


def _moment(value: str | None, correction: Correction) -> Moment | None:
    if value is None:
        return None
    cut = max(value.rfind("+"), value.rfind("-", 11))
    basis = f"corrected by {correction.by}" if correction.by else "corrected"
    if cut < 11:
        return Moment(value=value, basis=basis)
    return Moment(value=value[:cut], offset=value[cut:], basis=basis)


def _dates(
    article: Article, correction: Correction, moment: Moment | None
) -> tuple[DateCandidate, ...]:
    """The ledger of dates with the correction in it."""
    others = tuple(
        replace(candidate, chosen=False, reason="a person corrected it")
        if candidate.field == correction.field and candidate.chosen
        else candidate
        for candidate in article.dates
    )
    return (
        DateCandidate(
            field=correction.field,
            text=correction.value or "none",
            method="corrected",
            where=f"by {correction.by} at {correction.at}",
            moment=moment,
            chosen=True,
            reason=correction.reason or "a person's correction goes before what was read",
        ),
        *others,
    )


def apply_corrections(connection: Connection, articles: Collection[str]) -> set[str]:
    """Every version of these articles holds what was read in it, with the corrections of people in
    its place. Articles that change are pending; the ids of those are returned whose annotations are
    outdated by it."""
    names, given = source_names(connection), corrections(connection, articles)
    query = select(VersionRow.__table__, ArticleRow.current).join(
        ArticleRow, ArticleRow.id == VersionRow.article
    )
    # Most articles never had a correction: their rows are not read.
    concerned: Collection[str] = articles if names.were_ever_given else given
    updates, changed, outdated = [], set(), set()
    addresses: dict[str, str | None] = {}
    for row in rows_with(connection, query, VersionRow.article, concerned):
        now: dict[str, Any] = dict(row._mapping)
        read = {**now, **(row.as_read or {})}
        article = Article(**article_fields(SimpleNamespace(**read)))
        fixed = corrected(article, given.get(row.article, ()), names)
        values = {name: _plain(value) for name, value in article_values(fixed).items()}
        kept = {name: read[name] for name in _COLUMNS if values[name] != read[name]}
        different = {name for name in _COLUMNS if values[name] != now[name]}
        if not different and kept == (row.as_read or {}):
            continue
        updates.append({**values, "as_read": kept or None, "of": row.article, "at": row.number})
        if row.number == row.current:
            changed.add(row.article)
            if different & _ANNOTATED:
                outdated.add(row.article)
            if "canonical_url" in different:
                addresses[row.article] = values["canonical_url"]
    if updates:
        at = (VersionRow.article == bindparam("of")) & (VersionRow.number == bindparam("at"))
        connection.execute(update(VersionRow).where(at), updates)
    update_addresses(connection, addresses.items())
    if changed:
        connection.execute(insert(PendingRow), [{"article": id} for id in sorted(changed)])
    return outdated


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
