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

_AUTHORS = ("authors", "author", "byline", "bylines", "contributors", "creators", "writers")
_NAME_KEYS = ("name", "fullName", "displayName", "full_name", "display_name", "title", "byline")
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
    for value in _data(tree):
        for paragraphs in _texts(value, 0):
            best = max(best, paragraphs, key=_length)
    return best if _length(best) >= MIN_LENGTH else ()


def script_authors(tree: HtmlElement, headline: str) -> tuple[str, ...]:
    """The authors of the first object in the page's script data that has this headline and names
    any."""
    wanted = _letters(headline)
    if not wanted:
        return ()
    for value in _data(tree):
        for item in _objects(value, 0):
            titles = (item.get(key) for key in ("headline", "title", "name", "hed"))
            if any(isinstance(title, str) and _letters(title) == wanted for title in titles):
                names = [name for key in _AUTHORS for name in _names(item.get(key), 0)]
                if names:
                    return tuple(dict.fromkeys(names))
    return ()


def _data(tree: HtmlElement) -> Iterator[object]:
    """What the page's scripts hold as JSON."""
    for script in tree.iter("script"):
        text = script.text or ""
        found = _JSON.match(text)
        if found is None or not MIN_LENGTH < len(text) < MAX_SCRIPT:
            continue
        try:
            yield json.JSONDecoder().raw_decode(text, found.end())[0]
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items:
        yield from _objects(item, depth + 1)


def _names(value: object, depth: int) -> Iterator[str]:
    """The names in a string, an object with a name, or a list of either."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        whole = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
        parts = [value.get(key) for key in ("firstName", "lastName")]
        if isinstance(whole, str):
            yield whole
        elif all(isinstance(part, str) for part in parts):
            yield " ".join(map(str, parts))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


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
