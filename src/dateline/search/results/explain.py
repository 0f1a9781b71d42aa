"""Why an article matched: which parts of the query hold where, and what the score is made of.

The parts are told by the matcher, which says what a query means. What a term adds is asked of the
engine, term by term, so it is what the engine did and not what it should have done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.errors import NoSuchArticle
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import (
    AllOf,
    AnyOf,
    EngineQuery,
    Everything,
    NoneOf,
    PhraseTerms,
    Term,
    TermKind,
)
from dateline.search.engines.base import Engine, EngineRequest
from dateline.search.engines.entries import entries
from dateline.search.engines.ranking import idf
from dateline.search.fields import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import plan
from dateline.search.query.ast import And, Or, Phrase, Query, Value
from dateline.search.query.format import format_query
from dateline.search.results.pages import run_query
from dateline.values.why import Found, Part, Summand, Why


def why(query: Query, engine: Engine, analyzer: Analyzer, id: str) -> Why:
    """Why the query means the document with this full id, or does not. Raises NoSuchArticle
    where the engine does not hold it."""
    own = run_query(Value(id, "id"), engine, analyzer, EngineRequest(limit=1))[0].best
    if not own:
        raise NoSuchArticle(f"the index does not hold {id} yet")
    document = own[0].document
    score: float | None = None
    summands: tuple[Summand, ...] = ()
    if Matcher(query, analyzer).matches(document):
        engine_query = plan(query, analyzer, engine).engine_query
        score = engine.score(engine_query, id)
        summands = tuple(_Summing(engine, analyzer, document).summands(engine_query))
    parts = tuple(_part(part, analyzer, document) for part in dict.fromkeys(_parts(query)))
    return Why(id, document.title, score, parts, summands)


def _parts(query: Query) -> Iterator[Query]:
    """What AND and OR join; a NOT is a part as a whole."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _parts(part)
    else:
        yield query


def _part(part: Query, analyzer: Analyzer, document: Document) -> Part:
    matcher = Matcher(part, analyzer)
    places = (
        Found(
            *span[:4],
            text=document.texts[span.part][span.block][span.start : span.end],
            about=span.about,
        )
        for span in dict.fromkeys(span._replace(leaf=0) for span in matcher.spans(document))
    )
    return Part(format_query(part), matcher.matches(document), tuple(places))


class _Summing:
    """The terms that add to the score of one document."""

    def __init__(self, engine: Engine, analyzer: Analyzer, document: Document) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._document = document
        self._entries = entries(document, analyzer)
        self._bags: dict[tuple[str | None, TermKind], Counter[str]] = {}

    def summands(self, engine_query: EngineQuery) -> list[Summand]:
        """One for each term or phrase that adds, the most first; what adds by two parts of the
        query counts twice, and is named once."""
        found = Counter(self._scoring(engine_query) or ())
        made = (self._summand(node, times) for node, times in found.items())
        return sorted(made, key=lambda summand: -summand.score)

    def _scoring(self, engine_query: EngineQuery) -> list[Term | PhraseTerms] | None:
        """The nodes that add to the score; None if `engine_query` does not match the document."""
        match engine_query:
            case AllOf(parts) | AnyOf(parts):
                held = [self._scoring(part) for part in parts]
                some = [found for found in held if found is not None]
                if len(some) < len(held) if isinstance(engine_query, AllOf) else not some:
                    return None
                return [node for found in some for node in found]
            case NoneOf(part):
                return [] if self._scoring(part) is None else None
            case Everything():
                return []
            case PhraseTerms(words, field):
                phrase = Matcher(Phrase(words, field), self._analyzer)
                return [engine_query] if phrase.matches(self._document) else None
            case Term(text, TermKind.VALUES, field):
                return [] if text in self._entries.values.get(field or "", ()) else None
            case Term(text, terms, field):
                return [engine_query] if text in self._bag(field, terms) else None

    def _summand(self, node: Term | PhraseTerms, times: int) -> Summand:
        score = times * (self._engine.score(node, self._document.id) or 0.0)
        if isinstance(node, PhraseTerms):
            return Summand(f'"{" ".join(node.words)}"', TermKind.WORDS.value, node.field, score)
        bag = self._bag(node.field, node.terms)
        articles = self._engine.frequency(node)
        return Summand(
            text=node.text,
            terms=node.terms.value,
            field=node.field,
            score=score,
            articles=articles,
            idf=idf(self._engine.count(), articles),
            frequency=bag[node.text],
            length=bag.total(),
        )

    def _bag(self, field: str | None, terms: TermKind) -> Counter[str]:
        if (field, terms) not in self._bags:
            self._bags[field, terms] = self._entries.bag(field, terms)
        return self._bags[field, terms]
