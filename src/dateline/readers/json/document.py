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
from dateline.readers.json.related import ghost_claims, graph_articles
from dateline.readers.json.stream import CUT, BrokenJson, JsonText
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Claim, Draft, Record, RecordError
from dateline.values.outcome import Count

CONTAINERS = frozenset(
    (
        "articles", "items", "item", "data", "results", "docs", "documents", "response", "news",
        "entries", "stories", "posts", "hits", "objects", "result", "@graph",
    )
)  # fmt: skip
"""Keys under which known producers put the array of articles."""

_IN_FEEDS = {"value": ("_type", "News"), "data": ("kind", "Listing")}
"""Keys that hold articles only if another key before them has this value: Bing's and Reddit's."""

_LISTING = re.compile(r'\{\s*"kind"\s*:\s*"Listing"')
_GHOST = re.compile(r'\[\s*\{\s*"(?:meta|data)"\s*:\s*\{')
MAX_KEPT = 64 * 1024 * 1024
"""Characters of objects that are kept until those are known that they refer to."""

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
    version: ClassVar[int] = 5
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

    def _array(self) -> Iterator[_Slice | Count]:
        self._text.take("[")
        while self._text.peek() != "]":
            if _LISTING.match(self._text.ahead(100)):
                yield from self._object()
            else:
                _, text = self._text.value()
                yield self._slice(text, numbered=True)
            self._comma_before("]")
        self._text.take("]")

    def _object(self, also: str = "") -> Iterator[_Slice | Count]:
        """The articles that the object holds under one of CONTAINERS or the key `also`, or the
        object itself."""
        self._text.peek()
        self._text.mark()
        self._text.take("{")
        holds, before, stated, feed = False, self._items, StatedCount(), dict[str, str]()
        while self._text.peek() != "}":
            key, _ = self._text.value()
            self._text.take(":")
            name = str(key).lower()
            if self._holds_articles(name, feed, also):
                holds = True
                self._text.unmark()
                self._claims = _feed_claims(feed) or self._claims
                yield from self._held(name)
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

    def _held(self, key: str) -> Iterator[_Slice | Count]:
        """The articles in the value of a key that holds some."""
        if key == "db":
            yield from self._ghost()
        elif key == "@graph":
            nodes = [*self._kept_array()]
            yield from (self._slice(*node, numbered=True) for node in graph_articles(nodes))
            yield from self._rest_of_array()
        elif self._text.peek() == "[":
            yield from self._array()
        else:
            yield from self._object("children")

    def _ghost(self) -> Iterator[_Slice]:
        """The posts of a Ghost export: [{"meta": ..., "data": {"posts": [...], "users": ...}}]."""
        self._text.take("[")
        while self._text.peek() != "]":
            self._text.take("{")
            while self._text.peek() != "}":
                key, _ = self._text.value()
                self._text.take(":")
                if key == "data":
                    yield from self._ghost_data()
                else:
                    self._text.value()
                self._comma_before("}")
            self._text.take("}")
            self._comma_before("]")
        self._text.take("]")

    def _ghost_data(self) -> Iterator[_Slice]:
        posts: list[str] = []
        tables: dict[str, object] = {}
        self._text.take("{")
        while self._text.peek() != "}":
            key, _ = self._text.value()
            self._text.take(":")
            if key == "posts":
                posts = [*self._kept_array()]
                yield from self._rest_of_array()
            else:
                tables[str(key)], _ = self._text.value()
            self._comma_before("}")
        self._text.take("}")
        for post in posts:
            yield self._slice(post, ghost_claims(post, tables), numbered=True)

    def _kept_array(self) -> Iterator[str]:
        """The texts of the elements of an array, up to MAX_KEPT characters."""
        self._text.take("[")
        kept = 0
        while self._text.peek() != "]" and kept <= MAX_KEPT:
            _, text = self._text.value()
            self._comma_before("]")
            kept += len(text)
            yield text

    def _rest_of_array(self) -> Iterator[_Slice]:
        """The elements beyond MAX_KEPT, of which no other object is asked."""
        while self._text.peek() != "]":
            _, text = self._text.value()
            yield self._slice(text, numbered=True)
            self._comma_before("]")
        self._text.take("]")

    def _comma_before(self, end: str) -> None:
        if self._text.peek() == ",":
            self._text.take(",")
        elif self._text.peek() != end:
            raise self._text.broken("a comma is missing" if self._text.peek() else CUT)

    def _holds_articles(self, key: str, feed: Mapping[str, str], also: str) -> bool:
        """Whether the next value is an array of objects, or an object that holds one. Of `objects`
        only those with text: Diffbot lists articles under this key, others what is in a picture."""
        named, wanted = _IN_FEEDS.get(key, ("", ""))
        in_feed = bool(named) and feed.get(named) == wanted
        if key not in CONTAINERS and key not in (also, "db") and not in_feed:
            return False
        ahead = self._text.ahead(_HOLDER_WITHIN)
        value = _HOLDER.match(ahead)
        if key == "db":
            return _GHOST.match(ahead) is not None
        if value is None or (key == "objects" and not _HAS_TEXT.search(ahead)):
            return False
        return in_feed or value[0][0] == "[" or _HOLDS_ARRAY.search(ahead) is not None

    def _slice(self, text: str | None, claims: tuple[Claim, ...] = (), *, numbered: bool) -> _Slice:
        self._items += 1
        item = self._items if numbered else None
        return _Slice(text=text, item=item, claims=(*claims, *self._claims))


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
