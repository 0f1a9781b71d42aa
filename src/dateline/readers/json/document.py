"""JSON files: one object that is an article, an array of them, or an object that holds such an
array (NewsAPI's "articles", JSON Feed's "items")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from dateline.readers.base import head_text, label
from dateline.readers.json.article import article_draft, parse_object
from dateline.readers.json.counts import StatedCount
from dateline.readers.json.field_map import FieldMap, folded_fields
from dateline.readers.json.stream import CUT, BrokenJson, JsonText
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Claim, Draft, Record, RecordError
from dateline.values.outcome import Count

CONTAINERS = frozenset(
    (
        "articles", "items", "item", "data", "results", "docs", "documents", "response", "news",
        "entries", "stories", "posts", "hits", "objects", "@graph",
    )
)  # fmt: skip
"""Keys under which known producers put the array of articles."""

_BEGINS = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{\]"]|$))')
_HOLDER = re.compile(r"\[\s*\{|\{")
_HOLDS_ARRAY = re.compile(
    r'"(?:articles|items?|results|docs|documents|stories|posts|hits|objects)"\s*:\s*\[\s*\{'
)
_HAS_TEXT = re.compile(r'"(?:text|html)"\s*:')
_HOLDER_WITHIN = 4000
_JSON_FEED = "jsonfeed.org/version"


@dataclass(frozen=True)
class JsonReader:
    field_map: FieldMap = ()
    name: ClassVar[str] = "json"
    version: ClassVar[int] = 4
    media_type: ClassVar[str] = "application/json"

    def with_field_map(self, field_map: FieldMap) -> JsonReader:
        return JsonReader(field_map)

    def score(self, head: bytes, name: str | None) -> int | None:
        """Text that begins as a JSON object or array does."""
        del name
        return 80 if _BEGINS.match(head_text(head)) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
        """A record for each article: the exact slice of the file that is its object, as UTF-8. If
        the JSON is cut off or invalid, the objects before the damage, then a RecordError. If an
        object declares how many articles its list has, that Count."""
        for ordinal, piece in enumerate(_pieces(stream)):
            if isinstance(piece, _Slice):
                yield _record(ordinal, piece)
            elif isinstance(piece, Count):
                yield piece
            else:
                yield RecordError(ordinal=ordinal, where=None, reason=piece)

    def read(self, record: Record) -> Draft:
        """The object's known keys as blocks and claims."""
        fields, warnings = parse_object(record.data)
        return article_draft(
            folded_fields(fields, self.field_map),
            reader=label(self),
            media_type=self.media_type,
            warnings=warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slice:
    """An article's object as text. The text is None if it was too long to keep. `claims` are what
    its feed says of it."""

    text: str | None
    item: int | None
    claims: tuple[Claim, ...] = ()


def _record(ordinal: int, piece: _Slice) -> Record | RecordError:
    where = None if piece.item is None else f"item {piece.item}"
    data = None if piece.text is None else piece.text.encode("utf-8", "replace")
    if data is None or len(data) > MAX_RECORD_BYTES:
        reason = f"the object is larger than {megabytes(MAX_RECORD_BYTES)}, the limit"
        return RecordError(ordinal=ordinal, where=where, reason=reason)
    return Record(ordinal=ordinal, data=data, where=where, claims=piece.claims)


def _pieces(stream: BinaryIO) -> Iterator[_Slice | Count | str]:
    """The slices and counts, and last the reason if the JSON is invalid."""
    try:
        yield from _ArticleFinder(JsonText(stream)).top()
    except BrokenJson as error:
        yield str(error)


class _ArticleFinder:
    """One pass over JSON text that finds where each article's object begins and ends."""

    def __init__(self, text: JsonText) -> None:
        self._text = text
        self._items = 0
        self._claims: tuple[Claim, ...] = ()

    def top(self) -> Iterator[_Slice | Count]:
        """The articles of the file's one value, or of several that follow one another."""
        while opening := self._text.peek():
            if opening == "[":
                yield from self._array()
            elif opening == "{":
                yield from self._object()
            else:
                raise self._text.broken("an object or an array is expected")

    def _array(self) -> Iterator[_Slice]:
        self._text.take("[")
        while self._text.peek() != "]":
            _, text = self._text.value()
            yield self._slice(text, numbered=True)
            self._comma_before("]")
        self._text.take("]")

    def _object(self) -> Iterator[_Slice | Count]:
        """The articles that the object holds under one of CONTAINERS, or the object itself."""
        self._text.peek()
        self._text.mark()
        self._text.take("{")
        holds, before, stated, feed = False, self._items, StatedCount(), dict[str, str]()
        while self._text.peek() != "}":
            key, _ = self._text.value()
            self._text.take(":")
            if (
                isinstance(key, str)
                and key.lower() in CONTAINERS
                and self._holds_articles(key.lower())
            ):
                holds = True
                self._text.unmark()
                self._claims = _feed_claims(feed) or self._claims
                yield from self._array() if self._text.peek() == "[" else self._object()
            else:
                value, _ = self._text.value()
                stated.observe(str(key), value)
                if isinstance(value, str):
                    feed[str(key)] = value
            self._comma_before("}")
        self._text.take("}")
        if holds:
            yield from stated.compare(self._items - before)
        else:
            text = self._text.passed()
            yield self._slice(text, numbered=self._items > 0 or bool(self._text.peek()))

    def _comma_before(self, end: str) -> None:
        if self._text.peek() == ",":
            self._text.take(",")
        elif self._text.peek() != end:
            raise self._text.broken("a comma is missing" if self._text.peek() else CUT)

    def _holds_articles(self, key: str) -> bool:
        """Whether the next value is an array of objects, or an object that holds one. Of `objects`
        only those with text: Diffbot lists articles under this key, others what is in a picture."""
        ahead = self._text.ahead(_HOLDER_WITHIN)
        value = _HOLDER.match(ahead)
        if value is None or (key == "objects" and not _HAS_TEXT.search(ahead)):
            return False
        return value[0][0] == "[" or _HOLDS_ARRAY.search(ahead) is not None

    def _slice(self, text: str | None, *, numbered: bool) -> _Slice:
        self._items += 1
        item = self._items if numbered else None
        return _Slice(text=text, item=item, claims=self._claims)


_OF_FEED = (
    ("source.name", "title"),
    ("source.domain", "home_page_url"),
    ("language", "language"),
)


def _feed_claims(feed: Mapping[str, str]) -> tuple[Claim, ...]:
    """What a JSON Feed says of all its items, as far as it stands before them."""
    if _JSON_FEED not in feed.get("version", ""):
        return ()
    return tuple(
        Claim(field=field, value=feed[key], method="json key", where=f"key {key} of the feed")
        for field, key in _OF_FEED
        if feed.get(key, "").strip()
    )
