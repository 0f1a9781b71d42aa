"""Archive: the one object that a script, the command line and the web talk to."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from dateline.archive.held import Held, local_day
from dateline.errors import UsageError
from dateline.search.engine import Order
from dateline.search.field_values import checked_value
from dateline.search.finding import Wish, find, pages
from dateline.search.language import parse
from dateline.settings import Settings, load
from dateline.values.answer import Page, PartCount

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.archive.entities import Entities
    from dateline.archive.events import Events
    from dateline.archive.failures import Failures
    from dateline.archive.indexing import ArchiveIndex
    from dateline.archive.saved import SavedSearches
    from dateline.ingest.reprocess import Rereading
    from dateline.ingest.run import Watch
    from dateline.search.engine import Engine
    from dateline.values.account import (
        ArticleLine,
        Counts,
        SourceOrder,
        SourceSummary,
        StoryLine,
    )
    from dateline.values.annotations import Annotations
    from dateline.values.article import ArchivedArticle, Article
    from dateline.values.coded import PlaceLine, QuoteLine, Recoding
    from dateline.values.outcome import Balance
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
        self._held = Held(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def index(self) -> ArchiveIndex:
        """The search index, to be brought up to date, made anew, or checked."""
        from dateline.archive.indexing import ArchiveIndex

        return ArchiveIndex(self._held)

    @property
    def failures(self) -> Failures:
        """What could not be taken in, to be told or tried again."""
        from dateline.archive.failures import Failures

        return Failures(self._held)

    @property
    def saved(self) -> SavedSearches:
        """Searches that people keep under a name."""
        from dateline.archive.saved import SavedSearches

        return SavedSearches(self._held)

    @property
    def events(self) -> Events:
        """What was coded as having happened, and what people say of it."""
        from dateline.archive.events import Events

        return Events(self._held)

    @property
    def entities(self) -> Entities:
        """People and organizations over all articles, and what people decide of them."""
        from dateline.archive.entities import Entities

        return Entities(self._held)

    def ingest(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        source: str | None = None,
        field_map: Mapping[str, str] | None = None,
        jobs: int | None = 0,
        stdin: BinaryIO | None = None,
        reading: Watch = _ignore,
        coding: Callable[[int], None] = _ignore,
        indexing: Callable[[int], None] = _ignore,
    ) -> Balance:
        """Every article in the files at and below `paths` is in the archive and in its index, and
        what can be read in it (see `annotate`) as well.

        `source` is the publisher's name for all of them. `field_map` says which key or column
        holds a field ({"title": "headline", "text": "story"}), for JSON, CSV and TSV that the
        known keys do not fit. `stdin` is read where a path is "-".
        `jobs` other processes do the reading (0: this one; None: as many as there are cores, if
        there is enough to read); a script that asks for others needs the usual
        `if __name__ == "__main__":`. `reading` is told of progress, then `coding` how many
        articles were annotated, and `indexing` how many went into the index. Raises UsageError
        where nothing at all could be tried, or `field_map` has a field that there is not.
        """
        from dateline.ingest.job import ingest

        return ingest(
            self.settings,
            self._held.index,
            paths,
            source=source,
            field_map=field_map or {},
            jobs=jobs,
            stdin=stdin,
            reading=reading,
            coding=coding,
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
        source, year, month, lang, section, author, event and country. With `collapse` only the
        first article of each story is shown; the total is that of articles all the same. `today`
        is what "yesterday" counts from (None: this machine's date). Raises QueryError, with the
        position, for text that is no query. An index that lacks articles is brought up to date
        first; where another process is writing just then, the page says how many changes it
        does not show.
        """
        wish = Wish(limit, Order(sort), after, tuple(facets), fragments, context, collapse)
        query = parse(text, match=match, plain=plain, today=today or local_day())
        engine, behind = self._asked()
        if engine is None:  # the very first ingest is still under way
            return Page(query=text, total=0, hits=(), behind=behind)
        page = find(text, query, engine, self._held.index.analyzer, wish)
        return page._replace(behind=behind) if behind else page

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
        query = parse(text, match=match, plain=plain, today=today or local_day())
        engine, behind = self._asked()
        if engine is None:
            yield Page(query=text, total=0, hits=(), behind=behind)
            return
        for page in pages(text, query, engine, self._held.index.analyzer, wish):
            yield page._replace(behind=behind)

    def count(self, text: str, *, match: Literal["all", "any"] = "all", plain: bool = False) -> int:
        """How many articles a query matches. Raises QueryError as `search`."""
        return self.search(text, match=match, plain=plain, limit=0, fragments=0).total

    def ids(self, text: str, *, judged_wrong: bool = False) -> frozenset[str]:
        """The full ids of all articles that a query matches; with `judged_wrong` as if nobody had
        called an event of theirs wrong. Raises QueryError as `search`."""
        found = frozenset(hit.id for hit in self.search(text, limit=None, fragments=0).hits)
        if not judged_wrong:
            return found
        from dateline.search.documents import document
        from dateline.search.matching import Matcher

        with self._held.store() as store:
            others = list(map(document, store.coded.with_wrong_events()))
        matcher = Matcher(parse(text, today=local_day()), self._held.index.analyzer)
        matching = {one.id for one in others if matcher.matches(one)}
        return found.difference(one.id for one in others) | matching

    def why(
        self, text: str, id: str, *, match: Literal["all", "any"] = "all", plain: bool = False
    ) -> Why:
        """Which parts of a query hold in the article whose id begins with `id`, and where, and
        how its score comes about. Raises NoSuchArticle as `article`."""
        from dateline.search.why import why

        article = self.article(id)
        query = parse(text, match=match, plain=plain, today=local_day())
        return why(query, self._held.current_engine(), self._held.index.analyzer, article.id)

    def similar(self, what: str | os.PathLike[str], *, limit: int = 10) -> Similar:
        """Up to `limit` articles that share the most telling words of another: of the one in the
        file `what`, or, where there is no such file, of the one whose id begins so. That one
        itself is left out. Raises NoSuchArticle as `article`, ReadError for a file that is no
        article, and UsageError for one with several."""
        from dateline.search.documents import document, unfiled
        from dateline.search.similar import similar

        if os.path.isfile(what):
            wanted = unfiled(_only_article(what))
        else:
            wanted = document(self.article(os.fspath(what)))
        return similar(wanted, self._held.current_engine(), self._held.index.analyzer, limit)

    def part_counts(self, text: str, *, plain: bool = False) -> tuple[PartCount, ...]:
        """For each part of a query how many articles match it alone, with like words for those
        that no article has: what to tell when nothing matched."""
        from dateline.search.hints import part_counts

        engine = self._held.engine()
        query = parse(text, plain=plain, today=local_day())
        return part_counts(query, engine, self._held.index.analyzer) if engine else ()

    def explain(
        self, text: str, *, match: Literal["all", "any"] = "all", plain: bool = False
    ) -> tuple[str, str]:
        """How a query was understood, as a query with every bracket that it has, and what the
        engine is asked for it."""
        from dateline.search.formatting import format_core, format_query
        from dateline.search.plan import plan

        query = parse(text, match=match, plain=plain, today=local_day())
        engine = self._held.engine()
        asked = format_core(plan(query, self._held.index.analyzer, engine).core) if engine else ""
        return format_query(query), asked

    def article(self, id: str) -> ArchivedArticle:
        """The article whose id begins with `id` (four digits or more), as of its last version.
        Raises NoSuchArticle where that is none, or several."""
        with self._held.store() as store:
            return store.article(id)

    def versions(self, id: str) -> tuple[ArchivedArticle, ...]:
        """Every version of the article whose id begins with `id`, oldest first. Raises
        NoSuchArticle as `article`."""
        with self._held.store() as store:
            return store.versions(id)

    def annotations(self, id: str) -> Annotations:
        """What was read in the last version of the article whose id begins with `id`: people,
        places, times, quotes and events. Empty for an article that is not coded yet, as after
        an upgrade: the next ingest does it. Raises NoSuchArticle as `article`."""
        with self._held.store() as store:
            return store.coded.annotations(id)

    def quotes(
        self,
        ids: Collection[str] | None = None,
        *,
        speaker: str | None = None,
        limit: int | None = None,
    ) -> Iterator[QuoteLine]:
        """Up to `limit` quotes (None: all) of these articles (None: of all; see `ids`), newest
        article first; with `speaker`, those of somebody whose name has these words in it."""
        with self._held.store() as store:
            yield from store.coded.quotes(ids, speaker=speaker, limit=limit)

    def places(
        self,
        ids: Collection[str] | None = None,
        *,
        country: str | None = None,
        limit: int | None = None,
    ) -> Iterator[PlaceLine]:
        """Up to `limit` places (None: all) that these articles (None: all; see `ids`) name, those
        that most of them name first; with `country`, an ISO 3166-1 alpha-3 code, those in it.
        Raises UsageError for what is no such code."""
        if country is not None:
            checked_value("country", country)
        with self._held.store() as store:
            yield from store.coded.places(ids, country=country, limit=limit)

    def copies(self, id: str) -> tuple[StoryLine, ...]:
        """The articles that are near copies of this one or of one another, in the order in
        which they came in, with how alike each is to this one. Raises NoSuchArticle as
        `article`."""
        with self._held.store() as store:
            return store.story(id)

    def original(self, article: ArchivedArticle) -> bytes:
        """The file that the article came in, byte for byte."""
        with self._held.store() as store:
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

        with self._held.store() as store:
            return store.sources(start=start, end=end, sort=SourceOrder(sort))

    def source_articles(
        self, source: SourceSummary, *, start: date | None = None, end: date | None = None
    ) -> tuple[ArticleLine, ...]:
        """The articles of a source that `sources` counted, newest first."""
        with self._held.store() as store:
            return store.source_articles(source, start=start, end=end)

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

        self._held.store().close()  # NoArchive now, not at the first step
        ids = None if query is None else self.ids(query)
        if apply:
            self.close()
        return reprocess(self.settings, self._held.index, ids, apply=apply, jobs=jobs)

    def recode(
        self, ids: Collection[str] | None = None, *, apply: bool = False, jobs: int | None = 0
    ) -> Iterator[Recoding]:
        """Those of these articles (None: of all; see `ids`) that the present rules and
        dictionaries have not annotated yet, annotated by them; what would change is told.

        With `apply` it is changed as well, batch by batch while this is gone through, and the
        index follows at the end; what people decided stays. `jobs` is as for `ingest`.
        """
        from dateline.ingest.recode import recode

        self._held.store().close()  # NoArchive now, not at the first step
        if apply:
            self.close()
        return recode(self.settings, self._held.index, ids, apply=apply, jobs=jobs)

    def counts(self) -> Counts:
        """How much the archive holds."""
        with self._held.store() as store:
            return store.counts()

    def uncoded(self) -> int:
        """How many articles the present rules and dictionaries have not annotated yet: what the
        next ingest does."""
        from dateline.annotation import coder

        with self._held.store() as store:
            return store.coded.uncoded_count(coder())

    def close(self) -> None:
        """The index's files are let go. The archive can be used again all the same."""
        self._held.close()

    def _asked(self) -> tuple[Engine | None, int]:
        """The engine, brought up to date if it can be, and how many changes it lacks."""
        behind = self._held.catch_up() if self._held.index.behind else 0
        return self._held.engine(), behind
