"""A pager: long output on a terminal is read page by page."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from dateline.cli.terminal.output import ReaderLeft, give_up_output, keep_terminal
from dateline.errors import UsageError

_F = TypeVar("_F", bound=Callable[..., Any])
# Of less: leave if all fits on one screen, print colors and links as such, keep the text on screen.
_OPTIONS = {"LESS": "FRX", "LV": "-c"}


def pager_option(function: _F) -> _F:
    """The command's output goes through a pager if a terminal shows it, unless --no-pager is given.
    The pager is $DATELINE_PAGER, else $PAGER, else less; an empty value or “cat” is none."""

    def start(context: click.Context, _: click.Parameter, without: bool) -> None:
        if not without and not context.resilient_parsing and sys.stdout.isatty():
            context.with_resource(_paging())

    return click.option(
        "--no-pager",
        is_flag=True,
        expose_value=False,
        callback=start,
        help="Print all at once; else a terminal shows it through $DATELINE_PAGER, $PAGER or less.",
    )(function)


@contextmanager
def _paging() -> Iterator[None]:
    """What is printed goes to the pager; messages too, so that all stays in order."""
    command = _command()
    if not command:
        yield
        return
    import shutil
    import subprocess

    os.environ["COLUMNS"] = str(shutil.get_terminal_size().columns)  # a pipe has no width
    pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=_OPTIONS | os.environ)
    assert pager.stdin is not None
    redirected = [fd for fd in (1, 2) if os.isatty(fd)]
    saved = {fd: os.dup(fd) for fd in redirected}
    with keep_terminal():
        for fd in redirected:
            os.dup2(pager.stdin.fileno(), fd)
        pager.stdin.close()
        try:
            yield
        finally:
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pager's, while it is open
            try:
                sys.stdout.flush()
            except ReaderLeft:  # the reader has left; the rest must not reach the terminal
                give_up_output()
                sys.stdout.flush()
            for fd, old in saved.items():
                os.dup2(old, fd)
                os.close(old)
            pager.wait()
            signal.signal(signal.SIGINT, before)


def _command() -> list[str]:
    """The pager's command line; empty if there is none."""
    import shlex
    import shutil

    named = os.environ.get("DATELINE_PAGER", os.environ.get("PAGER", "less"))
    try:
        command = shlex.split(named)
    except ValueError as error:  # a quote is never closed
        raise UsageError(f"the pager “{named}” is no command: {error}") from error
    return command if command and command != ["cat"] and shutil.which(command[0]) else []
