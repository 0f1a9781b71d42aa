"""`dateline entities list`, or `dateline entities` alone."""

from __future__ import annotations

import click

from dateline.cli.common.event_options import ids
from dateline.cli.common.options import (
    ArchiveLocation,
    Format,
    all_if_none,
    archive_option,
    format_options,
    limit_option,
)
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.common.query_command import QueryCommand
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.pager import pager_option
from dateline.schemas.entities import entities_shape, entity_shape
from dateline.values.annotations import MentionKind
from dateline.values.events import Entity

_COLUMNS = (
    *("id", "kind", "name", "aliases", "roles", "codes", "articles", "mentions"),
    *("first", "last", "hidden"),
)
_ROLES_SHOWN = 2


@click.command(
    "list",
    cls=QueryCommand,
    epilog="""\b
Examples:
  dateline entities
  dateline entities --kind organization libya --json
  dateline entities --name haftar""",
)
@click.argument("query", nargs=-1)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in MentionKind]), help="Only this kind."
)
@click.option(
    "--name", metavar="WORDS", help="Only entities with these words in one of their names."
)
@click.option("--hidden", is_flag=True, help="Also hidden entities.")
@limit_option(50, "How many to show.")
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
@pager_option
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    query: tuple[str, ...],
    kind: str | None,
    name: str | None,
    hidden: bool,
    limit: int | None,
    format: str,
) -> int:
    """List the people and organizations that the articles matching QUERY name; without QUERY, all
    articles. Those that most articles name come first.

    Exits with 1 if there are none.
    """
    with location.open() as archive:
        found = list(
            archive.entities.list(
                MentionKind(kind) if kind else None,
                ids(archive, query),
                name=name,
                hidden=hidden,
                limit=all_if_none(limit),
            )
        )
    if format == Format.JSON:
        print_json(entities_shape(found))
    elif format == Format.JSONL:
        print_jsonl(map(entity_shape, found))
    elif format == Format.CSV:
        print_csv(_COLUMNS, map(_row, found))
    elif found:
        columns = ("articles", "mentions", "kind", "code", "name")
        print_table(columns, list(map(_shown, found)), right="articles mentions")
    else:
        echo("no person or organization found", err=True)
    return 0 if found else 1


def _row(entity: Entity) -> list[object]:
    shape = entity_shape(entity)
    values = (getattr(shape, column) for column in _COLUMNS)
    return ["; ".join(value) if isinstance(value, tuple) else value for value in values]


def _shown(entity: Entity) -> tuple[str, ...]:
    also = f"; also {', '.join(entity.aliases)}" if entity.aliases else ""
    roles = "".join(f", {role}" for role in entity.roles[:_ROLES_SHOWN])
    mark = " [hidden]" if entity.hidden else ""
    return (
        str(entity.articles),
        str(entity.mentions),
        entity.kind.value,
        (entity.codes or ("",))[0].replace(" ", "-"),
        f"{entity.name}{roles}{also}{mark}",
    )
