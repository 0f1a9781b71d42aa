"""What the database knows of its index.

A commit of the index is announced here under a random number, before it is made, and confirmed in
the transaction that clears the changes that it holds. So the index of this database, in any state
that a crash may leave, has the number that was announced or the one that was confirmed last; a copy
of an older index, and an index whose database was replaced by another or by an older copy of it,
has neither.

The header of the database file repeats enough of this that a search need not open the database:
`application_id` is the first 31 bits of the archive's id, and `user_version` the number of the
commit that holds every change, or 0 if changes are pending: see
https://www.sqlite.org/fileformat.html. PostgreSQL has no such header: there a search asks the
database for this state, which is one row.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sqlalchemy import Connection, exists, select, update

from dateline.errors import ArchiveDamaged
from dateline.store.backends.expressions import schema_number
from dateline.store.tables.articles import IndexStateRow, PendingRow
from dateline.values.search.index_commit import IndexCommit

_MOST = 2**31  # SQLite's header fields are never negative below that


class IndexState(NamedTuple):
    """What the database knows of its index: the engine, None before there was an index, and the
    commits confirmed and announced last. `is_complete` tells whether no change is pending."""

    engine: str | None
    confirmed: IndexCommit
    announced: IndexCommit
    is_complete: bool

    def knows(self, commit: IndexCommit | None) -> bool:
        """Whether an index with this commit is this database's: it lacks nothing but what is
        pending, and has nothing else."""
        known = {(self.confirmed.archive, each.number) for each in (self.confirmed, self.announced)}
        return commit is not None and (commit.archive, commit.number) in known

    def is_all_in(self, commit: IndexCommit | None) -> bool:
        """Whether an index with this commit holds every change."""
        return self.is_complete and commit == self.confirmed


# Made once: every search asks for it, and to make it takes longer than to ask.
_STATE = select(
    IndexStateRow.archive,
    IndexStateRow.engine,
    IndexStateRow.confirmed,
    IndexStateRow.announced,
    exists(select(PendingRow.seq)),
    schema_number(),
)


def read_state(connection: Connection) -> IndexState:
    """The state, see IndexState."""
    row = connection.execute(_STATE).one_or_none()
    if row is None:
        raise ArchiveDamaged(
            "the database has lost what it knows of its index",
            hint="restore db/ from a backup",
        )
    archive, engine, confirmed, announced, has_pending, tables = row
    return IndexState(
        engine,
        IndexCommit(archive, confirmed, tables),
        IndexCommit(archive, announced, tables),
        not has_pending,
    )


def announce(connection: Connection, engine: str) -> IndexCommit:
    """A commit of the index in this engine is announced; return it."""
    number = secrets.randbelow(_MOST - 1) + 1
    connection.execute(update(IndexStateRow).values(engine=engine, announced=number))
    return read_state(connection).announced


def confirm(connection: Connection) -> None:
    """The commit that was announced last is made."""
    connection.execute(update(IndexStateRow).values(confirmed=IndexStateRow.announced))


def complete_commit(connection: Connection) -> tuple[str, int]:
    """The id of the archive, and the number of the commit that holds every change; 0 if changes are
    pending."""
    state = read_state(connection)
    return state.confirmed.archive, state.confirmed.number if state.is_complete else 0
