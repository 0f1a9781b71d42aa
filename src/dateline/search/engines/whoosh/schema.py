"""The kinds of field in the Whoosh engine's schema.

They index terms as given: `analysis` has split, folded and stemmed them. Each adds a document's
terms to a writer's pool, and returns the length for scoring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from whoosh import columns, fields, formats

from dateline.search.analysis import AnalyzedText
from dateline.search.engine_query import TermKind
from dateline.search.engines.entries import terms_field
from dateline.search.fields import FIELDS, FieldKind

if TYPE_CHECKING:  # a search writes nothing
    from dateline.search.engines.whoosh.pool import TermPool


def schema() -> fields.Schema:
    """The fields of a Dateline index."""
    made = fields.Schema(id=_Terms(unique=True), packed=_Packed(), stored=fields.STORED())
    made.add(terms_field(None, TermKind.STEMS), _Stems())
    made.add(terms_field(None, TermKind.WORDS), _Words())
    for name, field in FIELDS.items():
        if field.kind is not FieldKind.TEXT:
            made.add(terms_field(name, TermKind.VALUES), _Terms())
        elif field.own:
            made.add(terms_field(name, TermKind.STEMS), _Stems())
            made.add(terms_field(name, TermKind.WORDS), _Words())
    return made


def field_name(field: str | None, terms: TermKind) -> str:
    """The name of a set of terms in this schema, in which ids are Whoosh's unique field."""
    return "id" if field == "id" else terms_field(field, terms)


class _Terms(fields.FieldType):
    """A set of terms, as given. A unique one (an id) can also be read by document."""

    def __init__(self, *, unique: bool = False) -> None:
        super().__init__(formats.Existence(), None, unique=unique)
        self.column_type = columns.VarBytesColumn() if unique else None

    def to_column_value(self, value: Any) -> bytes:
        (term,) = value
        return bytes(term.encode())

    def post(self, pool: TermPool, name: str, document: int, value: Iterable[str]) -> int:
        pool.add_weights(name, document, dict.fromkeys(value, 1))
        return 0


class _Packed(fields.FieldType):
    """What facets and sorting need, by document."""

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

    def post(
        self, pool: TermPool, name: str, document: int, value: list[tuple[AnalyzedText, int]]
    ) -> int:
        bag: Counter[str] = Counter()
        for block, weight in value:
            for _again in range(weight):
                bag.update(block.stems)
        pool.add_weights(name, document, bag)
        return bag.total()


class _Words(fields.FieldType):
    """Exact folded words with their weighted frequencies and their positions.

    Not "scorable" to Whoosh, so that it stores no lengths: they are those of the stems, and looking
    them up for every posting would take a tenth of the indexing time.
    """

    def __init__(self) -> None:
        super().__init__(_Positions(), None)

    def post(
        self, pool: TermPool, name: str, document: int, value: list[tuple[AnalyzedText, int]]
    ) -> int:
        places: dict[str, list[int]] = {}
        beyond: Counter[str] = Counter()  # what occurrences weigh beyond one each
        at = 0
        for block, weight in value:
            for place, word in enumerate(block.words, at):
                if word in places:
                    places[word].append(place)
                else:
                    places[word] = [place]
            at += len(block.words) + 1  # a gap: words of two blocks are not adjacent
            for _again in range(weight - 1):
                beyond.update(block.words)
        pool.add_places(name, document, places, beyond)
        return 0


class _Positions(formats.Positions):
    """Positions as given: the codec packs those of all documents of a term together."""

    def decode_positions(self, value: list[int]) -> list[int]:
        return value

    def decode_frequency(self, value: list[int]) -> int:
        return len(value)
