"""The fields of an article that hold prose, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.values.article import Article


def parts(article: Article) -> Iterator[tuple[str, str]]:
    """Name and text of each field that has text. Names are those of Span.part."""
    yield from (("title", article.title),) if article.title else ()
    yield from (("subtitle", article.subtitle),) if article.subtitle else ()
    yield from ((f"summary[{i}]", text) for i, text in enumerate(article.summary))
    yield from (("body", article.body),) if article.body else ()
    yield from ((f"captions[{i}].text", c.text) for i, c in enumerate(article.captions))
