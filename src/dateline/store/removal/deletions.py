"""Articles that people delete, and what is left of them: who, when, why, and what is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, delete, func, select, update

from dateline.store.articles.ids import full_id
from dateline.store.curation.log import DecisionLog, decisions
from dateline.store.database import Database
from dateline.store.migrate import remove_copies
from dateline.store.originals import Originals
from dateline.store.removal.left_files import remove_left_files
from dateline.store.removal.plan import Plan, Versions, all_versions_of, planned
from dateline.store.removal.preview import previewed
from dateline.store.removal.purge import begin_purge, end_purge, is_purging
from dateline.store.removal.remove import forget_decisions, leave_files, remove
from dateline.store.removal.tombstones import any_refused, bury, refusals
from dateline.store.sql import storable
from dateline.store.tables.articles import FailureRow, OriginalRow
from dateline.store.tables.removal import LeftFileRow, TombstoneRow
from dateline.values.archive.removal import Deletion, Removal
from dateline.values.curation.decisions import Action, Decision


class Deletions:
    """The deletions of one archive: a part of its Store, whose docstring applies to every method
    here. Whoever changes something holds the archive's write lock."""

    def __init__(self, database: Database, originals: Originals, log: DecisionLog) -> None:
        self._database = database
        self._originals = originals
        self._log = log

    def preview(
        self, articles: Collection[str], versions: Collection[int] = (), *, purge: bool = False
    ) -> Removal:
        """What `delete` would remove."""
        with self._database.reading() as connection:
            plan = planned(connection, _wanted(connection, articles, versions))
            return previewed(connection, plan, purge=purge)

    def delete(
        self,
        articles: Collection[str],
        versions: Collection[int] = (),
        *,
        reason: str,
        purge: bool = False,
        queries: Collection[str] = (),
    ) -> Removal:
        """The articles with these full ids, or only these `versions` of one, are gone from the
        database, with all that people decided of them, and the same records and files are refused.

        A deletion is one entry of the log for each article, with the reason. With `purge` the files
        that others need go as well, without which those others stay; and searches saved for these
        `queries`. What is then still in the files of the archive is for `purge_database`, and for a
        new index.
        """
        with self._database.writing() as connection:
            plan = planned(connection, _wanted(connection, articles, versions))
            removal = previewed(connection, plan, purge=purge)
            if purge and plan.versions:
                begin_purge(connection, plan, queries)
            remove(connection, plan)
            self._record(connection, plan, storable(reason), purge=purge)
        remove_left_files(self._database, self._originals)
        return removal

    def _record(self, connection: Connection, plan: Plan, reason: str, *, purge: bool) -> None:
        forget_decisions(connection, plan.whole)
        going = plan.originals | (plan.shared.keys() if purge else frozenset())
        made = self._log.add(
            connection,
            *(
                Decision(
                    action=Action.DELETE,
                    article=article,
                    reason=reason,
                    data={
                        "records": list(plan.records.get(article, ())),
                        "originals": [file for file in plan.files[article] if file in going],
                        "versions": [] if article in plan.whole else list(numbers),
                    },
                )
                for article, numbers in sorted(plan.versions.items())
            ),
        )
        bury(connection, made)
        if purge and made:
            because = f"its file was deleted by {made[0].by} on {made[0].at[:10]}: {reason}"
            _withdraw(connection, plan.shared, because)

    def all(self) -> tuple[Deletion, ...]:
        """Every deletion, oldest first."""
        counted = select(TombstoneRow.decision, func.count().label("refused")).group_by(
            TombstoneRow.decision
        )
        with self._database.reading() as connection:
            refused = {row.decision: row.refused for row in connection.execute(counted)}
            return tuple(
                Deletion(
                    article=decision.article or "",
                    versions=tuple(decision.data.get("versions", ())),
                    at=decision.at,
                    by=decision.by,
                    reason=decision.reason or "",
                    refused=refused.get(decision.at, 0),
                )
                for decision in decisions(connection, Action.DELETE)
            )

    def refusal(self, sha256: str) -> str | None:
        """Why the file with this digest is refused, if it is."""
        with self._database.reading() as connection:
            return refusals(connection, [sha256]).get(sha256)

    @property
    def any_refused(self) -> bool:
        """Whether any record or file is refused."""
        with self._database.reading() as connection:
            return any_refused(connection)

    @property
    def are_unfinished(self) -> bool:
        """Whether a purge has not ended, or a file may be left that nothing needs."""
        with self._database.reading() as connection:
            left = select(LeftFileRow.sha256).limit(1)
            return is_purging(connection) or connection.scalar(left) is not None

    @property
    def is_purging(self) -> bool:
        """Whether a purge was begun and has not ended."""
        with self._database.reading() as connection:
            return is_purging(connection)

    def purge_database(self) -> None:
        """Nothing that was removed is left in the files of the database or beside the originals.
        Raises ArchiveBusy if another process still reads what was there before."""
        remove_left_files(self._database, self._originals)
        self._originals.sweep(stale_s=0)
        remove_copies(self._database)
        self._database.shrink()

    def end_purge(self) -> None:
        """A purge has removed all that was left."""
        with self._database.writing() as connection:
            end_purge(connection)

    def remove_left_files(self) -> int:
        """No original has a file that nothing needs; returns how many files were removed."""
        return remove_left_files(self._database, self._originals)


def _wanted(
    connection: Connection, articles: Collection[str], versions: Collection[int]
) -> Versions:
    if versions:
        return {full_id(connection, article): set(versions) for article in articles}
    return all_versions_of(connection, articles)


def _withdraw(connection: Connection, shared: Mapping[str, int], because: str) -> None:
    """These originals have no file any more, though versions that were read from them stay; what
    failed in them is forgotten."""
    rows = [{"of": sha256} for sha256 in shared]
    if rows:
        failed = delete(FailureRow).where(FailureRow.original == bindparam("of"))
        connection.execute(failed, rows)
        here = update(OriginalRow).where(OriginalRow.sha256 == bindparam("of"))
        connection.execute(here.values(withdrawn=because, fully_read_by=None), rows)
        leave_files(connection, shared)
