"""archive.curation: what people decide of articles and sources."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dateline.archive.connections import Connections
from dateline.archive.curation.correction_values import correction_values
from dateline.errors import UsageError
from dateline.values.curation.decisions import Correction, Decision, ImportReport, Labels

if TYPE_CHECKING:
    from dateline.store import Store


class Curation:
    """Tags, notes and corrections of the articles of an archive, the names of its sources, and the
    log of all decisions.

    Each decision is in the log with the person who made it (`Settings.user`) and the time, and
    searches follow it. Ids are as for `Archive.article`, whose NoSuchArticle is raised here too.
    Raises ArchiveBusy if another process is writing.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def tag(
        self, ids: Collection[str], *, add: Collection[str] = (), remove: Collection[str] = ()
    ) -> int:
        """These articles have the tags `add`, and none of the tags `remove`; return how many of
        them changed. Tags are kept in lower case. Raises UsageError for what cannot be a tag."""
        with self._connections.changing() as store:
            full = [store.full_id(id) for id in ids]
            return store.curation.tag(full, add=add, remove=remove)

    def tags(self) -> Mapping[str, int]:
        """Every tag in use, sorted, with the number of its articles."""
        return self._connections.store().curation.tags()

    def note(self, id: str, text: str) -> str:
        """The article has this note; return the time that names it. Raises UsageError for an empty
        or a very long text."""
        with self._connections.changing() as store:
            return store.curation.note(store.full_id(id), text)

    def unnote(self, id: str, at: str) -> None:
        """The note of that time is taken back. Raises UsageError if there is none."""
        with self._connections.changing() as store:
            store.curation.unnote(store.full_id(id), at)

    def labels(self, id: str) -> Labels:
        """The tags and notes of an article."""
        store = self._connections.store()
        full = store.full_id(id)
        return store.curation.labels([full])[full]

    def edit(self, id: str, values: Mapping[str, Any], *, reason: str | None = None) -> None:
        """The fields of the article have these values, in place of what was read: in all its
        versions, those to come too, and however it is read again. See `Correction` for the fields
        and their values; dates may be written in words, and None means that there is none. Raises
        UsageError for a value that a field cannot have."""
        checked = correction_values(values)
        if not checked:
            raise UsageError("nothing to correct: no field was given")
        with self._changing() as store:
            store.curation.edit(store.full_id(id), checked, reason)

    def revert(self, id: str, fields: Sequence[str], *, reason: str | None = None) -> None:
        """These fields of the article are as they were read. Raises UsageError for one that nobody
        corrected."""
        with self._changing() as store:
            store.curation.revert(store.full_id(id), fields, reason)

    def replace(self, id: str, path: str | os.PathLike[str], *, reason: str | None = None) -> None:
        """The one article in the file at `path` is the current version of the article, marked as a
        replacement. Raises UsageError for a file with no or several articles, or with a text that
        the archive has already; and ReadError if it cannot be read."""
        from dateline.archive.curation.replacement import replace_article

        replace_article(self._connections, id, path, reason)

    def corrections(self, id: str) -> tuple[Correction, ...]:
        """The corrections that an article has, one a field."""
        store = self._connections.store()
        return store.curation.corrections(store.full_id(id))

    def rename_source(self, name: str, into: str, *, reason: str | None = None) -> int:
        """Articles of the source `name`, here and to come, are listed under the name `into`;
        return how many articles that source has now. Raises UsageError if no article is of
        `name`, or if another source has the name `into` (`merge_sources` joins two)."""
        return self._rename(name, into, reason, merging=False)

    def merge_sources(self, name: str, into: str, *, reason: str | None = None) -> int:
        """Articles of the source `name`, here and to come, are of the source `into`; return how
        many articles that has now. Raises UsageError if no article is of one of them."""
        return self._rename(name, into, reason, merging=True)

    def alias_source(self, name: str, other: str, *, reason: str | None = None) -> int:
        """Articles that come from the source `other` are listed under the source `name`, also if
        there is none of them yet; return how many articles `name` has now."""
        with self._connections.changing() as store:
            return store.curation.rename_source(other, name, reason)

    def restore_source(self, name: str, *, reason: str | None = None) -> int:
        """Articles that were read as of the source `name` are listed under it again; return how
        many articles it has now. Raises UsageError if nobody gave it another name."""
        with self._connections.changing() as store:
            return store.curation.restore_source(name, reason)

    def _rename(self, name: str, into: str, reason: str | None, *, merging: bool) -> int:
        with self._connections.changing() as store:
            if not store.curation.has_source(name):
                raise UsageError(
                    f"no article is of the source “{name}”",
                    hint="“dateline sources” lists them; “sources alias” is for those to come",
                )
            there_is = store.curation.has_source(into)
            if merging and not there_is:
                raise UsageError(
                    f"no article is of the source “{into}”",
                    hint="“dateline sources rename” gives a source another name",
                )
            if there_is and not merging and name.casefold() != into.casefold():
                raise UsageError(
                    f"there is a source “{into}” already",
                    hint="“dateline sources merge” makes one of the two",
                )
            return store.curation.rename_source(name, into, reason)

    def export(self, path: str | os.PathLike[str]) -> int:
        """The file at `path` has every decision of this archive, as sorted JSON lines; returns how
        many. The file is replaced as a whole, or not at all."""
        from dateline.archive.curation.decision_file import write_file

        portable = self._connections.store().exported_decisions()
        write_file(portable, os.fspath(path))
        return len(portable)

    def import_(self, path: str | os.PathLike[str]) -> ImportReport:
        """The decisions in a file that `export` wrote hold in this archive as well, as if they had
        been made here at their times; all or none. Importing them again changes nothing. Decisions
        about articles that are not here are reported, and hold as soon as these come. Raises
        UsageError for what is not such a file."""
        from dateline.archive.curation.decision_file import read_file

        portable = read_file(os.fspath(path))
        with self._changing(alone=True) as store:
            return store.import_decisions(portable)

    def withdraw(self, times: Collection[str], *, reason: str | None = None) -> None:
        """The decisions of these times (`Decision.at`) are taken back, all or none. The archive
        is then as if they had never been made; later decisions stay. A withdrawal is a decision
        too, and can be taken back. Raises UsageError for a time of none, for a decision that was
        taken back already, and for deletions, mended files and runs that were undone."""
        with self._changing() as store:
            store.withdraw(times, reason)

    def decisions(self, id: str | None = None, *, after: str = "") -> tuple[Decision, ...]:
        """Every decision later than the time `after`, oldest first; with `id` those about one
        article, also about one that is gone, if its id is given in full."""
        return self._connections.store().curation.decisions(id, after=after)

    def last_decision(self) -> str:
        """The time of the last decision of all, or "" if there is none."""
        return self._connections.store().curation.last_decision()

    @contextmanager
    def _changing(self, *, alone: bool = False) -> Iterator[Store]:
        """The database, for a change after which articles must be annotated again; `alone` as in
        `Connections.changing`."""
        from dateline.ingest.annotate import annotate_few

        with self._connections.changing(alone=alone) as store:
            yield store
            annotate_few(store, self._connections.settings)
