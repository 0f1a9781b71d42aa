"""Archive: the one object that a script, the command line and the web talk to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from dateline.errors import ArchiveBusy, NoArchive, UsageError
from dateline.search.engine import Order
from dateline.search.finding import Wish, pages
from dateline.search.index import Index, Stamp
from dateline.search.language import parse
from dateline.settings import Settings, load
from dateline.values.answer import Page, PartCount

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.ingest.reprocess import Rereading
    from dateline.ingest.run import Watch
    from dateline.search.engine import Engine
    from dateline.store import Store
    from dateline.values.account import (
        ArticleLine,
        Counts,
        FailureFilter,
        IndexCheck,
        IndexInfo,
        RecordedFailure,
        SourceOrder,
        SourceSummary,
        StoryLine,
    )
    from dateline.values.article import ArchivedArticle, Article
    from dateline.values.outcome import Balance
    from dateline.values.saved import SavedSearch
    from dateline.values.similar import Similar
    from dateline.values.why import Why


def open_archive(
    path: str | os.PathLike[str] | None = None, *, language: str | None = None
) -> Archive:
    """The archive in the folder `path`, else where DATELINE_ARCHIVE points, else in the nearest
    folder upward that holds one, else in the current folder.

    Nothing is made on disk: the first ingest makes an archive where there is none.
    """
    return Archive(load(os.fspath(path) if path else None, os.environ, language=language))


def _today() -> date:
    """The day on this machine's calendar: what "yesterday" counts from."""
    return datetime.now().astimezone().date()


def _ignore(_: object) -> None:
    return None


def _only_article(path: str | os.PathLike[str]) -> Article:
    from dateline.ingest.work import read

    with open(path, "rb") as file:
        articles = read(file.read(), name=os.path.basename(os.fspath(path)))
    if len(articles) > 1:
        raise UsageError(f"there are {len(articles)} articles in {os.fspath(path)}, not one")
    return articles[0]


class Archive:
    """An archive of news articles: files go in, articles and answers come out.

    Use it in a `with`, or `close` it, to let go of the index's files.

    Methods raise NoArchive where nothing has been ingested yet, ArchiveBusy where another
    process is writing, and ArchiveDamaged where Dateline's own files are not as it left them.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._index = Index(settings.index_folder, settings.language)
        self._engine: Engine | None = None
        self._opened_stamp: Stamp | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ingest(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        source: str | None = None,
        field_map: Mapping[str, str] | None = None,
        jobs: int | None = 0,
        stdin: BinaryIO | None = None,
        reading: Watch = _ignore,
        indexing: Callable[[int], None] = _ignore,
    ) -> Balance:
        """Every article in the files at and below `paths` is in the archive and in its index.

        `source` is the publisher's name for all of them. `field_map` says which key or column
        holds a field ({"title": "headline", "text": "story"}), for JSON, CSV and TSV that the
        known keys do not fit. `stdin` is read where a path is "-".
        `jobs` other processes do the reading (0: this one; None: as many as there are cores, if
        there is enough to read); a script that asks for others needs the usual
        `if __name__ == "__main__":`. `reading` is told of progress, then `indexing` how many
        articles went into the index. Raises UsageError where nothing at all could
        be tried, or `field_map` has a field that there is not.
        """
        from dateline.ingest.job import ingest

        return ingest(
            self.settings,
            self._index,
            paths,
            source=source,
            field_map=field_map or {},
            jobs=jobs,
            stdin=stdin,
            reading=reading,
            indexing=indexing,
        )

    def search(
        self,
        text: str,
        *,
        match: Literal["all", "any"] = "all",
        plain: bool = False,
        limit: int | None = 10,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        after: str | None = None,
        facets: Iterable[str] = (),
        fragments: int = 3,
        context: int = 0,
        collapse: bool = False,
        today: date | None = None,
    ) -> Page:
        """The first `limit` articles (None: all) for a query, best first or by date, each with
        up to `fragments` snippets, `context` sentences around each.

        With match="any" not every word need be there; with plain=True the text is words only,
        whatever signs are in it. `after` is the `next` of the page before. `facets` are any of
        source, year, month, lang, section and author. With `collapse` only the first article of
        each story is shown; the total is that of articles all the same. `today` is what
        "yesterday" counts from (None: this machine's date). Raises QueryError, with the
        position, for text that is no query. An index that lacks articles is brought up to date
        first; where another process is writing just then, the page says how many changes it
        does not show.
        """
        wish = Wish(limit, Order(sort), after, tuple(facets), fragments, context, collapse)
        return next(self._pages(text, wish, match=match, plain=plain, today=today))

    def pages(
        self,
        text: str,
        *,
        match: Literal["all", "any"] = "all",
        plain: bool = False,
        limit: int = 500,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        after: str | None = None,
        fragments: int = 3,
        context: int = 0,
        collapse: bool = False,
        today: date | None = None,
    ) -> Iterator[Page]:
        """All articles for a query, `limit` a page, one page in memory at a time; the arguments
        are as for `search`. What is written meanwhile is seen or not, but in order by date no
        article comes twice."""
        wish = Wish(limit, Order(sort), after, (), fragments, context, collapse)
        return self._pages(text, wish, match=match, plain=plain, today=today)

    def count(self, text: str, *, match: Literal["all", "any"] = "all", plain: bool = False) -> int:
        """How many articles a query matches. Raises QueryError as `search`."""
        return self.search(text, match=match, plain=plain, limit=0, fragments=0).total

    def why(
        self, text: str, id: str, *, match: Literal["all", "any"] = "all", plain: bool = False
    ) -> Why:
        """Which parts of a query hold in the article whose id begins with `id`, and where, and
        how its score comes about. Raises NoSuchArticle as `article`."""
        from dateline.search.why import why

        article = self.article(id)
        query = parse(text, match=match, plain=plain, today=_today())
        return why(query, self._current(), self._index.analyzer, article.id)

    def similar(self, what: str | os.PathLike[str], *, limit: int = 10) -> Similar:
        """Up to `limit` articles that share the most telling words of another: of the one in the
        file `what`, or, where there is no such file, of the one whose id begins so. That one
        itself is left out. Raises NoSuchArticle as `article`, ReadError for a file that is no
        article, and UsageError for one with several."""
        from dateline.search.fields import document, unfiled
        from dateline.search.similar import similar

        if os.path.isfile(what):
            wanted = unfiled(_only_article(what))
        else:
            wanted = document(self.article(os.fspath(what)))
        return similar(wanted, self._current(), self._index.analyzer, limit)

    def save_search(
        self,
        name: str,
        text: str,
        *,
        match: Literal["all", "any"] = "all",
        plain: bool = False,
    ) -> None:
        """The query is kept under this name, in the database. Raises QueryError for text that
        is no query, and UsageError for a name that is taken."""
        parse(text, match=match, plain=plain, today=_today())
        with self._store() as store:
            store.save(name, text, match=match, plain=plain)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Every saved search, by name."""
        with self._store() as store:
            return store.saved()

    def saved_search(self, name: str) -> SavedSearch:
        """The saved search with this name. Raises UsageError where there is none."""
        with self._store() as store:
            return store.saved_search(name)

    def forget_search(self, name: str) -> None:
        """No saved search has this name. Raises UsageError where none had."""
        with self._store() as store:
            store.forget(name)

    def part_counts(self, text: str, *, plain: bool = False) -> tuple[PartCount, ...]:
        """For each part of a query how many articles match it alone, with like words for those
        that no article has: what to tell when nothing matched."""
        from dateline.search.hints import part_counts

        engine = self._opened()
        query = parse(text, plain=plain, today=_today())
        return part_counts(query, engine, self._index.analyzer) if engine else ()

    def explain(
        self, text: str, *, match: Literal["all", "any"] = "all", plain: bool = False
    ) -> tuple[str, str]:
        """How a query was understood, as a query with every bracket that it has, and what the
        engine is asked for it."""
        from dateline.search.formatting import format_core, format_query
        from dateline.search.plan import plan

        query = parse(text, match=match, plain=plain, today=_today())
        engine = self._opened()
        asked = format_core(plan(query, self._index.analyzer, engine).core) if engine else ""
        return format_query(query), asked

    def article(self, id: str) -> ArchivedArticle:
        """The article whose id begins with `id` (four digits or more), as of its last version.
        Raises NoSuchArticle where that is none, or several."""
        with self._store() as store:
            return store.article(id)

    def versions(self, id: str) -> tuple[ArchivedArticle, ...]:
        """Every version of the article whose id begins with `id`, oldest first. Raises
        NoSuchArticle as `article`."""
        with self._store() as store:
            return store.versions(id)

    def copies(self, id: str) -> tuple[StoryLine, ...]:
        """The articles that are near copies of this one or of one another, in the order in
        which they came in, with how alike each is to this one. Raises NoSuchArticle as
        `article`."""
        with self._store() as store:
            return store.story(id)

    def original(self, article: ArchivedArticle) -> bytes:
        """The file that the article came in, byte for byte."""
        with self._store() as store:
            return store.originals.read(article.original.sha256)

    def sources(
        self,
        *,
        start: date | None = None,
        end: date | None = None,
        sort: SourceOrder | Literal["name", "first", "last", "articles"] = "last",
    ) -> tuple[SourceSummary, ...]:
        """Who published the articles that date from `start` to `end`, both included; see
        `Store.sources` for what counts."""
        from dateline.values.account import SourceOrder

        with self._store() as store:
            return store.sources(start=start, end=end, sort=SourceOrder(sort))

    def source_articles(
        self, source: SourceSummary, *, start: date | None = None, end: date | None = None
    ) -> tuple[ArticleLine, ...]:
        """The articles of a source that `sources` counted, newest first."""
        with self._store() as store:
            return store.source_articles(source, start=start, end=end)

    def failures(self, wanted: FailureFilter | None = None) -> tuple[RecordedFailure, ...]:
        """All that could not be taken in and has not been since, by path; with `wanted`, those
        that it fits."""
        with self._store() as store:
            found = store.failures()
        return found if wanted is None else tuple(one for one in found if wanted.fits(one))

    def retry(
        self,
        wanted: FailureFilter | None = None,
        *,
        source: str | None = None,
        jobs: int | None = 0,
        reading: Watch = _ignore,
        indexing: Callable[[int], None] = _ignore,
    ) -> Balance:
        """Each failure that `wanted` fits (None: every one) was tried again, from its original
        or, where none could be kept, from its path; those that read well are gone from
        `failures`. Articles that stand beside them in a file are passed over, unless the file
        failed as a whole. What was said of a file when it failed (`source`, `field_map`) counts
        again, but for a `source` given now. The other arguments are as for `ingest`."""
        from dateline.ingest.job import failed_things, run
        from dateline.values.account import FailureFilter

        every = FailureFilter()
        with self._store() as store:
            things = failed_things(self.settings, store, wanted or every, source=source)
        return run(
            self.settings,
            self._index,
            things,
            jobs=jobs,
            reading=reading,
            indexing=indexing,
        )

    def reprocess(
        self, query: str | None = None, *, apply: bool = False, jobs: int = 0
    ) -> Iterator[Rereading]:
        """The articles that match the query (None: all), in all their versions, read again from
        their originals by the present readers and normalizer; what would change is told.

        With `apply` it is changed as well, batch by batch while this is gone through: versions
        hold the new reading under their old id, number and date of arrival, and the index
        follows at the end. What cannot be read any more keeps its old reading. `jobs` is as for
        `ingest`. Raises QueryError for text that is no query.
        """
        from dateline.ingest.reprocess import reprocess

        self._store().close()  # NoArchive now, not at the first step
        ids = None
        if query is not None:
            ids = {hit.id for hit in self.search(query, limit=None, fragments=0).hits}
        if apply:
            self.close()
        return reprocess(self.settings, self._index, ids, apply=apply, jobs=jobs)

    def counts(self) -> Counts:
        """How much the archive holds."""
        with self._store() as store:
            return store.counts()

    def indexed(self) -> int:
        """How many articles the index holds; 0 where there is no index."""
        engine = self._opened()
        return engine.count() if engine else 0

    def sync_index(self, *, indexing: Callable[[int], None] = _ignore) -> int:
        """The index holds all that the database does; return how many changes went over.
        `indexing` is told how many have by now. Raises ArchiveBusy where another process is
        writing."""
        from dateline.ingest.carry import carry
        from dateline.ingest.lock import writing_lock

        done = 0

        def carried(number: int) -> None:
            nonlocal done
            done = number
            indexing(number)

        with self._store() as store, writing_lock(self.settings.database_folder):
            self.close()
            carry(store, self._index, carried)
        return done

    def rebuild_index(
        self,
        engine: str | None = None,
        *,
        watch: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> int:
        """The index is made anew from the database, in this engine from now on (None: the one
        that it is in); return how many articles it holds.

        The old index answers until the new one is whole. A rebuild that was interrupted goes on
        where it stopped, if the database is the same. `watch` is told how many articles are in,
        and how many there are. Raises UsageError for an engine that there is not or that is not
        installed, and ArchiveBusy where another process is writing.
        """
        from dateline.ingest.lock import writing_lock
        from dateline.ingest.rebuild import rebuild
        from dateline.search.index import checked_engine

        wanted = checked_engine(engine) if engine else self._index.engine
        with self._store() as store, writing_lock(self.settings.database_folder):
            self.close()
            return rebuild(store, self._index, wanted, watch)

    def check_index(self) -> IndexCheck:
        """The ids in the database compared with those in the index. Raises ArchiveBusy where
        another process is writing."""
        from dateline.ingest.lock import writing_lock
        from dateline.values.account import IndexCheck

        with self._store() as store, writing_lock(self.settings.database_folder):
            pending, articles = store.pending_ids(), set(store.ids())
            engine = self._opened()
            indexed = set(engine.ids()) if engine else set[str]()
        return IndexCheck(
            articles=len(articles),
            indexed=len(indexed),
            pending=len(pending),
            missing=tuple(sorted(articles - indexed - pending)),
            surplus=tuple(sorted(indexed - articles)),
        )

    def index_info(self) -> IndexInfo:
        """What the index is in, what it was made with, and whether it is behind."""
        from dateline.search.index import library
        from dateline.values.account import IndexInfo

        pending, stamp = self.counts().pending, self._index.stamp
        return IndexInfo(
            engine=self._index.engine,
            library=library(self._index.engine),
            schema=stamp.schema.partition("=")[2] if stamp else "",
            analysis=stamp.analysis.partition("=")[2] if stamp else "",
            language=stamp.language if stamp else "",
            documents=self.indexed(),
            size_bytes=self._index.size_bytes(),
            behind=self._index.behind,
            pending=pending,
        )

    def close(self) -> None:
        """The index's files are let go. The archive can be used again all the same."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _pages(
        self,
        text: str,
        wish: Wish,
        *,
        match: Literal["all", "any"],
        plain: bool,
        today: date | None,
    ) -> Iterator[Page]:
        query = parse(text, match=match, plain=plain, today=today or _today())
        behind = self._catch_up() if self._index.behind else 0
        engine = self._opened()
        if engine is None:  # the very first ingest is still under way
            yield Page(query=text, total=0, hits=(), behind=behind)
            return
        for page in pages(text, query, engine, self._index.analyzer, wish):
            yield page._replace(behind=behind)

    def _current(self) -> Engine:
        """The engine, brought up to date if it can be now; raises ArchiveBusy where the very
        first ingest is still under way."""
        if self._index.behind:
            self._catch_up()
        engine = self._opened()
        if engine is None:
            raise ArchiveBusy("another process is making the index")
        return engine

    def _store(self) -> Store:
        if not self.settings.exists:
            raise NoArchive(
                f"there is no archive in {self.settings.root}",
                hint="“dateline ingest FOLDER” makes one, --archive names another place",
            )
        from pathlib import Path

        from dateline.store import Store

        return Store.open(Path(self.settings.database_folder))

    def _opened(self) -> Engine | None:
        stamp = self._index.stamp
        if stamp != self._opened_stamp:  # another process has rebuilt the index
            self.close()
        if self._engine is None:
            self._engine, self._opened_stamp = self._index.open(), stamp
        return self._engine

    def _catch_up(self) -> int:
        """Bring the index up to date; return how many changes could not be carried over."""
        from dateline.ingest.carry import carry
        from dateline.ingest.lock import writing_lock

        with self._store() as store:
            try:
                with writing_lock(self.settings.database_folder):
                    self.close()
                    carry(store, self._index)
            except ArchiveBusy:
                pass
            return store.pending_count()
