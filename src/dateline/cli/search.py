"""`dateline search`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal

import click

from dateline.cli.options import Format, Place, archive_option, format_options
from dateline.cli.printing import print_csv, print_json, print_jsonl
from dateline.values.answer import Hit, Page, PartCount, Snippet


def _limit(_: click.Context, __: click.Parameter, value: str) -> int | None:
    """A number of articles, or None for all."""
    if value == "all":
        return None
    if not value.isdecimal() or int(value) == 0:
        raise click.BadParameter(f"“{value}” is neither a number from 1 on nor “all”")
    return int(value)


@click.command(
    "search",
    short_help="Find articles, with what matched highlighted.",
    epilog="""\b
The query language, in short (docs/query-language.md has all of it):
  trade talks            both words, in any inflected form
  "trade talks"          exactly these words, side by side; =talks is one exact word
  trade OR talks         either; brackets group: (trade OR talks) tariffs
  trade -talks           the first without the second; NOT talks is the same
  tariff* goverment~     words by pattern; words spelt almost so (~2: two letters off)
  trade NEAR/5 talks     at most five words apart; BEFORE/5, SAMESENT, SAMEPARA
  title:pakistan         in a field: title, lead, caption, by, source, section, lang, is …
  date:2025-07           published in July 2025, as printed; date:>=2025-07, date:"last week"

\b
Examples:
  dateline search "defense industrial collaboration"
  dateline search '"defense industrial collaboration" source:"arab news"'
  dateline search --sort newest --facet source=5 --facet year libya
  dateline search --json --limit 50 'libya date:2025' | jq .total""",
)
@click.argument("query", nargs=-1, required=True)
@click.option("--any", "match", flag_value="any", default="all", help="Not every word need match.")
@click.option("--plain", is_flag=True, help="Take the query as words only: no sign has a meaning.")
@click.option(
    "--limit",
    "-n",
    callback=_limit,
    metavar="N|all",
    default="10",
    show_default=True,
    help="How many articles to show.",
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="Best first, or by date of publication, undated last.",
)
@click.option("--after", metavar="CURSOR", help="The page after the one that gave this cursor.")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME[=N]",
    help="Count all that match by source, year, month, lang, section or author; the N most.",
)
@click.option("--count", is_flag=True, help="Print only how many articles match.")
@click.option(
    "--snippets",
    "fragments",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Fragments of each article to show.",
)
@click.option("--explain", is_flag=True, help="Print how the query is understood, and do no more.")
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
    limit: int | None,
    sort: Literal["relevance", "newest", "oldest"],
    after: str | None,
    facets: tuple[str, ...],
    count: bool,
    fragments: int,
    explain: bool,
    color: str,
    format: str,
) -> int:
    """Find the articles that match QUERY, best first.

    Several arguments are one query. Exits with 1 if nothing matches, and with 2 if the query is
    not understood: it is never changed to one that is.
    """
    text = " ".join(query)
    most = dict(map(_facet, facets))
    with place.open() as archive:
        if explain:
            click.echo("\n".join(archive.explain(text, match=match)))
            return 0
        page = archive.search(
            text,
            match=match,
            plain=plain,
            limit=1 if count else limit,
            sort=sort,
            after=after,
            facets=most,
            fragments=0 if count else fragments,
        )
        parts = (
            () if page.total or format != Format.TABLE else archive.part_counts(text, plain=plain)
        )
    if page.behind:
        note = f"another process is writing: {page.behind} changes are not searched yet"
        click.echo(f"note: {note}", err=True)
    for note in page.notes:
        click.echo(f"note: {note}", err=True)
    if count:
        click.echo(page.total)
    elif format == Format.JSON:
        print_json(_document(page, most))
    elif format == Format.JSONL:
        print_jsonl(map(_hit, page.hits))
    elif format == Format.CSV:
        print_csv(_COLUMNS, map(_row, page.hits))
    elif format == Format.IDS:
        for hit in page.hits:
            click.echo(hit.id)
    else:
        _print_page(page, _colored(color))
        _print_facets(page, most)
        _print_parts(parts)
    return 0 if page.total else 1


def _facet(text: str) -> tuple[str, int]:
    """A facet's name, and how many of its values to show."""
    name, _, number = text.partition("=")
    if number and not number.isdecimal():
        raise click.BadParameter(f"“{text}”: for instance source=10", param_hint="--facet")
    return name, int(number or 10)


def _document(page: Page, most: Mapping[str, int]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "query": page.query,
        "total": page.total,
        "hits": [_hit(hit) for hit in page.hits],
        "next": page.next,
    }
    if most:
        document["facets"] = {
            facet: [
                {"value": value, "articles": number}
                for value, number in list(page.facets.get(facet, {}).items())[:limit]
            ]
            for facet, limit in most.items()
        }
    if page.notes:
        document["notes"] = list(page.notes)
    return document


def _print_facets(page: Page, most: Mapping[str, int]) -> None:
    for facet, limit in most.items():
        values = list(page.facets.get(facet, {}).items())
        click.echo(click.style(facet, bold=True))
        for value, number in values[:limit]:
            click.echo(f"  {number:>7,}  {value}")
        if len(values) > limit:
            click.echo(f"           and {len(values) - limit} more")


def _print_parts(parts: tuple[PartCount, ...]) -> None:
    """Which part of a query that found nothing finds how much by itself."""
    for part in parts if len(parts) > 1 or any(part.like for part in parts) else ():
        like = ", ".join(f"{word} ({number})" for word, number in part.like)
        shown = f"; words like it: {like}" if like else ""
        articles = "1 article" if part.articles == 1 else f"{part.articles:,} articles"
        click.echo(f"  {part.text}: {articles}{shown}", err=True)


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
    shown = "" if page.total == len(page.hits) else f", {len(page.hits)} shown"
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
