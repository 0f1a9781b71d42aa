"""Markup, scripts and styles that stand in a page's text because a program escaped them."""

from __future__ import annotations

import re

MAX_LENGTH = 20_000
"""Longer texts are left alone: pairs are sought by the square of the length."""

_SCRIPT = re.compile(r"<(script|style|noscript|iframe)\b[^<>]*>.*?</\1\s*>", re.I | re.S)
_PAIR = re.compile(
    r"<(p|div|span|a|b|i|u|em|strong|h[1-6]|li|ul|ol|blockquote|figure|figcaption|font|small|sup)"
    r"(?:\s[^<>]*)?>(.*?)</\1\s*>",
    re.I | re.S,
)
_TAG = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|li|ul|ol|noscript|script|style|iframe)\s*>"
    r"|<[a-z][a-z0-9]{0,9}\s[^<>]{0,80}?[a-z-]+=[\"'][^<>]*>|<(?:br|hr)\s*/?>",
    re.I,
)
_CODE = re.compile(
    r"\s*(?:[!(]*function\s*\(|(?:var|let|const)\s+[\w$]+\s*=|(?:window|document|googletag)\.\w"
    r"|jQuery\s*\(|\$\s*\(|@(?:media|import|font-face)\b|(?:[.#][\w-]+[\s,>:\w.#-]*)\{[\w\s-]+:)"
)


def without_markup(text: str) -> str:
    """The text without tags that stand in pairs or have attributes, and without scripts and styles
    whole; "" for a text that is code. A tag alone is the subject of a sentence ("the <b> tag")."""
    if "<" in text and len(text) <= MAX_LENGTH:
        text = _SCRIPT.sub(" ", text)
        while (plain := _PAIR.sub(r"\2", text)) != text:
            text = plain
        text = _TAG.sub(" ", text)
    return "" if _CODE.match(text) and (";" in text or "{" in text) else text
