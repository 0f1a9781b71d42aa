"""`dateline export`."""

from __future__ import annotations

import sys
from contextlib import nullcontext

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.notes import print_unannotated
from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.common.selection import named
from dateline.cli.terminal.byte_stream import output_bytes
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.progress import progress_bars
from dateline.errors import UsageError
from dateline.exports.registry import FORMS, Form, Takes
from dateline.values.search.results import ALL


class _ExportCommand(QueryCommand):
    """A command whose help lists the forms."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, folder in (("Forms", False), ("Forms that are a folder of files", True)):
            forms = [form for form in FORMS.values() if form.folder is folder]
            if forms:
                with formatter.section(title):
                    formatter.write_dl([(form.name, _described(form)) for form in forms])
        super().format_epilog(ctx, formatter)


def _described(form: Form) -> str:
    lost = f"Lost: {form.lost}." if form.lost else "Complete."
    extra = f' Needs “pip install "dateline[{form.extra}]"”.' if form.extra else ""
    return f"{form.summary}. {lost}{extra}"


@click.command(
    "export",
    cls=_ExportCommand,
    short_help="Write articles or events in forms of other programs.",
    epilog="""\b
Examples:
  dateline export libya date:2025 --to jsonl --out libya.jsonl
  dateline export libya --to jsonl --fields id,title,body | jq .title""",
)
@click.argument("query", nargs=-1)
@click.option(
    "--to",
    "form",
    type=click.Choice(list(FORMS)),
    metavar="FORM",
    required=True,
    help="The form; see below.",
)
@click.option("--out", metavar="PATH", help="The file or folder to write. Default: stdout.")
@click.option(
    "--fields",
    metavar="NAMES",
    default="",
    help="Write only these, joined by commas. A wrong name lists those that there are.",
)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation, *, query: tuple[str, ...], form: str, out: str | None, fields: str
) -> int:
    """Write the articles that match QUERY, newest first; without QUERY, all articles. QUERY may
    also be the ids of articles.

    The file is there when all is written, and not before: after an error there is none, or the one
    that was there.

    Exits with 1 if nothing matches.
    """
    wanted = FORMS[form]
    if out is None:
        _check_stdout(wanted)
    chosen = tuple(filter(None, (field.strip() for field in fields.split(","))))
    try:
        number = _export(location, query, form, out, chosen)
    except BaseException as stopped:  # Ctrl-C among others
        stopped.add_note(f"{out} is as it was" if out else "what was printed is not all")
        raise
    noun = "event" if wanted.takes is Takes.EVENTS else "article"
    to = f" to {out}" if out and number else ""
    echo(f"{counted(number, noun)} exported{to}" if number else f"no {noun} found", err=True)
    return 0 if number else 1


def _export(
    location: ArchiveLocation,
    query: tuple[str, ...],
    form: str,
    out: str | None,
    fields: tuple[str, ...],
) -> int:
    """How many articles or events were written."""
    with location.open() as archive, progress_bars() as progress:
        ids = named(archive, query) if query else None
        text = " ".join(query) if query and ids is None else None
        among = ALL if ids is None else ids
        with output_bytes() if out is None else nullcontext(out) as place:
            number = archive.export(form, place, text, ids=among, fields=fields, progress=progress)
        if not number and FORMS[form].takes is Takes.EVENTS:
            print_unannotated(archive)
    return number


def _check_stdout(form: Form) -> None:
    if form.folder:
        raise UsageError(f"{form.name} is a folder of files", hint="name a new one with --out")
    if form.binary and sys.stdout.isatty():
        raise UsageError(f"{form.name} is not for a terminal", hint="name a file with --out")
