"""Why an article matched: which parts of the query match where, and what the score consists of.

The parts are evaluated by the matcher, which defines what a query means. What a term adds to the
score is asked of the engine, term by term: it is what the engine did, not what it should have done.
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
    OneWord,
    PhraseTerms,
    Term,
    TermKind,
    forms_of,
)
from dateline.search.engines.base import Engine, EngineRequest
from dateline.search.engines.entries import entries
from dateline.search.engines.ranking import idf
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import plan
from dateline.search.query.ast import And, Or, Phrase, Query, Value
from dateline.search.query.format import format_query
from dateline.search.results.pages import run_query
from dateline.values.search.why import Found, Part, Summand, Why


def why(query: Query, engine: Engine, analyzer: Analyzer, id: str) -> Why:
    """Why the query matches the document with this full id, or why not. Raises NoSuchArticle if
    the engine does not have it."""
    own = run_query(Value(id, "id"), engine, analyzer, EngineRequest(limit=1))[0].best
    if not own:
        raise NoSuchArticle(f"the index does not have {id} yet")
    document = own[0].document
    score: float | None = None
    summands: tuple[Summand, ...] = ()
    if Matcher(query, analyzer).matches(document):
        engine_query = plan(query, analyzer, engine).engine_query
        score = engine.score(engine_query, id)
        summands = tuple(_Scoring(engine, analyzer, document).summands(engine_query))
    parts = tuple(_part(part, analyzer, document) for part in dict.fromkeys(_parts(query)))
    return Why(id, document.title, score, parts, summands)


def _parts(query: Query) -> Iterator[Query]:
    """The operands of AND and OR; a NOT is one part."""
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


class _Scoring:
    """What the terms of an engine query add to the score of one document."""

    def __init__(self, engine: Engine, analyzer: Analyzer, document: Document) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._document = document
        self._entries = entries(document, analyzer)
        self._bags: dict[tuple[str | None, TermKind], Counter[str]] = {}

    def summands(self, engine_query: EngineQuery) -> list[Summand]:
        """One for each term or phrase that adds to the score, the largest first. A term that is in
        two parts of the query counts twice, in one summand."""
        nodes = Counter(self._scoring(engine_query) or ())
        summands = (self._summand(node, times) for node, times in nodes.items())
        return sorted(summands, key=lambda summand: -summand.score)

    def _scoring(self, engine_query: EngineQuery) -> list[Term | OneWord | PhraseTerms] | None:
        """The nodes that add to the score; None if `engine_query` does not match the document."""
        match engine_query:
            case AllOf(parts) | AnyOf(parts):
                of_parts = [self._scoring(part) for part in parts]
                matched = [nodes for nodes in of_parts if nodes is not None]
                required = len(parts) if isinstance(engine_query, AllOf) else 1
                if len(matched) < required:
                    return None
                return [node for nodes in matched for node in nodes]
            case NoneOf(part):
                return [] if self._scoring(part) is None else None
            case Everything():
                return []
            case PhraseTerms(words, field):
                phrase = Matcher(Phrase(words, field), self._analyzer)
                return [engine_query] if phrase.matches(self._document) else None
            case Term(text, TermKind.VALUES, field):
                return [] if text in self._entries.values.get(field or "", ()) else None
            case Term() | OneWord():
                return [engine_query] if self._forms(engine_query) else None

    def _forms(self, word: Term | OneWord) -> list[Term]:
        """Those of the word's forms that the document has."""
        return [form for form in forms_of(word) if form.text in self._bag(form.field, form.terms)]

    def _summand(self, node: Term | OneWord | PhraseTerms, times: int) -> Summand:
        score = times * (self._engine.score(node, self._document.id) or 0.0)
        if isinstance(node, PhraseTerms):
            return Summand(f'"{" ".join(node.words)}"', TermKind.WORDS.value, node.field, score)
        first, *_ = forms = self._forms(node)
        bag = self._bag(first.field, first.terms)
        articles = self._engine.frequency(node)
        return Summand(
            text=" ".join(form.text for form in forms),
            terms=first.terms.value,
            field=first.field,
            score=score,
            articles=articles,
            idf=max(form.weight for form in forms) * idf(self._engine.count(), articles),
            frequency=sum(bag[form.text] for form in forms),
            length=bag.total(),
        )

    def _bag(self, field: str | None, terms: TermKind) -> Counter[str]:
        if (field, terms) not in self._bags:
            self._bags[field, terms] = self._entries.bag(field, terms)
        return self._bags[field, terms]
