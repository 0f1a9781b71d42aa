"""The fast embedded engine: tantivy, Rust behind Python, in a folder of its own.

Terms go in joined by spaces and are split there again: five times as quick as handing over each
with its position. A block is a value of its own, and tantivy leaves a gap between values, so that
no phrase runs from one into the next; a block that weighs double is put in twice.

Scores are tantivy's BM25, whose k1 is fixed at 1.2 where `ranking` has 2.0: the order of one
word's articles is the same, and what a second occurrence adds to several words is less.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

from dateline.errors import ArchiveBusy, ArchiveDamaged
from dateline.search.analysis import Analyzer
from dateline.search.core import Adjacent, Both, Core, Either, Everything, Term, Terms, Without
from dateline.search.engine import Ask, Match, Matches, Order, Position
from dateline.search.facets import FACETS, comes_after, most_first, pack, sort_key, values
from dateline.search.facets import count as count_facets
from dateline.search.fields import FIELDS, Document, Kind
from dateline.search.indexing import entries, flat, terms_field, unflat

_HEAP_BYTES = 128_000_000  # postings that a writing holds before it makes a segment of them

_ID = terms_field("id", Terms.VALUES)
# Numbers that sort documents, largest first; see `_date_rank` and `_id_rank`.
_NEWEST, _OLDEST, _BY_ID = "newest", "oldest", "by_id"


class TantivyEngine:
    """An Engine over a tantivy index in `folder`, which is created where there is none."""

    name = "tantivy"

    def __init__(self, folder: str, analyzer: Analyzer) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._meta = os.path.join(folder, "meta.json")
        self._schema = _schema()
        self._seen: tuple[int, int] | None = None
        self._vocabularies: dict[str, list[str]] = {}
        with _translated(folder):
            if not os.path.isdir(folder):
                os.makedirs(folder)
                tantivy.Index(self._schema, folder)
            os.stat(self._meta)  # else tantivy would make an empty index here
            self._index = tantivy.Index(self._schema, folder)
            self._index.config_reader("manual")

    def search(self, core: Core, ask: Ask) -> Matches:
        with _translated(self._folder):
            searcher = self._current_searcher()
            query = self._translate(core)
            sorting = _sorting(core, ask.order)
            if ask.keep is None:
                hits, total = _leading(searcher, query, sorting, ask)
                facets = _facets(searcher, query, ask.facets)
            else:
                hits, total = _ranked(searcher, query, sorting, searcher.num_docs)
        if ask.keep is not None:  # whose errors are none of tantivy's
            read = self._read(searcher, hits)
            kept = [(hit, pack(document)) for hit, document in read if ask.keep(document)]
            hits, total = [hit for hit, _ in kept], len(kept)
            facets = count_facets((packed for _, packed in kept), ask.facets)
        with _translated(self._folder):
            best = _first(searcher, hits, sorting, ask)
            if sorting in (_NEWEST, _OLDEST):
                best = self._with_scores(searcher, query, best)
        return Matches(total, tuple(best), facets)

    def _read(
        self, searcher: tantivy.Searcher, hits: list[_Hit]
    ) -> Iterator[tuple[_Hit, Document]]:
        with _translated(self._folder):
            for hit in hits:
                yield hit, _document(searcher, hit.address)

    def terms(self, field: str | None, terms: Terms, prefix: str = "") -> Iterator[str]:
        with _translated(self._folder):
            searcher, name = self._current_searcher(), terms_field(field, terms)
            if prefix:
                yield from sorted(term for term, _ in searcher.terms_with_prefix(name, prefix))
                return
            if name not in self._vocabularies:
                found = searcher.terms_with_prefix(name, "")
                self._vocabularies[name] = sorted(term for term, _ in found)
            yield from self._vocabularies[name]

    def frequency(self, term: Term) -> int:
        with _translated(self._folder):
            name = terms_field(term.field, term.terms)
            return self._current_searcher().doc_freq(name, term.text)

    @contextmanager
    def writing(self) -> Iterator[_Writer]:
        from filelock import FileLock, Timeout

        # Not by tantivy's own lock alone: its refusal cannot be told from damage.
        lock = FileLock(os.path.join(self._folder, "writing.lock"), timeout=0)
        try:
            held = lock.acquire()
        except Timeout as error:
            raise ArchiveBusy("another process is writing the index") from error
        with held:
            with _translated(self._folder):
                writer = self._index.writer(_HEAP_BYTES, 1)
            try:
                yield _Writer(self._folder, writer, self._analyzer)
            except BaseException:
                writer.rollback()
                writer.wait_merging_threads()
                raise
            with _translated(self._folder):
                writer.commit()
                writer.wait_merging_threads()

    def count(self) -> int:
        with _translated(self._folder):
            return self._current_searcher().num_docs

    def ids(self) -> Iterator[str]:
        with _translated(self._folder):
            # Asked of what there is: the plain list of terms still has what was dropped.
            found = self._current_searcher().terms_with_prefix(_ID, "", filter_query=_EVERYTHING)
            yield from sorted(id for id, _ in found)

    def close(self) -> None:
        self._vocabularies.clear()

    def _current_searcher(self) -> tantivy.Searcher:
        """A searcher on the index as it is now; another process may have written to it."""
        meta = os.stat(self._meta)  # each commit puts a new file in its place
        seen = (meta.st_ino, meta.st_mtime_ns)
        if seen != self._seen:
            self._index.reload()
            self._searcher = self._index.searcher()
            self._vocabularies.clear()
            self._seen = seen
        return self._searcher

    def _translate(self, core: Core) -> Query:
        match core:
            case Everything():
                return _EVERYTHING
            case Without(part):
                return _all_of((Occur.Must, _EVERYTHING), (Occur.MustNot, self._translate(part)))
            case Both(parts):
                return _all_of(
                    *(
                        (Occur.MustNot, self._translate(part.part))
                        if isinstance(part, Without)
                        else (Occur.Must, self._translate(part))
                        for part in parts
                    ),
                    *([(Occur.Must, _EVERYTHING)] if _only_without(parts) else []),
                )
            case Either(parts):
                return _all_of(*((Occur.Should, self._translate(part)) for part in parts))
            case Adjacent((word,), field):
                return self._translate(Term(word, Terms.WORDS, field))
            case Adjacent(words, field):
                name = terms_field(field, Terms.WORDS)
                phrase = Query.phrase_query(self._schema, name, list(words))
                scored = (self._translate(Term(word, Terms.WORDS, field)) for word in words)
                return _all_of(
                    (Occur.Must, _unscored(phrase)), *((Occur.Must, word) for word in scored)
                )
            case Term(text, terms, field):
                name = terms_field(field, terms)
                if terms is Terms.VALUES:
                    return _unscored(Query.term_query(self._schema, name, text, "basic"))
                return Query.term_query(self._schema, name, text, "freq")

    def _with_scores(
        self, searcher: tantivy.Searcher, query: Query, found: list[Match]
    ) -> list[Match]:
        """The same matches with their scores, which a search in another order does not give."""
        ids = [match.document.id for match in found]
        these = _unscored(Query.term_set_query(self._schema, _ID, ids))
        query = _all_of((Occur.Must, query), (Occur.Must, these))
        hits, _ = _ranked(searcher, query, None, len(ids))
        scores = {_document(searcher, hit.address).id: hit.key for hit in hits}
        return [Match(scores[match.document.id], match.document) for match in found]


class _Hit(NamedTuple):
    """A document found: what it is sorted by, larger first, and where it is."""

    key: float
    address: tantivy.DocAddress


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _all_of(*parts: tuple[Occur, Query]) -> Query:
    return Query.boolean_query(parts)


_EVERYTHING = _unscored(Query.all_query())


def _only_without(parts: tuple[Core, ...]) -> bool:
    return all(isinstance(part, Without) for part in parts)


def _sorting(core: Core, order: Order) -> str | None:
    """The field of numbers that the order sorts by; None for the score."""
    if order is Order.RELEVANCE:
        return None if _is_scored(core) else _BY_ID
    return _NEWEST if order is Order.NEWEST else _OLDEST


def _is_scored(core: Core) -> bool:
    match core:
        case Both(parts) | Either(parts):
            return any(map(_is_scored, parts))
        case Term(_, terms, _):
            return terms is not Terms.VALUES
    return isinstance(core, Adjacent)


def _ranked(
    searcher: tantivy.Searcher, query: Query, sorting: str | None, limit: int
) -> tuple[list[_Hit], int]:
    """The first hits, those with equal keys in any order, and how many there are in all."""
    result: Any = searcher.search(query, max(limit, 1), order_by_field=sorting)
    return [_Hit(*hit) for hit in result.hits[:limit]], result.count


def _leading(
    searcher: tantivy.Searcher, query: Query, sorting: str | None, ask: Ask
) -> tuple[list[_Hit], int]:
    """Enough hits for the page that is asked for, with all that the last of it equals in key,
    and how many there are in all."""
    if ask.limit is None or ask.after is not None:
        return _ranked(searcher, query, sorting, searcher.num_docs)
    wanted = ask.limit + 1
    while True:
        hits, total = _ranked(searcher, query, sorting, wanted)
        if len(hits) <= ask.limit or hits[ask.limit - 1].key != hits[-1].key or wanted >= total:
            return hits, total
        wanted *= 10


def _first(
    searcher: tantivy.Searcher, hits: list[_Hit], sorting: str | None, ask: Ask
) -> list[Match]:
    """The first documents in the order asked for; where they are equal in that, by id. Only
    those are read that their numbers say may be among them. Scores are zero unless the hits were
    sorted by them."""
    ids = searcher.fast_field_values(_BY_ID, [hit.address for hit in hits])
    placed = sorted(
        ((hit.key, id or 0, at) for at, (hit, id) in enumerate(zip(hits, ids, strict=True))),
        key=lambda one: one[:2],
        reverse=True,
    )
    limit = len(placed) if ask.limit is None else ask.limit
    if ask.after is not None:
        border = _place(sorting, ask.after)
        placed = [one for one in placed if one[:2] <= border]
        limit += sum(one[:2] == border for one in placed)
    if limit < len(placed):
        last = placed[limit - 1][:2] if limit else (float("inf"), 0)
        placed = [one for one in placed if one[:2] >= last]
    return _in_order(
        [
            Match(0.0 if sorting else key, _document(searcher, hits[at].address))
            for key, _, at in placed
        ],
        ask,
    )


def _place(sorting: str | None, position: Position) -> tuple[float, int]:
    """Where a position stands among the numbers."""
    key = position.key
    if isinstance(key, str):
        return _date_rank(key), _id_rank(position.id)
    return (key if sorting is None else _id_rank(position.id)), _id_rank(position.id)


def _in_order(read: list[Match], ask: Ask) -> list[Match]:
    def place(match: Match) -> tuple[bool, float | str, str]:
        dated, key = sort_key(ask.order, match.score, pack(match.document))
        return dated, key, match.document.id

    if ask.after is not None:
        read = [match for match in read if comes_after(place(match), ask.after)]
    read.sort(key=lambda match: match.document.id)
    read.sort(key=lambda match: place(match)[:2], reverse=True)
    return read[: ask.limit]


def _date_rank(key: str) -> int:
    """A number that is larger the later the date's key (see `facets.sort_key`) sorts: its
    digits, and how many they are; 0 where there is no date."""
    digits = "".join(filter(str.isdecimal, key))
    return int(digits.ljust(14, "0")) * 16 + len(digits) if digits else 0


def _id_rank(id: str) -> int:
    """A number that is larger the earlier the first eight bytes of an id sort."""
    return (1 << 64) - 1 - int.from_bytes(id.encode()[:8].ljust(8, b"\0"), "big")


def _facets(
    searcher: tantivy.Searcher, query: Query, facets: Iterable[str]
) -> Mapping[str, Mapping[str, int]]:
    # Not tantivy's aggregations, which give up where there are more than 65,000 values.
    return {
        facet: most_first(
            dict(searcher.terms_with_prefix(f"facet.{facet}", "", filter_query=query))
        )
        for facet in facets
    }


def _document(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Document:
    (stored,) = searcher.doc(address)["stored"]
    return unflat(pickle.loads(zlib.decompress(stored)))


def _schema() -> tantivy.Schema:
    """The fields of a Dateline index."""
    made = tantivy.SchemaBuilder()
    for name in (None, *(name for name, field in FIELDS.items() if field.own)):
        if name is None or FIELDS[name].kind is Kind.TEXT:
            for terms, kept in ((Terms.STEMS, "freq"), (Terms.WORDS, "position")):
                made.add_text_field(
                    terms_field(name, terms), tokenizer_name="whitespace", index_option=kept
                )
        else:
            made.add_text_field(
                terms_field(name, Terms.VALUES), tokenizer_name="raw", index_option="basic"
            )
    for facet in FACETS:
        made.add_text_field(f"facet.{facet}", tokenizer_name="raw", index_option="basic")
    for sorting in (_NEWEST, _OLDEST, _BY_ID):
        made.add_unsigned_field(sorting, fast=True)
    made.add_bytes_field("stored", stored=True)
    return made.build()


class _Writer:
    """Puts and drops in one tantivy writer."""

    def __init__(self, folder: str, writer: tantivy.IndexWriter, analyzer: Analyzer) -> None:
        self._folder = folder
        self._writer = writer
        self._analyzer = analyzer

    def put(self, document: Document) -> None:
        made = _made(document, self._analyzer)
        self.drop(document.id)
        with _translated(self._folder):
            self._writer.add_document(made)

    def drop(self, id: str) -> None:
        with _translated(self._folder):
            self._writer.delete_documents_by_term(_ID, id)


def _made(document: Document, analyzer: Analyzer) -> tantivy.Document:
    texts, found = entries(document, analyzer)
    packed = pack(document)
    made = tantivy.Document()
    for name, blocks in texts.items():
        stems, words = terms_field(name, Terms.STEMS), terms_field(name, Terms.WORDS)
        for block, weight in blocks:
            for _ in range(weight):
                made.add_text(stems, " ".join([stem for _, stem in block]))
                made.add_text(words, " ".join([word for word, _ in block]))
    for name, terms in found.items():
        for term in terms:
            made.add_text(terms_field(name, Terms.VALUES), term)
    for facet, each in values(packed).items():
        for value in each:
            made.add_text(f"facet.{facet}", value)
    for order, field in ((Order.NEWEST, _NEWEST), (Order.OLDEST, _OLDEST)):
        made.add_unsigned(field, _date_rank(str(sort_key(order, 0.0, packed)[1])))
    made.add_unsigned(_BY_ID, _id_rank(document.id))
    made.add_bytes("stored", zlib.compress(pickle.dumps(flat(document), protocol=5)))
    return made


# What tantivy lets out when its files are torn or gone, what reading a stored document does, and
# a document that its own id does not find.
_DAMAGE = (ValueError, OSError, EOFError, pickle.UnpicklingError, zlib.error, KeyError)


@contextmanager
def _translated(folder: str) -> Iterator[None]:
    """tantivy's exceptions, as Dateline's."""
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(folder, error) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise _damaged(folder, error) from error


def _is_panic(error: BaseException) -> bool:
    """Whether Rust gave up; its exception has no name that could be imported."""
    return type(error).__module__ == "pyo3_runtime"


def _damaged(folder: str, error: Any) -> ArchiveDamaged:
    return ArchiveDamaged(
        f"the index in {folder} cannot be read: {error}",
        hint="“dateline index rebuild” makes it anew from the database",
    )
