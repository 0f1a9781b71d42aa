"""Every field of an article with its evidence: `dateline show --evidence`."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.terminal.echo import colored, echo, echo_wrapped, style
from dateline.values.article import ArchivedArticle
from dateline.visible import one_line

_INDENT = 15


def fields(article: ArchivedArticle) -> Iterator[tuple[str, str]]:
    """The fields that fit in a line and have a value, in reading order."""
    yield "id", article.id
    if article.version > 1:
        yield "version", str(article.version)
    if article.copy_of:
        yield "copy of", article.copy_of
    if article.story != article.id:
        yield "story", article.story
    yield "title", article.title or "(none)"
    for field in ("subtitle", "dateline", "section", "language", "url"):
        if value := getattr(article, field):
            yield field, value
    if article.canonical_url not in (None, article.url):
        yield "canonical url", str(article.canonical_url)
    yield (
        "source",
        article.source.label
        + (f" ({article.source.domain})" if article.source.name and article.source.domain else ""),
    )
    for name, moment in (("published", article.published), ("updated", article.updated)):
        if moment:
            time = moment.value + (moment.offset or "")
            yield name, f"{time} ({moment.precision}): {moment.basis}"
    if not article.published:
        yield "published", "unknown"
    for name, several in (
        ("authors", article.authors),
        ("credit", article.credit),
        ("keywords", article.keywords),
    ):
        if several:
            yield name, ", ".join(several)
    if article.paywalled is not None:
        yield "paywalled", "yes" if article.paywalled else "no"
    if article.partial:
        yield "partial", article.partial
    where = f" ({article.original.record})" if article.original.record else ""
    yield "original", f"{article.original.sha256}, {article.original.size} bytes{where}"
    for path in article.original.locations:
        yield "found at", path


def print_fields(article: ArchivedArticle) -> None:
    """A line for each of these fields."""
    echo()
    for name, value in fields(article):
        _print_line(name, value)


def print_evidence(article: ArchivedArticle) -> None:
    """A line for each field that has evidence: the method, the place and the words."""
    echo(style("evidence", dim=True), color=colored("auto"))
    for field, found in article.evidence.items():
        where = f" in {found.where}" if found.where else ""
        if found.at:
            where = f" by {found.by} on {found.at[:10]}"
            where += f", was {found.replaces}" if found.replaces else ""
        _print_line(field, f"{found.method}{where}: {found.note or found.text or ''}")


def _print_line(name: str, value: str) -> None:
    named = style(f"{name:>{_INDENT - 2}}", dim=True)
    echo_wrapped(f"{named}  {one_line(value)}", hang=_INDENT, color=colored("auto"))
