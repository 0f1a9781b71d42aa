"""The JSON-LD of a page (https://www.w3.org/TR/json-ld11/, terms of https://schema.org): the
objects in it that describe the page's article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    (
        "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle",
        "AnalysisNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
        "AdvertiserContentArticle", "LiveBlogPosting", "BlogPosting", "TechArticle",
        "ScholarlyArticle", "Report", "SocialMediaPosting",
    )
)  # fmt: skip

PAGE_TYPES = frozenset(
    ("WebPage", "ItemPage", "QAPage", "DiscussionForumPosting", "Recipe", "Review", "Event")
)
"""Other types that have a date of publication. They are used for pages whose JSON-LD describes no
article."""

_WRAPPER = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*;?\s*$"
)
_STRING = r'"(?:[^"\\]|\\.)*"'
_COMMENT = re.compile(rf"{_STRING}|//[^\n]*|/\*.*?\*/", re.S)
_TRAILING_COMMA = re.compile(rf"{_STRING}|,(?=\s*[}}\]])", re.S)
_BEGIN = re.compile(r"[{\[]")

Node = Mapping[str, object]


def linked_data(tree: HtmlElement) -> tuple[Node, ...]:
    """The article objects of all of the page's JSON-LD, in order. If there are none, the objects
    that describe the page itself and have a date. Text that is not JSON is ignored."""
    nodes = [
        node
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for node in _nodes(_parsed(script.text or ""))
    ]
    by_id = {str(node["@id"]): node for node in nodes if len(node) > 1 and "@id" in node}
    articles = [node for node in nodes if is_article(node)]
    if not articles:
        kinds = [(node, set(_strings(node.get("@type")))) for node in nodes]
        articles = [n for n, kind in kinds if kind & PAGE_TYPES and n.get("datePublished")]
    return tuple(_resolved(node, by_id) for node in articles)


def is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return bool(ARTICLE_TYPES & set(_strings(kinds)))


def names(value: object) -> Iterator[str]:
    """The names in a string, an object with a name, or a list of either."""
    if isinstance(value, dict):
        yield from _strings(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from names(item)
    else:
        yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _parsed(text: str) -> object:
    """The JSON of a script; None if it has none. Line breaks in strings, comments, a comma before a
    closing bracket, escaped quotes and several values one after the other are read as meant."""
    text = _WRAPPER.sub("", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    if '"' not in text:
        text = unescape(text)
    text = _TRAILING_COMMA.sub(_kept, _COMMENT.sub(_kept, text))
    decoder, values, at = json.JSONDecoder(strict=False), [], 0
    try:
        while (begin := _BEGIN.search(text, at)) is not None:
            value, at = decoder.raw_decode(text, begin.start())
            values.append(value)
    except (ValueError, RecursionError):
        pass  # what was read before the damage is whole
    return values or None


def _kept(found: re.Match[str]) -> str:
    """A string as it is, anything else as a space."""
    return found[0] if found[0][0] == '"' else " "


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _resolved(node: Node, by_id: Mapping[str, Node]) -> Node:
    """The node with references to persons and publishers replaced by the nodes that they refer
    to."""
    filled = {key: _target(node[key], by_id) for key in ("author", "publisher") if key in node}
    return {**node, **filled}


def _target(value: object, by_id: Mapping[str, Node]) -> object:
    if isinstance(value, list):
        return [_target(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value
