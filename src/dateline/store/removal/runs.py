"""The runs that an archive remembers, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from dateline.errors import UsageError
from dateline.store.articles.write import found_in_run
from dateline.store.curation.log import DecisionLog
from dateline.store.database import Database
from dateline.store.originals import Originals
from dateline.store.removal.left_files import remove_left_files
from dateline.store.removal.undo import take_back
from dateline.store.sql import storable_path
from dateline.store.tables.articles import VersionRow
from dateline.store.tables.runs import RunRow
from dateline.values.archive.removal import Removal
from dateline.values.archive.runs import RecordedRun
from dateline.values.curation.decisions import Action, Decision


class Runs:
    """The runs of one archive: a part of its Store, whose docstring applies to every method here.
    Whoever changes something holds the archive's write lock."""

    def __init__(
        self, database: Database, originals: Originals, log: DecisionLog, now: Callable[[], str]
    ) -> None:
        self._database = database
        self._originals = originals
        self._log = log
        self._now = now

    def begin(self, what: str, paths: Sequence[str]) -> int:
        """A run over these paths has begun; return its number."""
        values = {
            "what": what,
            "by": self._log.by,
            "started": self._now(),
            "paths": list(map(storable_path, paths)),
        }
        with self._database.writing() as connection:
            made = insert(RunRow).values(values).returning(RunRow.number)
            return connection.execute(made).scalar_one()

    def end(self, number: int, balance: Mapping[str, int]) -> None:
        """The run has ended with this balance; see RecordedRun."""
        with self._database.writing() as connection:
            here = update(RunRow).where(RunRow.number == number)
            connection.execute(here.values(ended=self._now(), balance=dict(balance)))

    def found(self, number: int, originals: Collection[str]) -> None:
        """The run has found these originals, which were known before."""
        with self._database.writing() as connection:
            found_in_run(connection, originals, number)

    def all(self) -> tuple[RecordedRun, ...]:
        """Every run, oldest first; before them, what came before runs were kept, if there is any
        of it."""
        counted = select(VersionRow.run, func.count().label("versions")).group_by(VersionRow.run)
        with self._database.reading() as connection:
            here = {row.run: row.versions for row in connection.execute(counted)}
            rows = connection.execute(select(RunRow.__table__).order_by(RunRow.number)).all()
        before = [RecordedRun(number=None, versions=here[None])] if None in here else []
        runs = (
            RecordedRun(
                number=row.number,
                what=row.what,
                by=row.by,
                started=row.started,
                ended=row.ended,
                paths=tuple(row.paths),
                balance=row.balance,
                undone=row.undone,
                versions=here.get(row.number, 0),
            )
            for row in rows
        )
        return (*before, *runs)

    def last(self) -> int | None:
        """The number of the last run that was not taken back; None if there is none."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(RunRow.number)).where(RunRow.undone.is_(None)))

    def preview(self, number: int) -> Removal:
        """What `undo` would take back."""
        with self._database.trying() as connection:
            _check(connection, number)
            return take_back(connection, number, self._now())

    def undo(self, number: int) -> Removal:
        """What came only with this run is gone, as if it had never been: the same files can be
        ingested again. Returns what went. Raises UsageError for a number that no run has, and for
        a run that was taken back before."""
        with self._database.writing() as connection:
            _check(connection, number)
            removal = take_back(connection, number, self._now())
            here = update(RunRow).where(RunRow.number == number)
            connection.execute(here.values(undone=self._now()))
            self._log.add(connection, Decision(action=Action.UNDO, data={"run": number}))
        remove_left_files(self._database, self._originals)
        return removal


def _check(connection: Connection, number: int) -> None:
    undone = connection.execute(select(RunRow.undone).where(RunRow.number == number)).first()
    if undone is None:
        last = connection.scalar(select(func.max(RunRow.number)))
        hint = f"the last run is {last}" if last else "no run was kept yet"
        raise UsageError(f"there is no run {number}", hint=f"{hint}; “dateline runs” lists them")
    if undone[0] is not None:
        raise UsageError(f"run {number} was taken back on {undone[0][:10]}")
