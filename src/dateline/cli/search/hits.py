"""Hits as several commands print them for people: pages, headings, snippets."""

from __future__ import annotations

from dateline.cli.common.counting import counted
from dateline.cli.terminal.echo import echo, echo_wrapped, highlighted, link, style
from dateline.values.search.results import Hit, Page, PartCount, Snippet


def print_parts(parts: tuple[PartCount, ...]) -> None:
    """How many articles each part of a query matches by itself. If there is only one part, it
    matches nothing, like the query, and is printed only for its similar spellings."""
    if len(parts) == 1 and not parts[0].articles and not parts[0].like:
        return
    for part in parts:
        like = ", ".join(f"{word} ({number})" for word, number in part.like)
        shown = f"; similar spellings: {like}" if like else ""
        echo(f"  {part.text}: {counted(part.articles, 'article')}{shown}", err=True)


def print_page(page: Page, color: bool | None, *, in_stories: bool = False) -> None:
    """Hits for people, and how many there are. With `in_stories` the hits are the first articles
    of all their stories."""
    if not page.total:
        echo(f"nothing matched: {page.query}", err=True)
        return
    for hit in page.hits:
        print_hit(hit, color)
    matched = counted(page.total, "article matches", "articles match")
    stories = counted(len(page.hits), "story", "stories")
    shown = "" if page.total == len(page.hits) else f", {len(page.hits)} shown"
    shown = f", in {stories}" if in_stories and not page.next else shown
    echo(f"{matched}{shown}", err=True)


def print_hit(hit: Hit, color: bool | None) -> None:
    """A hit for people: its heading and its snippets."""
    print_heading(hit, color)
    for snippet in hit.snippets:
        named = (snippet.field if snippet.field != "body" else "", snippet.about)
        label = ", ".join(filter(None, named))
        if snippet.field != "title" or snippet.about:
            text = highlighted(snippet)
            echo_wrapped(f"  [{label}] {text}" if label else f"  {text}", color=color)
    echo()


def print_heading(hit: Hit, color: bool | None) -> None:
    """Title, source, date and id of a hit."""
    title = next((s for s in hit.snippets if s.field == "title"), None)
    heading = title or Snippet(field="title", text=hit.title or "(no title)")
    echo_wrapped(link(highlighted(heading, bold=True), hit.url), color=color)
    published = hit.published.value[:10] if hit.published else "no date"
    about = f"  {hit.source} · {published} · {hit.id}"
    echo_wrapped(style(about, dim=True), color=color)
