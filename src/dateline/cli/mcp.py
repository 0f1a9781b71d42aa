"""`dateline mcp`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.errors import UsageError

_OF_THE_EXTRA = {"mcp", "mcp_types"}
_EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


@click.command(
    "mcp",
    short_help="Let a language model search and read, by the Model Context Protocol.",
    epilog="""\b
Examples:
  dateline mcp --archive /home/ann/clippings
  dateline mcp --archive /home/ann/clippings --write""",
)
@click.option("--write", is_flag=True, help="Also tools that tag articles and write notes.")
@archive_option
@click.pass_obj
def command(location: ArchiveLocation, *, write: bool) -> None:
    """Serve an archive to a language model as tools of the Model Context Protocol: search, show,
    sources, events, quotes, timeline, entities.

    A client (an editor, a desktop application) starts this command and speaks with it over standard
    input and output; docs/mcp.md has its settings. It ends when standard input does. Answers have
    the shapes of --json, and mark what is in articles as untrusted. Nothing is decided without
    --write.
    """
    if sys.stdin.isatty() or sys.stdout.isatty():
        raise UsageError(
            "this command speaks with a program, not with a person",
            hint="name it in the settings of an MCP client; see docs/mcp.md",
        )
    try:
        from dateline.mcp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _OF_THE_EXTRA:
            raise
        raise UsageError(
            "the Model Context Protocol needs one more package", hint='pip install "dateline[mcp]"'
        ) from error
    with _ended_by_signals():
        serve(location.path, write=write)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A signal ends the process at once. Otherwise it would end when the next line comes: the
    thread that waits for one cannot be interrupted. What is changed meanwhile is changed in one
    transaction, or not at all."""
    before = {
        number: signal.signal(number, lambda *_, code=code: os._exit(code))
        for number, code in _EXIT_CODES.items()
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
