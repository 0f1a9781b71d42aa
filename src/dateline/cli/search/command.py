"""`dateline search`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import click

from dateline.cli.common.notes import print_unannotated
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    all_if_none,
    archive_option,
    format_options,
    limit_option,
    match_options,
)
from dateline.cli.common.printing import print_json, print_object
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.search.facets import facet_option, print_facets, print_facets_as_csv
from dateline.cli.search.hit_data import fields_option, print_hits, some
from dateline.cli.search.hits import (
    print_page,
    print_parts,
)
from dateline.cli.terminal.echo import colored, echo
from dateline.cli.terminal.pager import pager_option
from dateline.values.search.results import Page

# Fields that are searched in annotations.
_ANNOTATED = (
    *("person", "org", "place", "country", "quote", "speaker"),
    *("event", "mode", "actor", "target", "event-date"),
)
# These are printed hit by hit: any number of hits takes the memory of one page.
_STREAMED = (Format.JSONL, Format.CSV, Format.IDS)


@click.command(
    "search",
    cls=QueryCommand,
    short_help="Find articles, with what matched highlighted.",
    epilog="""\b
The query language in short (“dateline help query” prints it in full):
  trade talks            both words, in any inflected form
  "trade talks"          exactly these words, adjacent; =talks: one exact word
  trade OR talks         one of them; brackets group: (trade OR talks) tariffs
  trade -talks           the first without the second, like NOT talks
  tariff* goverment~     words by pattern; similar spellings (~2: two letters)
  trade NEAR/5 talks     at most 5 words apart; BEFORE/5, SAMESENT, SAMEPARA
  title:pakistan         in a field: title, lead, caption, by, source, …
  date:2025-07           of July 2025; date:>=2025-07, date:"last week"
  person:munir           a person; also org, place, country
  event:AGREE actor:PAK  both of one event; also mode, target, event-date
  speaker:munir quote:x  both of one quote

\b
Examples:
  dateline search "defense industrial collaboration"
  dateline search '"defense industrial collaboration" source:"arab news"'
  dateline search --sort newest --facet source=5 --facet year libya
  dateline search --facet month=all --limit 0 --csv libya
  dateline search --json --limit 50 'libya date:2025' | jq .total
  dateline search --limit all --format ids 'source:"arab news"'
  dateline search --why 9a2d 'libya -trade'
  dateline search --receipt libya.json libya""",
)
@click.argument("query", nargs=-1, required=True)
@match_options
@limit_option(10, "How many articles to show; 0: only how many match, and facets.", least=0)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="Best match first, or by date of publication; without a date last.",
)
@click.option("--after", metavar="CURSOR", help="The next page: CURSOR is “next” in --json.")
@facet_option
@click.option("--count", is_flag=True, help="Print only how many articles match.")
@click.option(
    "--snippets",
    "fragments",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="How many fragments of each article to show.",
)
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="How many sentences to show before and after each fragment.",
)
@click.option(
    "--collapse",
    type=click.Choice(["story"]),
    help="Show only the first of several near copies.",
)
@click.option(
    "--explain", is_flag=True, help="Print how the query is understood, and do not search."
)
@click.option(
    "--why",
    metavar="ID",
    help="Show which parts of the query match where in this article, and what makes its score.",
)
@click.option(
    "--receipt",
    type=click.Path(dir_okay=False, readable=False),
    metavar="FILE",
    help="Write to FILE what was searched, in which state of the archive, and the id and digests "
    "of every article that matches; “dateline replay” compares.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Highlighting; auto: on a terminal, unless NO_COLOR is set.",
)
@fields_option
@format_options(*Format)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    /,
    query: tuple[str, ...],
    *,
    match: Literal["all", "any"],
    plain: bool,
    limit: int | None,
    after: str | None,
    facets: dict[str, int | None],
    count: bool,
    explain: bool,
    why: str | None,
    receipt: str | None,
    color: str,
    fields: tuple[str, ...],
    format: str,
    **shown: Any,
) -> int:
    """Find the articles that match QUERY, best first.

    Several arguments are one query.

    Exits with 1 if nothing matches, and with 2 if the query has an error: a query is never changed
    silently.
    """
    text = " ".join(query)
    collapse = shown.pop("collapse") is not None
    if count and collapse:
        raise click.UsageError("--count counts articles, but --collapse shows stories")
    if count and format == Format.IDS:
        raise click.UsageError("--count has the formats table, json, jsonl and csv")
    if explain and format != Format.TABLE:
        raise click.UsageError("--explain prints text only: leave the format out")
    facets_only = bool(facets) and limit == 0 and format == Format.CSV
    if facets and (count or (format in _STREAMED and not facets_only)):
        raise click.UsageError(
            "--facet needs the format table or json, or csv with --limit 0, and no --count"
        )
    if receipt and (explain or why is not None):
        raise click.UsageError("--receipt is of a search: leave --explain and --why out")
    if fields and format not in (Format.JSON, Format.JSONL, Format.CSV):
        raise click.UsageError("--fields needs the format json, jsonl or csv")
    with location.open() as archive:
        if explain:
            echo("\n".join(archive.explain(text, match=match, plain=plain)))
            return 0
        if why is not None:
            from dateline.cli.search.why import print_why

            return print_why(archive.why(text, why, match=match, plain=plain), format)
        if receipt:
            options = {**shown, "limit": limit, "after": after, "facets": [*facets]}
            options |= {"count": count, "collapse": collapse}
            archive.receipt(text, receipt, match=match, plain=plain, options=options)
        if count:
            page = archive.search(text, match=match, plain=plain, limit=1, fragments=0)
            _print_notes(page)
            from dateline.cli.search.count import print_one

            print_one(text, page.total, format)
            return 0 if page.total else 1
        wanted: dict[str, Any] = {**shown, "match": match, "plain": plain, "collapse": collapse}
        if limit is None and format in _STREAMED:
            return _stream(archive.pages(text, after=after, **wanted), format, fields)
        page = archive.search(text, limit=all_if_none(limit), after=after, facets=facets, **wanted)
        _print_notes(page)
        parts = () if page.total else archive.part_counts(text, plain=plain)
        if format == Format.JSON:
            from dateline.schemas.search import page_shape
            from dateline.schemas.shape import as_json

            shape = page_shape(page, facets, parts)
            if fields:
                hits = [some(hit, fields) for hit in shape.hits]
                print_object(as_json(shape) | {"hits": hits}, indent=2)
            else:
                print_json(shape)
        elif facets_only:
            print_facets_as_csv(page, facets)
        elif format in _STREAMED:
            print_hits(page.hits, format, fields)
        else:
            print_page(page, colored(color), in_stories=collapse and after is None)
            print_facets(page, facets)
            print_parts(parts)
            if any(part.text.partition(":")[0] in _ANNOTATED for part in parts):
                print_unannotated(archive)
    return 0 if page.total else 1


def _print_notes(page: Page) -> None:
    if page.stale:
        from dateline.archive.connections import unsearched

        echo(f"note: {unsearched(page.stale)}", err=True)
    for note in page.notes:
        echo(f"note: {note}", err=True)


def _stream(pages: Iterator[Page], format: str, fields: tuple[str, ...]) -> int:
    """Print every hit of every page and keep no page. Return the exit code."""
    first = next(pages)
    _print_notes(first)
    rest = (hit for page in pages for hit in page.hits)
    print_hits((hit for hits in (first.hits, rest) for hit in hits), format, fields)
    return 0 if first.total else 1
