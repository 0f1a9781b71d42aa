"""Generated queries and articles over a vocabulary that is small enough for them to meet."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import strategies as st

from dateline.search.dates import parse_range
from dateline.search.fields import Document
from dateline.search.query import And, DateRange, Not, Or, Phrase, Query, Word
from dateline.values.moment import Moment

# Stems that meet (bridge, bridges), accents, other scripts, apostrophes, and the operators.
_WORDS = ("a", "b", "bridge", "bridges", "elan", "o'neil", "мост", "й", "и", "が", "か", "جسر")
_WORDS += ("पुल", "16", "or", "not")
_IN_TEXT = (*_WORDS, "bridged", "élan", "ÉLAN", "e\u0301lan", "جِسر", "か\u3099", "ශ්\u200dරී")
JOINTS = (" ", " ", " ", ", ", ". ", "-", " – ", "\n", " (", "” ", "’s ", "… ", "! ", "🌉")
DATES = ("2024", "2025", "2025-06", "2025-07", "2025-07-01", "2025-07-18", "2025-07-31T23:59")
FIELDS = (None, None, None, "title", "source")

folded_words = st.sampled_from((*_WORDS, "ශ්රී", "absent"))
fields = st.sampled_from(FIELDS)
days = st.sampled_from([None, *(parse_range(text[:10])[0] for text in DATES), date(2025, 8, 1)])


def _ordered(bounds: tuple[date | None, date | None]) -> DateRange:
    first, last = bounds
    if first and last and last < first:
        first, last = last, first
    return DateRange("date", first, last)


words = st.builds(Word, folded_words, fields)
phrases = st.builds(Phrase, st.lists(folded_words, min_size=1, max_size=4).map(tuple), fields)
ranges = st.tuples(days, days).filter(any).map(_ordered)
leaves = st.one_of(words, words, phrases, ranges)


def _nodes(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, parts))


queries: st.SearchStrategy[Query] = st.recursive(leaves, _nodes, max_leaves=12)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A paragraph of known words, some in capitals, with all kinds of signs between them."""
    pieces = draw(
        st.lists(st.tuples(st.sampled_from(_IN_TEXT), st.sampled_from(JOINTS)), max_size=14)
    )
    text = "".join(word + joint for word, joint in pieces)
    return draw(st.sampled_from([text, text, text.upper(), text.title()]))


@st.composite
def documents(draw: st.DrawFn, id: str = "1") -> Document:
    texts = {
        "title": draw(st.lists(blocks(), max_size=1)),
        "summary": draw(st.lists(blocks(), max_size=2)),
        "body": draw(st.lists(blocks(), max_size=3)),
        "caption": draw(st.lists(blocks(), max_size=1)),
        "source": draw(st.lists(blocks(), max_size=2)),
    }
    published = draw(st.sampled_from([None, *DATES]))
    return Document(
        id=id,
        texts={part: tuple(found) for part, found in texts.items() if any(found)},
        source="The Example",
        published=Moment(value=published) if published else None,
    )


class Dice:
    """The same kinds of articles and queries from a seed: a thousand times as many a second."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def document(self, id: str) -> Document:
        pick = self._random.choice
        texts = {
            "title": self._blocks(1),
            "summary": self._blocks(2),
            "body": self._blocks(3),
            "caption": self._blocks(1),
            "source": self._blocks(2),
        }
        published = pick([None, *DATES])
        return Document(
            id=id,
            texts={part: found for part, found in texts.items() if found},
            source="The Example",
            published=Moment(value=published) if published else None,
        )

    def documents(self, most: int) -> list[Document]:
        numbers = self._random.sample(range(most), self._random.randrange(most))
        return [self.document(f"{number:02}") for number in numbers]

    def ids(self, most: int) -> list[str]:
        return [f"{self._random.randrange(most):02}" for _ in range(self._random.randrange(most))]

    def query(self, depth: int = 4) -> Query:
        kind = self._random.random()
        if depth == 0 or kind < 0.35:
            return self._leaf()
        if kind < 0.5:
            return Not(self.query(depth - 1))
        parts = tuple(self.query(depth - 1) for _ in range(self._random.randint(2, 4)))
        return And(parts) if kind < 0.75 else Or(parts)

    def _leaf(self) -> Query:
        pick, kind = self._random.choice, self._random.random()
        if kind < 0.5:
            return Word(self._word(), pick(FIELDS))
        if kind < 0.8:
            words = tuple(self._word() for _ in range(self._random.randint(1, 4)))
            return Phrase(words, pick(FIELDS))
        bounds = [parse_range(text[:10])[0] for text in (pick(DATES), pick(DATES))]
        return _ordered((pick([None, bounds[0]]), bounds[1]))

    def _word(self) -> str:
        # Half of all words are two only, so that phrases of three and four are found as well.
        return self._random.choice((*_WORDS, *("a", "b") * 8, "absent"))

    def _blocks(self, most: int) -> tuple[str, ...]:
        return tuple(self._block() for _ in range(self._random.randint(0, most)))

    def _block(self) -> str:
        pick = self._random.choice
        words = (*_IN_TEXT, *("a", "b") * 8)
        pieces = (pick(words) + pick(JOINTS) for _ in range(self._random.randint(0, 14)))
        return pick([str, str, str.upper, str.title])("".join(pieces))
