"""`dateline help`."""

from __future__ import annotations

import click

from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.pager import pager_option
from dateline.errors import UsageError
from dateline.search.language_page import query_language


@click.command(
    "help",
    short_help="Print the help of a command, or the query language in full.",
    epilog="""\b
Examples:
  dateline help query
  dateline help search""",
)
@click.argument("topic", required=False)
@pager_option
@click.pass_context
def command(context: click.Context, topic: str | None) -> int:
    """Print the help of the command TOPIC, or the query language if TOPIC is “query”."""
    parent = context.find_root()
    group = parent.command
    if topic == "query":
        echo(query_language(), nl=False)
    elif topic is None:
        echo(parent.get_help())
    elif isinstance(group, click.Group) and (found := group.get_command(parent, topic)):
        echo(found.get_help(click.Context(found, info_name=topic, parent=parent)))
    else:
        raise UsageError(
            f"there is no help for “{topic}”", hint="“dateline help” lists all commands"
        )
    return 0
