"""Snippets for a web page: their text escaped, with <mark> around what matched."""

from __future__ import annotations

from html import escape

from dateline.values.results import Snippet


def marked(snippet: Snippet) -> str:
    """The snippet as HTML, to stand in an element: the only tags in it are the <mark>s of its
    highlights, whatever the article says."""
    pieces: list[str] = []
    done = 0
    for start, end in snippet.highlights:
        pieces.append(escape(snippet.text[done:start]))
        pieces.append(f"<mark>{escape(snippet.text[start:end])}</mark>")
        done = end
    pieces.append(escape(snippet.text[done:]))
    return "".join(pieces)
