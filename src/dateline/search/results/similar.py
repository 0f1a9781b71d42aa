"""Articles about the same topic: those that share the most distinctive words of a text.

A word is distinctive if it is frequent in the text and rare in the archive: its weighted frequency
times its inverse document frequency (Spärck Jones, "A Statistical Interpretation of Term
Specificity", 1972). The search is for any of the most distinctive words; the engine ranks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import OneWord, Term, TermKind
from dateline.search.engines.base import Engine, EngineRequest
from dateline.search.engines.ranking import idf
from dateline.search.fields import TEXT_WEIGHTS
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import stem_terms, used_languages
from dateline.search.query.ast import And, Not, Or, Query, Value, Word
from dateline.search.results.pages import hit_with_snippets, run_query
from dateline.values.search.similar import Similar, SimilarHit

_WORDS = 25  # more of them cost time, and change the first ten little


def similar(document: Document, engine: Engine, analyzer: Analyzer, limit: int) -> Similar:
    """Up to `limit` other articles that share the document's most distinctive words, best first.
    The document need not be in the index; if it is, it is excluded."""
    distinctive = tuple(Word(word) for word in distinctive_words(document, engine, analyzer))
    if not distinctive:
        return Similar(words=(), hits=())
    words = tuple(word.text for word in distinctive)
    query: Query = (
        And((Or(distinctive), Not(Value(document.id, "id")))) if document.id else Or(distinctive)
    )
    found = run_query(query, engine, analyzer, EngineRequest(limit=limit))[0]
    matcher = Matcher(query, analyzer)
    shared = {word.text: Matcher(word, analyzer) for word in distinctive}
    return Similar(
        words=words,
        hits=tuple(
            SimilarHit(
                hit_with_snippets(match, matcher, fragments=2),
                _matching(shared, match.document),
            )
            for match in found.best
        ),
    )


def _matching(words: Mapping[str, Matcher], document: Document) -> tuple[str, ...]:
    return tuple(word for word, matcher in words.items() if matcher.matches(document))


def distinctive_words(document: Document, engine: Engine, analyzer: Analyzer) -> tuple[str, ...]:
    """The document's most distinctive words that other articles have, too: of each stem the most
    frequent form in the document, folded."""
    forms: dict[str, Counter[str]] = {}
    for part, _, text in document.blocks(None):
        for word, stem in zip(*analyzer.terms(text, document.language), strict=True):
            forms.setdefault(stem, Counter())[word] += TEXT_WEIGHTS[part]
    is_indexed = bool(document.id) and engine.frequency(Term(document.id, TermKind.VALUES, "id"))
    languages = used_languages(analyzer, engine)
    weights: dict[str, float] = {}
    for counts in forms.values():
        word = counts.most_common(1)[0][0]
        articles = engine.frequency(OneWord(tuple(stem_terms(word, None, analyzer, languages))))
        if articles > (1 if is_indexed else 0):
            weights[word] = counts.total() * idf(engine.count(), articles)
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS])
