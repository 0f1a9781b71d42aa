"""An article as a page to read: headline, byline, source, and the text."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.cli.terminal.echo import colored, echo, echo_wrapped, link, style
from dateline.values.article import ArchivedArticle
from dateline.values.moment import Moment
from dateline.visible import one_line


def print_page(article: ArchivedArticle) -> None:
    """What a reader wants first, in the order of a newspaper; what is absent takes no line."""
    color = colored("auto")
    title = one_line(article.title or "(no title)")
    echo_wrapped(style(title, bold=True), color=color)
    if article.subtitle:
        echo_wrapped(one_line(article.subtitle))
    if article.authors:
        echo_wrapped(f"By {one_line(_listed(article.authors))}")
    echo_wrapped(style(" · ".join(map(one_line, _origin(article))), dim=True), color=color)
    if address := article.canonical_url or article.url:
        echo(style(link(one_line(address), address), dim=True), color=color)
    echo_wrapped(style(" · ".join(_identity(article)), dim=True), color=color)
    if article.summary:
        echo()
    for bullet in article.summary:
        echo_wrapped(f"  • {bullet}", hang=4)
    for paragraph in article.paragraphs:
        echo()
        echo_wrapped(paragraph)
    for caption in article.captions:
        credit = f" ({caption.credit})" if caption.credit else ""
        echo_wrapped(f"\n  [caption] {caption.text}{credit}", hang=2)


def _listed(names: tuple[str, ...]) -> str:
    """ "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _origin(article: ArchivedArticle) -> Iterator[str]:
    """Who published it, when, and where it was filed from."""
    yield article.source.label
    yield _time(article.published) if article.published else "no date"
    if article.updated:
        yield f"updated {_time(article.updated)}"
    for field in (article.dateline, ", ".join(article.credit), article.section, article.language):
        if field:
            yield field
    if article.paywalled:
        yield "paywalled"
    if article.partial:
        yield f"partial: {article.partial}"


def _time(moment: Moment) -> str:
    return " ".join(filter(None, (moment.value.replace("T", " "), moment.offset)))


def _identity(article: ArchivedArticle) -> Iterator[str]:
    yield article.id
    if article.version > 1:
        yield f"version {article.version}" + (", a replacement" if article.replacement else "")
    if article.copy_of:
        yield f"copy of {article.copy_of}"
    if article.story not in (article.id, article.copy_of):
        yield f"near copies: story:{article.story}"
