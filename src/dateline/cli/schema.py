"""`dateline schema`."""

from __future__ import annotations

import click

from dateline.cli.common.printing import print_object, print_table
from dateline.errors import UsageError


@click.command(
    "schema",
    short_help="Print the JSON Schema of what a command prints.",
    epilog="""\b
Examples:
  dateline schema
  dateline schema search
  dateline schema event > event.schema.json""",
)
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Print the JSON Schema (draft 2020-12) of the shape NAME; without NAME, list all shapes.

    A shape is a JSON object that a command prints with --json, or a line that it prints with
    --jsonl. Its schema_version goes up when a key is removed or renamed, or when its type or
    meaning changes; a new key does not change it.
    """
    from dateline.schemas.catalog import SHAPES, json_schema, summary

    if name is None:
        print_table(("name", "what it is"), [(name, summary(name)) for name in SHAPES])
    elif name in SHAPES:
        print_object(json_schema(name), indent=2)
    else:
        raise UsageError(f"no shape is named “{name}”", hint="“dateline schema” lists the names")
    return 0
