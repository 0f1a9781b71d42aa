"""Archive: the one object that scripts and the command line work with."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO, Self

from dateline.archive.connections import Connections, none_if_all
from dateline.archive.integrity.proving import Proving
from dateline.archive.lists import Listing
from dateline.archive.search import Searching
from dateline.errors import UsageError
from dateline.settings import Settings, load
from dateline.values.search.results import ALL, All

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.archive.curation.curation import Curation
    from dateline.archive.entities import Entities
    from dateline.archive.events import Events
    from dateline.archive.failures import Failures
    from dateline.archive.index import ArchiveIndex
    from dateline.archive.removal.deletions import Deletions
    from dateline.archive.removal.runs import Runs
    from dateline.archive.saved import SavedSearches
    from dateline.ingest.progress import Observer
    from dateline.ingest.reprocess import Rereading
    from dateline.values.annotations import Annotations
    from dateline.values.article import ArchivedArticle
    from dateline.values.events import AnnotatedArticle, Reannotation
    from dateline.values.listing import Counts, StoryLine
    from dateline.values.outcome import Balance


def open_archive(
    path: str | os.PathLike[str] | None = None, *, language: str | None = None
) -> Archive:
    """The archive in the folder `path`, else where DATELINE_ARCHIVE points, else in the nearest
    folder upward that holds one, else in the current folder.

    Nothing is created on disk: the first ingest creates an archive.
    """
    return Archive(load(os.fspath(path) if path else None, os.environ, language=language))


class Archive(Searching, Listing, Proving):
    """An archive of news articles: files go in, articles and answers come out.

    Use it in a `with`, or `close` it, to close its files.

    Methods raise NoArchive if nothing has been ingested yet, ArchiveBusy if another process is
    writing, and ArchiveDamaged if Dateline's own files are not as it left them.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(Connections(settings))
        self.settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def index(self) -> ArchiveIndex:
        """The search index: bring it up to date, rebuild it, check it."""
        from dateline.archive.index import ArchiveIndex

        return ArchiveIndex(self._connections)

    @property
    def deletions(self) -> Deletions:
        """What people deleted: delete articles, list what was deleted."""
        from dateline.archive.removal.deletions import Deletions

        return Deletions(self._connections)

    @property
    def failures(self) -> Failures:
        """What could not be ingested: list it, try it again."""
        from dateline.archive.failures import Failures

        return Failures(self._connections)

    @property
    def saved(self) -> SavedSearches:
        """Searches that people keep under a name."""
        from dateline.archive.saved import SavedSearches

        return SavedSearches(self._connections)

    @property
    def curation(self) -> Curation:
        """What people decide of articles and sources: tags, notes, corrections, names."""
        from dateline.archive.curation.curation import Curation

        return Curation(self._connections)

    @property
    def runs(self) -> Runs:
        """Every ingest that the archive remembers: list them, take one back."""
        from dateline.archive.removal.runs import Runs

        return Runs(self._connections)

    @property
    def events(self) -> Events:
        """The coded events, and what people say of them."""
        from dateline.archive.events import Events

        return Events(self._connections)

    @property
    def entities(self) -> Entities:
        """People and organizations over all articles, and what people decide of them."""
        from dateline.archive.entities import Entities

        return Entities(self._connections)

    def ingest(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        source: str | None = None,
        field_map: Mapping[str, str] | None = None,
        jobs: int | All = 0,
        stdin: BinaryIO | None = None,
        progress: Observer | None = None,
        again: bool = False,
    ) -> Balance:
        """Every article in the files at and below `paths` is in the archive and in its index, with
        its annotations (see `annotate`).

        `source` is the publisher's name for all of them. `field_map` says which key or column
        holds a field ({"title": "headline", "text": "story"}), for JSON, CSV and TSV that the
        known keys do not fit. `stdin` is read if a path is "-".
        `jobs` other processes do the reading (0: this one; ALL: as many as there are cores, if
        there is enough to read); a script that asks for other processes needs the usual
        `if __name__ == "__main__":`. `progress` is called with a Progress as the run goes on.
        Reading or annotating an article may take `Settings.record_timeout_s`; one that takes
        longer is a failure, and the run goes on. With `jobs` 0 that needs a call in the main
        thread. What people deleted is rejected, unless `again` is set. Raises UsageError if nothing
        could be tried at all, or if `field_map` has an unknown field.
        """
        from dateline.ingest.pipeline import ingest
        from dateline.ingest.progress import ignore

        self._connections.close_unfinished()
        return ingest(
            self.settings,
            self._connections.index,
            paths,
            source=source,
            field_map=field_map or {},
            jobs=none_if_all(jobs),
            stdin=stdin,
            observer=progress or ignore,
            again=again,
        )

    def article(self, id: str) -> ArchivedArticle:
        """The article whose id begins with `id` (four digits or more), as of its last version.
        Raises NoSuchArticle for none or several."""
        return self._connections.store().article(id)

    def versions(self, id: str) -> tuple[ArchivedArticle, ...]:
        """Every version of the article whose id begins with `id`, oldest first. Raises
        NoSuchArticle as `article`."""
        return self._connections.store().versions(id)

    def version(self, id: str, number: int) -> ArchivedArticle:
        """The version of this number of the article whose id begins with `id`; the first is 1.
        Raises NoSuchArticle as `article`, and UsageError if there is no such version."""
        versions = self.versions(id)
        for version in versions:
            if version.version == number:
                return version
        raise UsageError(
            f"{versions[-1].id} has no version {number}",
            hint=f"its last version is {versions[-1].version}",
        )

    def annotations(self, id: str) -> Annotations:
        """What was read in the last version of the article whose id begins with `id`: people,
        places, times, quotes and events. Empty for an article that is not annotated yet, as
        after an upgrade: the next ingest annotates it. Raises NoSuchArticle as `article`."""
        return self._connections.store().annotations.of(id)

    def annotated(self, id: str) -> AnnotatedArticle:
        """The annotations of an article as `annotations`, with its events, their ids and reviews,
        all as they are at one moment."""
        return self._connections.store().annotations.annotated(id)

    def copies(self, id: str) -> tuple[StoryLine, ...]:
        """The articles that are near copies of this one or of one another, in the order in
        which they were added, with the similarity of each to this one. Raises NoSuchArticle as
        `article`."""
        return self._connections.store().story(id)

    def original(self, article: ArchivedArticle) -> bytes:
        """The file that the article came in, byte for byte. Raises UsageError if it is not kept any
        more because of a deletion."""
        from dateline.archive.excerpts import whole_file_of

        return whole_file_of(self._connections.store().originals, article)

    def record(self, article: ArchivedArticle) -> bytes:
        """The part of its file that the article was read from, as it stands there: a line of JSON
        lines, an item of a list or feed, a row of a table below the names of its columns, a message
        of a mailbox, a file in a container. The file itself if it holds nothing else.

        Raises ReadError if the file cannot be read as far as that, and UsageError if there is no
        such record in it for the current readers.
        """
        from dateline.archive.excerpts import record_of

        return record_of(self._connections.store().originals, article)

    def reprocess(
        self, query: str | All = ALL, *, apply: bool = False, jobs: int = 0
    ) -> Iterator[Rereading]:
        """The articles that match the query, in all their versions, read again from
        their originals by the current readers and normalizer. The result says what would change.

        With `apply` it is changed as well, batch by batch as the iterator is consumed: versions
        hold the new reading under their old id, number and date of arrival, and the index
        follows at the end. What can no longer be read keeps its old reading. `jobs` is as for
        `ingest`. Raises QueryError for text that is not a query.
        """
        from dateline.ingest.reprocess import reprocess

        self._connections.store()  # NoArchive now, not at the first step
        ids = None if isinstance(query, All) else self.ids(query)
        reread = reprocess(self.settings, self._connections.index, ids, apply=apply, jobs=jobs)
        return self._connections.begin(reread) if apply else reread

    def reannotate(
        self, ids: Collection[str] | All = ALL, *, apply: bool = False, jobs: int | All = 0
    ) -> Iterator[Reannotation]:
        """Those of these articles (see `ids`) that the current rules and
        dictionaries have not annotated yet, annotated by them. The result says what would change.

        With `apply` it is changed as well, batch by batch as the iterator is consumed, and the
        index follows at the end; what people decided stays. `jobs` is as for `ingest`.
        """
        from dateline.ingest.reannotate import reannotate

        self._connections.store()  # NoArchive now, not at the first step
        compared = reannotate(
            self.settings,
            self._connections.index,
            none_if_all(ids),
            apply=apply,
            jobs=none_if_all(jobs),
        )
        return self._connections.begin(compared) if apply else compared

    def counts(self) -> Counts:
        """How much the archive holds."""
        return self._connections.store().counts()

    def unannotated(self) -> int:
        """How many articles the current rules and dictionaries have not annotated yet: the next
        ingest does."""
        from dateline.dictionaries.version import annotation_version

        return self._connections.store().annotations.unannotated_count(annotation_version())

    def close(self) -> None:
        """The files of the archive are closed. The next question opens them again."""
        self._connections.close()
