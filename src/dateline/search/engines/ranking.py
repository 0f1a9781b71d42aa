"""Relevance: BM25, one formula and one set of constants for every engine.

A word is scored in the text of all parts of the article, each repeated as often as
`fields.TEXT_WEIGHTS` says; a phrase by its exact words in the same text; a date adds nothing. Only
what matched counts: an OR adds the scores of those of its sides that match. A word of several forms
is one word, so that a form that few articles have (a stem in another language, a misspelling) does
not count for more than the word itself.
Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the
inverse document frequency is the variant that never turns negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

# Chosen by cross-validation (docs/performance.md, "Relevance"). In short texts a second occurrence
# of a word says less: texts of 20 to 80 words lose .005 with 2.0, texts of 400 words and more with
# 1.5. tantivy has 1.2 and .75, which nothing can change.
K1_SHORT, SHORT = 1.5, 100  # words on average, up to which texts are short
K1_LONG, LONG = 2.0, 300  # and from which they are long
B = 0.75
# What forms of a word add beside the one that scores most. Measured with every word of a query as a
# pattern of all its inflected forms: better than 0 and than one sum of the frequencies.
OTHER_FORMS = 0.3


def idf(documents: int, with_term: int) -> float:
    """The weight of a term that `with_term` of `documents` documents have."""
    return log(1 + (documents - with_term + 0.5) / (with_term + 0.5))


def k1(average: float) -> float:
    """How much more often a word may occur before it adds little, among texts of so many words."""
    share = min(1.0, max(0.0, (average - SHORT) / (LONG - SHORT)))
    return K1_SHORT + share * (K1_LONG - K1_SHORT)


def norm(length: float, average: float) -> float:
    """The part of BM25's denominator that depends on the length of the text, in words."""
    return k1(average) * (1 - B + B * length / average)


def bm25(idf: float, frequency: float, length: float, average: float) -> float:
    """The score of a term that occurs `frequency` times in a text of `length` words."""
    return idf * frequency * (k1(average) + 1) / (frequency + norm(length, average))


def of_forms(scores: Sequence[float]) -> float:
    """The score of a word, from the scores of those of its forms that the document has."""
    best = max(scores)
    return best + OTHER_FORMS * (sum(scores) - best)
