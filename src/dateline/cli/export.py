"""`dateline export`."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import Literal

import click

from dateline.cli.common.counting import counted
from dateline.cli.common.notes import print_unannotated
from dateline.cli.common.options import (
    ArchiveLocation,
    archive_option,
    comma_separated,
    match_options,
)
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
  dateline export libya --to jsonl --fields id,title,body | jq .title
  dateline export 9a2d10a1 77f0 e44fbe30 --to ris --out cited.ris
  dateline export libya --to bundle --out libya.zip""",
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
@match_options
@click.option(
    "--out",
    metavar="PATH",
    help="The file or folder to write; a folder is packed if PATH ends with .zip. Default: stdout.",
)
@click.option(
    "--fields",
    metavar="NAMES",
    callback=lambda _context, _parameter, value: comma_separated(value),
    help="Write only these, joined by commas. A wrong name lists those that there are.",
)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    query: tuple[str, ...],
    match: Literal["all", "any"],
    plain: bool,
    form: str,
    out: str | None,
    fields: tuple[str, ...],
) -> int:
    """Write the articles that match QUERY, newest first; without QUERY, all articles. QUERY may
    also be the ids of articles; with --any or --plain it is always words.

    The file is there when all is written, and not before: after an error there is none, or the one
    that was there.

    Exits with 1 if nothing matches.
    """
    wanted = FORMS[form]
    if out is None:
        _check_stdout(wanted)
    try:
        with location.open() as archive, progress_bars() as progress:
            only_words = match == "any" or plain
            ids = None if only_words or not query else named(archive, query)
            text = " ".join(query) if query and ids is None else None
            with output_bytes() if out is None else nullcontext(out) as place:
                number = archive.export(
                    form,
                    place,
                    text,
                    match=match,
                    plain=plain,
                    ids=ALL if ids is None else ids,
                    fields=fields,
                    progress=progress,
                )
            if not number and wanted.takes is Takes.EVENTS:
                print_unannotated(archive)
    except BaseException as stopped:  # Ctrl-C among others
        stopped.add_note(f"{out} is as it was" if out else "what was printed is not all")
        raise
    noun = "event" if wanted.takes is Takes.EVENTS else "article"
    to = f" to {out}" if out and number else ""
    echo(f"{counted(number, noun)} exported{to}" if number else f"no {noun} found", err=True)
    return 0 if number else 1


def _check_stdout(form: Form) -> None:
    if form.folder:
        raise UsageError(f"{form.name} is a folder of files", hint="name a new one with --out")
    if form.binary and sys.stdout.isatty():
        raise UsageError(f"{form.name} is not for a terminal", hint="name a file with --out")
