"""Searching an archive."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Literal

from dateline.archive.connections import Connections, none_if_all
from dateline.errors import UsageError, unreadable
from dateline.search.engines.base import Order
from dateline.search.query.ast import Query
from dateline.search.query.parser import MatchMode
from dateline.search.results.pages import PageRequest, find, pages
from dateline.values.search.results import ALL, All, Completion, Page, PartCount

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.ingest.progress import Observer
    from dateline.search.engines.base import Engine
    from dateline.values.archive.receipts import Receipt, Replay
    from dateline.values.article import Article
    from dateline.values.search.similar import Similar
    from dateline.values.search.why import Why

_NONE: Mapping[str, object] = MappingProxyType({})


class Searching:
    """The methods of an archive that search. An index that lacks articles is brought up to date
    first."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def search(
        self,
        text: str,
        *,
        match: MatchMode = "all",
        plain: bool = False,
        limit: int | All = 10,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        after: str | None = None,
        facets: Iterable[str] = (),
        fragments: int = 3,
        context: int = 0,
        collapse: bool = False,
        today: date | None = None,
    ) -> Page:
        """The first `limit` articles that match a query, best first or by date, each with up to
        `fragments` snippets, with `context` sentences around each.

        With match="any" one of the words is enough; with plain=True the text is words only, and
        its signs mean nothing. `after` is the `next` of the previous page. `facets` are any of
        source, year, month, week, day, lang, section, author, tag, event and country. With
        `collapse` only the first article of each story is shown; the total still counts articles.
        "yesterday" is counted from `today` (None: this machine's date). Raises QueryError, with the
        position, for text that is not a query. An index that lacks articles is brought up to date
        first; if another process is writing at that moment, the page says how many changes it
        lacks.
        """
        request = PageRequest(
            none_if_all(limit), Order(sort), after, tuple(facets), fragments, context, collapse
        )
        query, engine, stale = self._ask(text, match, plain, today)
        if engine is None:
            return Page(query=text, total=0, hits=(), stale=stale)
        page = find(text, query, engine, self._connections.index.analyzer, request)
        return page._replace(stale=stale) if stale else page

    def pages(
        self,
        text: str,
        *,
        match: MatchMode = "all",
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
        are as for `search`. What is written meanwhile is included or not, but in order by date no
        article comes twice."""
        request = PageRequest(limit, Order(sort), after, (), fragments, context, collapse)
        query, engine, stale = self._ask(text, match, plain, today)
        if engine is None:
            return iter((Page(query=text, total=0, hits=(), stale=stale),))
        found = pages(text, query, engine, self._connections.index.analyzer, request)
        return (page._replace(stale=stale) for page in found)

    def count(self, text: str, *, match: MatchMode = "all", plain: bool = False) -> int:
        """How many articles a query matches. Raises QueryError as `search`, and ArchiveBusy while
        another process makes the index of this archive."""
        page = self.search(text, match=match, plain=plain, limit=0, fragments=0)
        if page.stale:
            self._connections.current_engine()
        return page.total

    def ids(
        self,
        text: str,
        *,
        match: MatchMode = "all",
        plain: bool = False,
        judged_wrong: bool = False,
    ) -> frozenset[str]:
        """The full ids of all articles that a query matches; `match` and `plain` are as for
        `search`. With `judged_wrong`, events that are marked as wrong count as well. Raises
        QueryError as `search`."""
        from dateline.archive.ids import article_ids

        query = self._connections.parsed(text, match=match, plain=plain)
        return article_ids(self._connections, query, with_wrong=judged_wrong)

    def export(
        self,
        form: str,
        out: str | os.PathLike[str] | BinaryIO,
        query: str | None = None,
        *,
        match: MatchMode = "all",
        plain: bool = False,
        ids: Collection[str] | All = ALL,
        fields: Sequence[str] = (),
        progress: Observer | None = None,
    ) -> int:
        """The articles that a query matches, or these (full ids, see `ids`), are written in a form
        of `exports/registry.py`, newest first; return how many they are. Of a form of events, their
        events: those that the query asks for, and none that is marked as wrong. `match` and `plain`
        are as for `search`.

        `out` is the file to write, the folder for a form that is one, or an open binary file. A
        file or folder is there as a whole or, after an error, not at all; if nothing is found,
        nothing is written. `fields` are those to write, in this order (none: all), and `progress`
        is called with a Progress for each article. Memory does not grow with their number.

        Raises QueryError for text that is not a query; UsageError for an unknown form or field, a
        place that cannot be written, and a form whose package is not installed.
        """
        from dateline.archive.exporting import Asked, export
        from dateline.ingest.progress import ignore

        if query is not None:
            matching = self.ids(query, match=match, plain=plain)
            ids = matching if isinstance(ids, All) else matching.intersection(ids)
        asked = Asked(ids=ids, query=query, match=match, plain=plain)
        return export(self._connections, form, out, asked, tuple(fields), progress or ignore)

    def receipt(
        self,
        text: str,
        file: str | os.PathLike[str],
        *,
        match: MatchMode = "all",
        plain: bool = False,
        today: date | None = None,
        options: Mapping[str, object] = _NONE,
    ) -> Receipt:
        """The file says what this search finds: the query, the state of the archive, the versions
        of the rules, and of each article that matches its id, version and digests. It is replaced
        as a whole, or not at all. `options` are kept with it: what else was asked for.

        Raises QueryError as `search`, and ArchiveBusy while anything is written to the archive: a
        receipt is exact.
        """
        from dateline.archive.receipts.replay import write

        return write(
            self._connections, text, file, match=match, plain=plain, today=today, options=options
        )

    def replay(self, file: str | os.PathLike[str]) -> Replay:
        """The search of a receipt, made again: which articles match now and did not, match no
        more, or have another version, content or original; and why, as far as it is known.
        "yesterday" is still the day before the receipt. Raises UsageError for what is not a
        receipt, and ArchiveBusy as `receipt`."""
        from dateline.archive.receipts.replay import replay

        return replay(self._connections, file)

    def why(self, text: str, id: str, *, match: MatchMode = "all", plain: bool = False) -> Why:
        """Which parts of a query match the article whose id begins with `id`, where they match,
        and what its score is made of. Raises NoSuchArticle as `Archive.article`."""
        from dateline.search.results.explain import why

        article = self._connections.store().article(id)
        query = self._connections.parsed(text, match=match, plain=plain)
        return why(
            query, self._connections.current_engine(), self._connections.index.analyzer, article.id
        )

    def similar(self, what: str | os.PathLike[str], *, limit: int = 10) -> Similar:
        """Up to `limit` articles that share the most distinctive words of another article: of the
        one in the file `what` or, if there is no such file, of the one whose id begins with
        `what`. That article itself is left out. Raises NoSuchArticle as `Archive.article`,
        ReadError for a file that is not an article, and UsageError for a file with several."""
        from dateline.search.documents import document, unarchived_document
        from dateline.search.results.similar import similar

        if os.path.isfile(what):
            wanted = unarchived_document(_only_article(what))
        else:
            store = self._connections.store()
            article = store.article(os.fspath(what))
            keys = store.annotations.search_keys([article.id])
            wanted = document(article, keys[article.id])
        return similar(
            wanted, self._connections.current_engine(), self._connections.index.analyzer, limit
        )

    def part_counts(self, text: str, *, plain: bool = False) -> tuple[PartCount, ...]:
        """For each of the first 50 parts of a query, how many articles match it alone, with similar
        spellings for the first words that no article has: what to show if nothing matched."""
        from dateline.search.results.suggestions import part_counts

        engine = self._connections.engine()
        query = self._connections.parsed(text, plain=plain)
        return part_counts(query, engine, self._connections.index.analyzer) if engine else ()

    def explain(
        self, text: str, *, match: MatchMode = "all", plain: bool = False
    ) -> tuple[str, str]:
        """How a query was understood, as a query with all its brackets, and what the engine is
        asked for."""
        from dateline.search.planner import plan
        from dateline.search.query.format import format_engine_query, format_query

        query = self._connections.parsed(text, match=match, plain=plain)
        engine = self._connections.engine()
        asked = (
            format_engine_query(plan(query, self._connections.index.analyzer, engine).engine_query)
            if engine
            else ""
        )
        return format_query(query), asked

    def in_words(self, text: str, *, match: MatchMode = "all", plain: bool = False) -> str:
        """What a query asks for, in plain words. Raises QueryError as `search`."""
        from dateline.search.query.words import in_words

        return in_words(self._connections.parsed(text, match=match, plain=plain))

    def completions(self, typed: str, *, quoted: bool = True) -> Iterator[Completion]:
        """What the last word of a query may become, of which this much was typed: fields by their
        beginning; after a colon values of the field, such as sources, tags, authors and names, most
        articles first. Without `quoted`, words have hyphens between them instead of quotes around
        them, where that means the same: for shells."""
        from dateline.archive.completing import completions

        return completions(self._connections, typed, quoted=quoted)

    def _ask(
        self, text: str, match: MatchMode, plain: bool, today: date | None
    ) -> tuple[Query, Engine | None, int]:
        """The query, the engine, brought up to date if possible, and how many changes it lacks.
        There is no engine while the first ingest of the archive is running."""
        query = self._connections.parsed(text, match=match, plain=plain, today=today)
        engine, stale = self._connections.caught_up()
        if engine is None:  # and so it lacks everything
            stale = self._connections.store().counts().articles
        return query, engine, stale


def _only_article(path: str | os.PathLike[str]) -> Article:
    from dateline.reading import read

    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise unreadable(os.fspath(path), error) from error
    articles = read(content, name=os.path.basename(os.fspath(path)))
    if len(articles) > 1:
        raise UsageError(f"there are {len(articles)} articles in {os.fspath(path)}, not one")
    return articles[0]
