"""RSS and Atom files (RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0): one article for each entry.

feedparser (https://feedparser.readthedocs.io) reads them, even if they are not well-formed. It gets
bytes, never an address, so it fetches nothing.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label
from dateline.readers.feeds import wordpress as wordpress
from dateline.readers.feeds.markup import without_wrapping
from dateline.readers.json.text.blocks import blocks_of_value
from dateline.readers.paragraphs import text_blocks
from dateline.readers.sniff import root_element
from dateline.readers.streams.limits import read_up_to
from dateline.readers.streams.safe_xml import xml_text
from dateline.values.draft import Block, Claim, Draft, Record, RecordError
from dateline.values.outcome import Count

MAX_FEED_BYTES = 32 * 1024 * 1024
"""A feed is in memory while it is split, at up to ten times its size."""

_ROOTS = {"rss", "feed", "rdf:rdf"}
_ENTRIES = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|<(?:\w+:)?(?:item|entry)(?=[\s>])", re.S
)
_ENTRIES_OR_ENDS = re.compile(rf"{_ENTRIES.pattern}|</(?:\w+:)?(?:item|entry)\s*>", re.S)
_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.S | re.I)


_CLOSING_TAG = re.compile(r"</(?:p|div|li|h[1-6]|a|b|i|em|strong|span)>|<br\s*/?>", re.I)


class FeedReader:
    name = "feed"
    version = 7
    media_type = "application/feed+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        """XML whose root is that of a feed."""
        del name
        return 96 if root_element(head_text(head)) in _ROOTS else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
        """A record for each entry: what feedparser finds in it, as JSON. A RecordError if entries
        are missing, and if the feed is cut off. The Count of all search results that OpenSearch
        adds to feeds (https://github.com/dewitt/opensearch)."""
        text = xml_text(read_up_to(stream, MAX_FEED_BYTES))
        feed = _parsed(text)
        channel, entries = feed["feed"], feed["entries"]
        names = wordpress.names_of(text) if wordpress.is_export(channel) else None
        for ordinal, entry in enumerate(entries):
            if feed["version"].startswith("rss"):
                _name_publication(entry)
                _name_author(entry)
            fields = _fields(entry, channel) if names is None else _post(entry, channel, names)
            data = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
            yield Record(
                ordinal=ordinal,
                data=data,
                where=f"entry {ordinal + 1}",
                claims=_guid(entry),
            )
        declared = str(channel.get("opensearch_totalresults", "")).strip()
        if declared.isdecimal():
            where = "openSearch:totalResults"
            found = len(entries)
            yield Count(declared=int(declared), found=found, where=where, of_search=True)
        for reason in _missing_parts(text, len(entries)):
            yield RecordError(ordinal=len(entries), where=None, reason=reason)

    def excerpts(self, stream: BinaryIO) -> Iterator[Record]:
        """The element of each entry, as it stands in the feed."""
        text = xml_text(read_up_to(stream, MAX_FEED_BYTES))
        for ordinal, (start, end) in enumerate(_elements(text)):
            data = text[start:end].encode("utf-8", "replace")
            yield Record(ordinal=ordinal, data=data, where=f"entry {ordinal + 1}")

    def read(self, record: Record) -> Draft:
        """The entry's longest content, else its summary, as blocks; the rest as claims. Raises
        NotAnArticle for an entry without text."""
        entry = json.loads(record.data)
        if entry.get("refused"):
            raise NotAnArticle(entry["refused"])
        texts = [(where, _blocks(text, kind)) for where, kind, text in entry["texts"]]
        where, blocks = max(texts, key=lambda text: (text[0] == "content", _length(text[1])))
        if not blocks:
            raise NotAnArticle("an entry with no text")
        claims = [Claim(field=f, value=v, method="feed", where=w) for f, v, w in entry["claims"]]
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=(Claim(field="body", value=where, method="feed", where=where), *claims),
        )


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends. One that is not closed ends where the next one begins."""
    start: int | None = None
    for found in _ENTRIES_OR_ENDS.finditer(text):
        if found[0].startswith("<!"):
            continue
        if start is not None:
            yield start, found.end() if found[0].startswith("</") else found.start()
        start = None if found[0].startswith("</") else found.start()
    if start is not None:
        yield start, len(text)


def _parsed(text: str) -> Mapping[str, Any]:
    import feedparser

    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return parsed


def _fields(entry: dict[str, Any], channel: dict[str, Any]) -> dict[str, Any]:
    return {"texts": list(_texts(entry)), "claims": list(_claims(entry, channel))}


def _post(
    entry: dict[str, Any], channel: dict[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """The fields of a WordPress entry, whose own elements say more than those of RSS."""
    wordpress_claims = [claim for claim in wordpress.claims_of(entry) if claim[1].strip()]
    better = {field for field, *_ in wordpress_claims if field == "summary"} | {"keywords"}
    claims = [
        (field, names.get(value, value) if field == "authors" else value, where)
        for field, value, where in _claims(entry, channel)
        if field not in better
    ]
    texts = [(where, "text/html", wordpress.html_of(text)) for where, _, text in _texts(entry)]
    return {
        "texts": texts,
        "claims": [*wordpress_claims, *claims],
        "refused": wordpress.rejection_reason(entry),
    }


def _guid(entry: dict[str, Any]) -> tuple[Claim, ...]:
    """The name that the feed gives to an entry, whatever its text becomes. It is no part of the
    record, whose digest says which entries are known or were deleted."""
    guid = str(_stated(entry, "id", "")).strip()
    return (Claim(field="guid", value=guid, method="feed", where="guid"),) if guid else ()


def _texts(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The texts of an entry: the element, its media type, and the text."""
    for content in _stated(entry, "content", ()):
        yield "content", content.get("type") or "", content.get("value") or ""
    summary = _stated(entry, "summary_detail", {})
    yield "summary", summary.get("type") or "", summary.get("value") or ""


def _claims(entry: dict[str, Any], channel: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, value and element of all that the entry says, or the feed says about it."""
    summary = _stated(entry, "summary_detail", {})
    content = next(iter(_stated(entry, "content", ())), summary)
    source = _stated(entry, "source", {})
    stated: Iterable[tuple[str, str, object]] = (
        ("title", "title", _plain(_stated(entry, "title_detail", {}))),
        ("url", "link", _stated(entry, "link", None)),
        ("published", "published", _stated(entry, "published", None)),
        ("updated", "updated", _stated(entry, "updated", None)),
        *(("authors", "author", author.get("name")) for author in _stated(entry, "authors", ())),
        *(("keywords", "category", tag.get("term")) for tag in _stated(entry, "tags", ())),
        ("summary", "summary", _plain(summary)),
        ("language", "xml:lang", content.get("language")),
        ("language", "feed language", _stated(channel, "language", None)),
        ("source.name", "source title", _stated(source, "title", None)),
        ("source.name", "feed title", _plain(_stated(channel, "title_detail", {}))),
        ("source.domain", "feed link", _stated(channel, "link", None)),
    )
    for field, where, value in stated:
        if isinstance(value, str) and (text := without_wrapping(value).strip()):
            yield field, text, where


def _name_publication(entry: dict[str, Any]) -> None:
    """RSS has no element for a change: dc:date, which feedparser calls an update, is the
    publication of an item without pubDate."""
    if "published" not in entry.keys() and "updated" in entry.keys():  # noqa: SIM118 - its own "in" takes others
        entry["published"] = dict.pop(entry, "updated")


def _name_author(entry: dict[str, Any]) -> None:
    """RSS writes "address (name)", which feedparser cuts wrongly if the domain ends in more than
    four letters. It keeps the last author's text whole."""
    authors = _stated(entry, "authors", ())
    if authors and "@" in _stated(entry, "author", ""):
        authors[-1]["name"] = dict.get(entry, "author")


def _stated(fields: dict[str, Any], key: str, default: Any) -> Any:
    """The value as the feed states it: feedparser's own `get` takes missing keys from others."""
    return dict.get(fields, key) or default


def _plain(detail: Mapping[str, Any]) -> str:
    """A title or summary without markup."""
    value = str(detail.get("value") or "")
    return "\n".join(block.text for block in _blocks(value, detail.get("type") or ""))


def _blocks(text: str, kind: str) -> tuple[Block, ...]:
    text = without_wrapping(text)
    if kind == "text/plain" and not _CLOSING_TAG.search(text):
        return text_blocks(text)
    return blocks_of_value(text if "<" in text else unescape(text))


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _missing_parts(text: str, read: int) -> Iterator[str]:
    """Which part of the feed is missing, in a sentence each."""
    there = sum(not found[0].startswith("<!") for found in _ENTRIES.finditer(text))
    if there > read:
        entries = "1 entry" if there == 1 else f"{there:,} entries"
        yield f"the feed has {entries}, of which {read:,} could be read"
    if not _CLOSED.search(text, max(0, len(text) - 4096)):
        yield "the feed is cut off: its root element is not closed"
