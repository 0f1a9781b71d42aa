"""The JSON-LD of a page (https://www.w3.org/TR/json-ld11/, terms of https://schema.org): the
objects in it that describe the page's article. json_repair
(https://github.com/mangiucugna/json_repair) reads what is damaged."""

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

_LD_TYPE = re.compile(r"ld\+json|json\+ld", re.I)
_WRAPPER = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*;?\s*$"
)
_BEGIN = re.compile(r"[{\[]")
_RUN = re.compile(r"(?:[\[{][\s\"]*){50}")

MAX_DAMAGED = 100_000
"""Characters of damaged JSON on a page that are read. What takes longest takes 3 s."""

MAX_BRACKETS = 1_000
"""Objects and lists in it: nested ones take time by the square of their number."""

Node = Mapping[str, object]


def linked_data(tree: HtmlElement) -> tuple[Node, ...]:
    """The article objects of all of the page's JSON-LD, in order. If there are none, the objects
    that describe the page itself and have a date. Text that is not JSON is ignored."""
    nodes: list[Node] = []
    left = MAX_DAMAGED
    for script in tree.iter("script"):
        if _LD_TYPE.search(script.get("type") or ""):
            text = _WRAPPER.sub("", script.text or "")
            try:
                value = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                value = _repaired(text) if len(text) <= left else None
                left -= len(text)
            nodes.extend(_nodes(value))
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


def _repaired(text: str) -> object:
    """What can be read of damaged JSON: quotes that are not escaped, commas too many or too few,
    comments, several values one after the other, an end that is missing. None if nothing can."""
    from json_repair import loads

    if '"' not in text:
        text = unescape(text)
    begin = _BEGIN.search(text)
    brackets = text.count("{") + text.count("[")
    if begin is None or brackets > MAX_BRACKETS or _RUN.search(text):
        return None
    try:
        value: object = loads(text[begin.start() :], skip_json_loads=True)
    except (ValueError, RecursionError):
        return None
    return value


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
