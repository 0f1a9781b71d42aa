"""The work that a query is, counted before it begins: what is answered and what is refused."""

from __future__ import annotations

import pytest

from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import OneWord, Term
from dateline.search.planner import plan
from dateline.search.query.parser import parse

ANALYZER = Analyzer("en")


class _Common:
    """The terms of an index of many articles; each word is in this share of them."""

    def __init__(self, articles: int, share: float = 1) -> None:
        self._articles = articles
        self._having = int(share * articles)

    def terms(self, field: str | None, *_: object) -> dict[str, int]:
        return {"en": self._articles} if field == "lang" else {}

    def frequency(self, _word: Term | OneWord) -> int:
        return self._having

    def count(self) -> int:
        return self._articles


IN_TEXTS = [
    "the SAMESENT of",
    "NOT (the SAMESENT of)",
    "the NEAR/1000 of",
    "ATLEAST/30 the",
    "body:the",
    "the NOT (ATLEAST/2 of)",
]


@pytest.mark.parametrize("articles", [1, 20_000, 2_000_000])
@pytest.mark.parametrize(
    ("query", "share"),
    [
        *((query, 0.37) for query in IN_TEXTS),
        ("a* SAMESENT the", 0.31),
        ("(the NEAR/9 of) OR " + " OR ".join(f"word{number}" for number in range(150)), 0.18),
        ("lead:the", 1),
        (" OR ".join(f"word{number}" for number in range(250)), 1),
        ("the " + " ".join(f"NOT word{number}" for number in range(250)), 1),
        (" OR ".join(f'"the of{number}"' for number in range(20)), 1),
    ],
)
def test_what_can_be_searched_in_an_archive_of_any_size(
    query: str, share: float, articles: int
) -> None:
    """The texts of more than a third of all articles can be looked into, for words that are in so
    many; the first paragraphs of all; words and phrases that each article has."""
    plan(parse(query), ANALYZER, _Common(articles, share))


_MANY_WORDS = " OR ".join(f"=word{number}" for number in range(320))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        *((query, "000 articles are too many to look into") for query in IN_TEXTS),
        (" OR ".join(f'"the of{number}"' for number in range(26)), "26 phrases"),
        (_MANY_WORDS, "too many articles together"),
        ("the " + " ".join(f"NOT word{number}" for number in range(320)), "too many articles"),
        (" OR ".join(f"(the NOT a{n}) OR (NOT b{n})" for n in range(200)), "too many articles"),
    ],
)
def test_a_query_that_takes_too_long_is_refused(query: str, words: str) -> None:
    """It says what is too much, and that rarer words are not: the same query is answered where
    few articles have the words, and in a small archive."""
    for articles in (20_000, 2_000_000):
        with pytest.raises(UsageError, match=words) as raised:
            plan(parse(query), ANALYZER, _Common(articles))
        assert "rarer words" in str(raised.value.hint)
        plan(parse(query), ANALYZER, _Common(articles, 0.01))
    plan(parse(query), ANALYZER, _Common(2_000))


@pytest.mark.parametrize(
    "more",
    [
        " OR ".join(f"=word{number}" for number in range(150)),
        " OR ".join(f'"the of{number}"' for number in range(10)),
        " OR ".join(f"a{number}*" for number in range(3)),
        " OR ".join(f"date:{year}" for year in range(1500, 1600)),
    ],
)
def test_all_that_takes_time_counts_together(more: str) -> None:
    """What may be asked for alone may be too much beside a NEAR."""
    index = _Common(20_000, 0.36)
    for query in ("the NEAR/9 of", more):
        plan(parse(query), ANALYZER, index)
    with pytest.raises(UsageError):
        plan(parse(f"(the NEAR/9 of) OR {more}"), ANALYZER, index)
