"""The article's text in a page's script data (Next.js' __NEXT_DATA__, Apollo's state and similar
formats), for pages whose markup holds almost none of it.

No such format has a standard. The text is assumed to be the list, or the one long string, that
holds the most running text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

MIN_LENGTH = 500
MAX_SCRIPT = 4_000_000

_JSON = re.compile(r"^\s*(?:(?:window|self|globalThis)[.\w\[\]\"']*\s*=\s*)?(?=[{\[])")
_TAGS = re.compile(r"<[^<>]+>")
_BREAKS = re.compile(r"</?(?:p|h[1-6]|li|blockquote|div|br)\b[^<>]*>", re.I)
_SENTENCE = re.compile(r"\w{2}.{20,}[.!?…。]", re.S)
_MAX_DEPTH = 40


def script_paragraphs(tree: HtmlElement) -> tuple[str, ...]:
    """The paragraphs of the longest text in the page's script data, or none."""
    best: tuple[str, ...] = ()
    for script in tree.iter("script"):
        text = script.text or ""
        found = _JSON.match(text)
        if found is None or not MIN_LENGTH < len(text) < MAX_SCRIPT:
            continue
        try:
            value, _ = json.JSONDecoder().raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        for paragraphs in _texts(value, 0):
            best = max(best, paragraphs, key=_length)
    return best if _length(best) >= MIN_LENGTH else ()


def _texts(value: object, depth: int) -> Iterator[tuple[str, ...]]:
    """Every candidate in the data: a string with several sentences, or the prose of a list."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, str):
        yield _paragraphs(value)
    elif isinstance(value, list):
        parts = [paragraph for item in value for paragraph in _item_prose(item, 0)]
        yield tuple(dict.fromkeys(parts))
        for item in value:
            yield from _texts(item, depth + 1)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item, depth + 1)


def _item_prose(value: object, depth: int) -> Iterator[str]:
    """The prose in an item of a list. A paragraph may be an object with several parts."""
    if isinstance(value, str):
        yield from _paragraphs(value)
    elif isinstance(value, dict) and depth < 4:
        for item in value.values():
            yield from _item_prose(item, depth + 1)
    elif isinstance(value, list) and depth < 4:
        for item in value:
            yield from _item_prose(item, depth + 1)


def _paragraphs(text: str) -> tuple[str, ...]:
    if not _SENTENCE.search(text) or "://" in text[:12] or text[:1] in "{[":
        return ()
    parts = (unescape(_TAGS.sub("", part)) for part in _BREAKS.sub("\n", text).split("\n"))
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _length(paragraphs: tuple[str, ...]) -> int:
    return sum(map(len, paragraphs))
