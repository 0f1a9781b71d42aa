"""Snippets for a web page: their text escaped, with <mark> around what matched."""

from __future__ import annotations

from html import escape

from dateline.values.search.results import Snippet


def marked(snippet: Snippet) -> str:
    """The snippet as the HTML content of an element. The only tags in it are the <mark>s of its
    highlights, whatever the article contains."""
    pieces: list[str] = []
    written = 0
    for start, end in snippet.highlights:
        pieces.append(escape(snippet.text[written:start]))
        pieces.append(f"<mark>{escape(snippet.text[start:end])}</mark>")
        written = end
    pieces.append(escape(snippet.text[written:]))
    return "".join(pieces)
