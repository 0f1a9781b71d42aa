"""The store's part for what people decide of articles and sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dateline.errors import UsageError
from dateline.store.articles.ids import full_id
from dateline.store.articles.mapping import hints_of
from dateline.store.curation.corrections import (
    apply_corrections,
    corrections,
    source_names,
)
from dateline.store.curation.labels import (
    checked_note,
    checked_tag,
    labels,
    tag_counts,
    tagging,
)
from dateline.store.curation.log import DecisionLog, decisions, logged
from dateline.store.database import Database
from dateline.store.tables.articles import (
    IS_CURRENT,
    ArticleRow,
    OccurrenceRow,
    PendingRow,
    VersionRow,
)
from dateline.store.tables.curation import DecisionRow
from dateline.values.context import UserHints
from dateline.values.curation.decisions import Action, Correction, Decision, Labels
from dateline.values.sources import source_key


class CurationStore:
    """What people decided in one archive: a part of its Store, whose docstring applies to every
    method here. Ids of articles are full ids. `reason` says why, in a person's words."""

    def __init__(
        self,
        database: Database,
        log: DecisionLog,
        forget_annotations: Callable[[Connection, Collection[str]], None],
    ) -> None:
        self._database = database
        self._log = log
        self._forget_annotations = forget_annotations

    # Tags and notes

    def labels(self, articles: Collection[str]) -> Mapping[str, Labels]:
        """The tags and notes of each of these articles, by id."""
        with self._database.reading() as connection:
            return labels(connection, articles)

    def tags(self) -> dict[str, int]:
        """Every tag in use, sorted, with the number of its articles."""
        with self._database.reading() as connection:
            return tag_counts(connection)

    def tag(
        self,
        articles: Collection[str],
        *,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
    ) -> int:
        """These articles have the tags `add` and lack the tags `remove`; return how many of them
        changed. Raises UsageError for what cannot be a tag, or is in both."""
        adding, removing = {checked_tag(tag) for tag in add}, {checked_tag(tag) for tag in remove}
        if both := adding & removing:
            raise UsageError(f"“{min(both)}” is to be added and removed")
        with self._database.writing() as connection:
            changes = tagging(labels(connection, articles), sorted(adding), sorted(removing))
            changed = {change.article for change in changes if change.article}
            self._decide(connection, changes, changed)
        return len(changed)

    def note(self, article: str, text: str) -> str:
        """The article has this note; return the time that names it. Raises UsageError for an empty
        or a very long one."""
        decision = Decision(action=Action.NOTE, article=article, data={"text": checked_note(text)})
        with self._database.writing() as connection:
            (logged,) = self._decide(connection, [decision], [article])
        return logged.at

    def unnote(self, article: str, at: str) -> None:
        """The note that was written at this time is taken back. Raises UsageError if the article
        has none from that time."""
        decision = Decision(action=Action.UNNOTE, article=article, data={"note": at})
        with self._database.writing() as connection:
            if at not in {note.at for note in labels(connection, [article])[article].notes}:
                raise UsageError(f"the article has no note of {at}")
            self._decide(connection, [decision], [article])

    # Corrections

    def corrections(self, article: str) -> tuple[Correction, ...]:
        """The corrections that the article has, one a field."""
        with self._database.reading() as connection:
            return corrections(connection, [article]).get(article, ())

    def edit(self, article: str, values: Mapping[str, Any], reason: str | None) -> None:
        """The fields of the article have these values, see `Correction`, which were checked: now,
        in later versions, and however it is read again."""
        self._correct(
            article,
            [
                Decision(
                    action=Action.EDIT,
                    article=article,
                    data={"field": field, "value": value},
                    reason=reason,
                )
                for field, value in values.items()
            ],
        )

    def revert(self, article: str, fields: Sequence[str], reason: str | None) -> None:
        """These fields of the article are as they were read. Raises UsageError for one that nobody
        corrected."""
        given = {correction.field for correction in self.corrections(article)}
        if missing := [field for field in fields if field not in given]:
            raise UsageError(
                f"nobody corrected the field “{missing[0]}” of this article",
                hint=f"corrected: {', '.join(sorted(given))}" if given else None,
            )
        self._correct(
            article,
            [
                Decision(
                    action=Action.REVERT, article=article, data={"field": field}, reason=reason
                )
                for field in fields
            ],
        )

    def _correct(self, article: str, changes: Sequence[Decision]) -> None:
        with self._database.writing() as connection:
            self._log.add(connection, *changes)
            self.apply(connection, [article])

    def apply(self, connection: Connection, articles: Collection[str]) -> None:
        """These articles are as people corrected them; their annotations are deleted where these
        depend on what changed. For transactions that write versions."""
        self._forget_annotations(connection, apply_corrections(connection, articles))

    def replace(self, article: str, record: str, reason: str | None) -> UserHints:
        """The record with this digest, which is not known yet, will be a version of the article as
        soon as it is ingested; return what a person said of the file of the current version.
        Raises UsageError if the record is known already."""
        decision = Decision(
            action=Action.REPLACE, article=article, data={"record": record}, reason=reason
        )
        known = select(OccurrenceRow.article).where(OccurrenceRow.record_digest == record)
        with self._database.writing() as connection:
            if other := connection.scalar(known.limit(1)):
                raise UsageError(
                    "the archive has this text already, in this article"
                    if other == article
                    else f"the archive has this text already, as the article {other}",
                    hint=None if other == article else "“dateline runs undo” takes an ingest back",
                )
            earlier = decisions(connection, Action.REPLACE, articles=[article])
            if not earlier or earlier[-1].data != decision.data:  # else it was stopped after this
                self._log.add(connection, decision)
            hints = select(VersionRow.hints).join(ArticleRow, IS_CURRENT)
            return hints_of(connection.scalar(hints.where(ArticleRow.id == article)) or {})

    # Sources

    def source_names(self) -> tuple[Decision, ...]:
        """What people decided of sources, oldest first."""
        with self._database.reading() as connection:
            return tuple(decisions(connection, Action.SOURCE, Action.UNSOURCE))

    def rename_source(self, name: str, into: str, reason: str | None) -> int:
        """Articles of the source `name`, those that are here and those to come, are listed under
        the name `into`; return how many here have it now. Raises UsageError for two names of one
        source, and for names without a letter or digit."""
        if not any(char.isalnum() for char in into):
            raise UsageError(f"{into!r} is not a name")
        if source_key(name) == source_key(into) and name == into:
            raise UsageError(f"“{name}” has that name already")
        data = {"name": name, "into": into}
        return self._rename(Decision(action=Action.SOURCE, data=data, reason=reason), into)

    def restore_source(self, name: str, reason: str | None) -> int:
        """Articles that were read as of the source `name` are listed under it again; return how
        many those are. Raises UsageError if nobody gave it another name."""
        with self._database.reading() as connection:
            renamed = source_names(connection).renamed
        if source_key(name) not in renamed:
            raise UsageError(f"nobody gave the source “{name}” another name")
        decision = Decision(action=Action.UNSOURCE, data={"name": name}, reason=reason)
        return self._rename(decision, name)

    def _rename(self, decision: Decision, into: str) -> int:
        with self._database.writing() as connection:
            listed = source_names(connection).chain(decision.data["name"])
            self._log.add(connection, decision)
            versions = select(VersionRow.article).where(VersionRow.source_key.in_(listed))
            self.apply(connection, set(connection.scalars(versions)))
            return _articles_of(connection, into)

    def has_source(self, name: str) -> bool:
        """Whether an article is listed under this source."""
        with self._database.reading() as connection:
            return _articles_of(connection, name) > 0

    # The log

    def decisions(self, article: str | None = None, *, after: str = "") -> tuple[Decision, ...]:
        """Every decision later than `after`, oldest first; of one article whose id begins with
        `article`, also of one that is deleted, if it is given in full."""
        with self._database.reading() as connection:
            if article is None:
                return tuple(logged(connection, after=after))
            if not logged(connection, articles=[article]):
                article = full_id(connection, article)
            return tuple(logged(connection, articles=[article], after=after))

    def last_decision(self) -> str:
        """The time of the last decision, or ""."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(DecisionRow.at))) or ""

    def _decide(
        self, connection: Connection, changes: Sequence[Decision], changed: Collection[str]
    ) -> list[Decision]:
        """The decisions are in the log; the articles that they change are pending."""
        logged = self._log.add(connection, *changes) if changes else []
        if changed:
            rows = [{"article": article} for article in sorted(changed)]
            connection.execute(insert(PendingRow), rows)
        return logged


def _articles_of(connection: Connection, source: str) -> int:
    """How many articles are listed under this source."""
    query = select(func.count()).select_from(ArticleRow).join(VersionRow, IS_CURRENT)
    return connection.scalar(query.where(VersionRow.source_key == source_key(source))) or 0
