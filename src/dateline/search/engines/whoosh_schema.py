"""The kinds of field that the Whoosh engine's schema is made of, and how they are scored.

They index terms as given: splitting, folding and stemming have been done by `analysis`. Each
puts a document's terms in a writer's pool, and tells the length that they are scored by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from whoosh import columns, fields, formats, matching, scoring
from whoosh.query import WrappingQuery
from whoosh.reading import CorruptIndexError

from dateline.search import ranking
from dateline.search.analysis import Analyzed
from dateline.search.core import Terms
from dateline.search.fields import FIELDS, Kind
from dateline.search.indexing import terms_field

if TYPE_CHECKING:  # a search writes nothing
    from dateline.search.engines.whoosh_writing import Pool


def schema() -> fields.Schema:
    """The fields of a Dateline index."""
    made = fields.Schema(id=_Terms(unique=True), packed=_Packed(), stored=fields.STORED())
    made.add(terms_field(None, Terms.STEMS), _Stems())
    made.add(terms_field(None, Terms.WORDS), _Words())
    for name, field in FIELDS.items():
        if field.kind is not Kind.TEXT:
            made.add(terms_field(name, Terms.VALUES), _Terms())
        elif field.own:
            made.add(terms_field(name, Terms.STEMS), _Stems())
            made.add(terms_field(name, Terms.WORDS), _Words())
    return made


class _Terms(fields.FieldType):
    """A set of terms, as given. A unique one (an id) can also be looked up by document."""

    def __init__(self, *, unique: bool = False) -> None:
        super().__init__(formats.Existence(), None, unique=unique)
        self.column_type = columns.VarBytesColumn() if unique else None

    def to_column_value(self, value: Any) -> bytes:
        (term,) = value
        return bytes(term.encode())

    def post(self, pool: Pool, name: str, document: int, value: Iterable[str]) -> int:
        pool.add_weights(name, document, dict.fromkeys(value, 1))
        return 0


class _Packed(fields.FieldType):
    """What facets and sorting look at, by document."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(None, None)
        self.column_type = columns.VarBytesColumn()

    def to_column_value(self, value: Any) -> bytes:
        return bytes(value.encode())


class _Stems(fields.FieldType):
    """Stems with their weighted frequencies."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=True)

    def post(self, pool: Pool, name: str, document: int, value: list[tuple[Analyzed, int]]) -> int:
        bag: Counter[str] = Counter()
        for block, weight in value:
            for _again in range(weight):
                bag.update(block.stems)
        pool.add_weights(name, document, bag)
        return bag.total()


class _Words(fields.FieldType):
    """Exact folded words with their weighted frequencies and their positions.

    Not "scorable" to Whoosh, so that it keeps no lengths: they are those of the stems, and to
    look them up again for every posting costs a tenth of the time of indexing.
    """

    def __init__(self) -> None:
        super().__init__(_Positions(), None)

    def post(self, pool: Pool, name: str, document: int, value: list[tuple[Analyzed, int]]) -> int:
        places: dict[str, list[int]] = {}
        beyond: Counter[str] = Counter()  # what an occurrence counts for beyond itself
        at = 0
        for block, weight in value:
            for place, word in enumerate(block.words, at):
                if word in places:
                    places[word].append(place)
                else:
                    places[word] = [place]
            at += len(block.words) + 1  # a place is left free: nothing adjoins across blocks
            for _again in range(weight - 1):
                beyond.update(block.words)
        pool.add_places(name, document, places, beyond)
        return 0


class _Positions(formats.Positions):
    """Positions as they are: the codec packs those of all documents of a term together."""

    def decode_positions(self, value: list[int]) -> list[int]:
        return value

    def decode_frequency(self, value: list[int]) -> int:
        return len(value)


class Relevance(scoring.WeightingModel):
    """`ranking`'s BM25 on stems and words, nothing on ids and dates."""

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        parent = searcher.get_parent()
        return ranking.idf(parent.doc_count_all(), parent.doc_frequency(fieldname, text))

    def scorer(self, searcher: Any, fieldname: str, text: str, **_: Any) -> Any:
        if fieldname == "id" or fieldname.endswith(".values"):
            return _Nothing()
        return _BM25(searcher, fieldname, text)


class Except(WrappingQuery):
    """Every document that `child` does not find, at a score of zero.

    Not Whoosh's Not, which finds deleted documents again where the child has come to its end.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        found = set(self.child.matcher(searcher, context).all_ids())
        left = [number for number in searcher.reader().all_doc_ids() if number not in found]
        return matching.WrappingMatcher(matching.ListMatcher(left), boost=0.0)


class _Nothing(scoring.BaseScorer):
    def max_quality(self) -> float:
        return 0.0

    def score(self, _: Any) -> float:
        return 0.0


class _BM25(scoring.BaseScorer):
    def __init__(self, searcher: Any, fieldname: str, text: str) -> None:
        parent = searcher.get_parent()
        lengths = fieldname.replace(".words", ".stems")
        self._idf: float = parent.idf(fieldname, text)
        self._average = parent.avg_field_length(lengths) or 1.0
        self._lengths = lengths
        self._searcher = searcher

    def max_quality(self) -> float:
        return self._idf * (ranking.K1 + 1)  # what bm25 comes near and never reaches

    def score(self, matcher: Any) -> float:
        length = self._searcher.doc_field_length(matcher.id(), self._lengths)
        if not length:  # Whoosh's default: the file of lengths is gone or cut short
            raise CorruptIndexError(f"there is no length of {self._lengths}")
        frequency: float = matcher.weight()
        return ranking.bm25(self._idf, frequency, length, self._average)
