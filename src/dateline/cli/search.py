"""`dateline search`."""

from __future__ import annotations

import os
from typing import Any, Literal

import click

from dateline.cli.options import Format, Place, archive_option, format_options
from dateline.cli.printing import print_csv, print_json, print_jsonl
from dateline.values.answer import Hit, Page, Snippet


@click.command(
    "search",
    short_help="Find articles, with what matched highlighted.",
    epilog="""\b
The query language:
  trade talks            both words, in any inflected form
  "trade talks"          exactly these words, side by side
  trade OR talks         either; brackets group: (trade OR talks) tariffs
  trade -talks           the first without the second; NOT talks is the same
  title:pakistan         in the title; source:"arab news" by publisher
  date:2025-07           published in July 2025, as printed
  date:2025-07-01..2025-07-31   in this range of days; either end may be left out

\b
Examples:
  dateline search "defense industrial collaboration"
  dateline search '"defense industrial collaboration" source:"arab news"'
  dateline search --json --limit 50 'libya date:2025' | jq .total""",
)
@click.argument("query", nargs=-1, required=True)
@click.option("--any", "match", flag_value="any", default="all", help="Not every word need match.")
@click.option("--plain", is_flag=True, help="Take the query as words only: no sign has a meaning.")
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many articles to show.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Highlighting; auto: on a terminal, unless NO_COLOR is set.",
)
@format_options(*Format)
@archive_option
@click.pass_obj
def command(
    place: Place,
    query: tuple[str, ...],
    match: Literal["all", "any"],
    plain: bool,
    limit: int,
    color: str,
    format: str,
) -> int:
    """Find the articles that match QUERY, best first.

    Several arguments are one query. Exits with 1 if nothing matches, and with 2 if the query is
    not understood: it is never changed to one that is.
    """
    with place.open() as archive:
        page = archive.search(" ".join(query), match=match, plain=plain, limit=limit)
    if page.behind:
        note = f"another process is writing: {page.behind} changes are not searched yet"
        click.echo(f"note: {note}", err=True)
    if format == Format.JSON:
        hits = [_hit(hit) for hit in page.hits]
        print_json({"query": page.query, "total": page.total, "hits": hits})
    elif format == Format.JSONL:
        print_jsonl(map(_hit, page.hits))
    elif format == Format.CSV:
        print_csv(_COLUMNS, map(_row, page.hits))
    elif format == Format.IDS:
        for hit in page.hits:
            click.echo(hit.id)
    else:
        _print_page(page, _colored(color))
    return 0 if page.total else 1


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published.value if hit.published else None,
        "url": hit.url,
        "score": round(hit.score, 4),
        "snippets": [
            {
                "field": snippet.field,
                "text": snippet.text,
                "highlights": [list(highlight) for highlight in snippet.highlights],
            }
            for snippet in hit.snippets
        ],
    }


_COLUMNS = ("id", "published", "source", "title", "url", "score", "snippet")


def _row(hit: Hit) -> tuple[object, ...]:
    text = " … ".join(snippet.text for snippet in hit.snippets if snippet.field != "title")
    published = hit.published.value if hit.published else None
    return hit.id, published, hit.source, hit.title, hit.url, round(hit.score, 4), text


def _colored(choice: str) -> bool | None:
    """What click is to do about color: True, False, or None to see whether it is a terminal."""
    if choice == "auto":
        return False if os.environ.get("NO_COLOR") else None
    return choice == "always"


def _print_page(page: Page, color: bool | None) -> None:
    if not page.total:
        click.echo(f"nothing matched: {page.query}", err=True)
        return
    for hit in page.hits:
        title = next((s for s in hit.snippets if s.field == "title"), None)
        heading = title or Snippet(field="title", text=hit.title or "(no title)")
        click.echo(_highlighted(heading, bold=True), color=color)
        published = hit.published.value if hit.published else "no date"
        about = f"  {hit.source} · {published} · {hit.id}"
        click.echo(click.style(about, dim=True), color=color)
        for snippet in hit.snippets:
            if snippet.field != "title":
                label = "" if snippet.field == "body" else f"[{snippet.field}] "
                click.echo(f"  {label}{_highlighted(snippet)}", color=color)
        click.echo()
    matched = "1 article matches" if page.total == 1 else f"{page.total:,} articles match"
    shown = "" if page.total == len(page.hits) else f", the best {len(page.hits)} shown"
    click.echo(f"{matched}{shown}", err=True)


def _highlighted(snippet: Snippet, *, bold: bool = False) -> str:
    """The text for a terminal, with its highlights in bold yellow."""
    pieces: list[str] = []
    done = 0
    for start, end in snippet.highlights:
        pieces.append(click.style(snippet.text[done:start], bold=bold or None))
        pieces.append(click.style(snippet.text[start:end], fg="yellow", bold=True))
        done = end
    pieces.append(click.style(snippet.text[done:], bold=bold or None))
    return "".join(pieces)
