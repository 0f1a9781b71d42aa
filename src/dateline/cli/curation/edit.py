"""`dateline edit`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from dateline.cli.common.empty import Clearable
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo
from dateline.values.article import Source
from dateline.values.curation.decisions import CORRECTABLE
from dateline.values.moment import Moment
from dateline.visible import one_line

_field = partial(click.option, cls=Clearable)
_LISTS = {"authors": "--by", "keywords": "--keyword"}


@click.command(
    "edit",
    short_help="Correct a field of an article, or take a correction back.",
    epilog="""\b
Examples:
  dateline edit 9a2d10a1 --published 2025-07-18 --reason "date on the printed page"
  dateline edit 9a2d10a1 --title "Talks end" --by "Jane Example" --by "Omar Example"
  dateline edit 9a2d10a1 --section ''
  dateline edit 9a2d10a1 --revert published""",
)
@click.argument("id")
@_field("--title", metavar="TEXT", help="The headline.")
@_field("--subtitle", metavar="TEXT", help="The line under it.")
@_field("--published", metavar="DATE", help="When it was published: a day, a month, a time.")
@_field("--updated", metavar="DATE", help="When it was changed last.")
@_field("--by", "authors", multiple=True, metavar="NAME", help="An author; may be repeated.")
@_field("--source", metavar="NAME", help="The publisher.")
@_field("--url", metavar="URL", help="The address.")
@_field("--section", metavar="TEXT", help="The section.")
@_field("--language", metavar="CODE", help="The language, by code (ISO 639-1) or name.")
@_field("--dateline", metavar="PLACE", help="The place that it was filed from.")
@_field("--keyword", "keywords", multiple=True, metavar="WORD", help="A keyword; may be repeated.")
@click.option(
    "--revert",
    multiple=True,
    type=click.Choice(CORRECTABLE),
    help="Take back the correction of this field.",
)
@click.option("--reason", metavar="TEXT", help="Why; it is kept with the correction.")
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    /,
    *,
    id: str,
    revert: tuple[str, ...],
    reason: str | None,
    **given: Any,
) -> int:
    """Correct fields of the article whose id begins with ID.

    A correction goes before what was read: in all versions of the article, in those to come, and
    after every reprocess and rebuild. The field's evidence says who corrected it, when, why, and
    what it replaces. An empty text means that the article has no such thing.
    """
    values = {name: value for name, value in given.items() if value not in (None, ())}
    if bool(values) is bool(revert):
        raise click.UsageError("give fields to correct, or --revert and the fields to take back")
    values |= {
        name: [value for value in values[name] if value] for name in _LISTS if name in values
    }
    with location.open() as archive:
        if revert:
            archive.curation.revert(id, revert, reason=reason)
        else:
            archive.curation.edit(id, values, reason=reason)
        article = archive.article(id)
        for field in revert or values:
            evidence = article.evidence.get(field)
            replaced = f", was {evidence.replaces}" if evidence and evidence.replaces else ""
            echo(one_line(f"{field}: {_shown(getattr(article, field))}{replaced}"))
    return 0


def _shown(value: tuple[str, ...] | Source | Moment | str | None) -> str:
    match value:
        case tuple():
            return ", ".join(value) or "none"
        case Source():
            return value.label
        case Moment():
            return value.value + (value.offset or "")
        case _:
            return value or "none"
