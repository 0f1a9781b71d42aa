"""The command line: one package for each family of commands, one module for each command.

A command parses its arguments, calls Archive and prints. Data goes to stdout, messages and progress
to stderr. A command's module is imported when the command is run, so that no command pays for what
another one needs.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import warnings
from contextlib import suppress
from threading import Timer

import click

from dateline import __version__
from dateline.cli.commands import COMMANDS, SECTIONS
from dateline.cli.common.lazy_group import LazyGroup
from dateline.cli.common.options import ArchiveLocation
from dateline.cli.terminal.echo import echo
from dateline.cli.terminal.output import ReaderLeft, give_up_output, guard_output
from dateline.errors import DatelineError, OutputFailed, QueryError, StorageFailed
from dateline.memory import lacks_memory
from dateline.visible import one_line

_COMPLETE = "_DATELINE_COMPLETE"  # set by shells that ask for completions
# These load parsers that warn through logging; what matters to a reader is in the summary.
READS_FILES = {"failures", "ingest", "replace", "reprocess"}

_A_BUG = 70  # EX_SOFTWARE of sysexits.h


@click.group(
    cls=LazyGroup,
    commands=COMMANDS,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  dateline ingest clippings --source "Arab News"
  dateline search "defense industrial collaboration"
  dateline sources --from 2025-07

\b
Exit codes:
  0  done, or something was found
  1  nothing matched
  2  wrong usage, or a query with an error
  3  some files or articles failed
  4  the archive is damaged
  5  another process is writing to the archive
  6  a server that the archive is kept on does not answer
  70 a bug in Dateline
  74 the system refused: a disk is full, too many files are open, no permission
  130 interrupted, 143 terminated

\b
Shell completion:
  eval "$(_DATELINE_COMPLETE=bash_source dateline)"
  (zsh_source for zsh, fish_source for fish)""",
)
@click.version_option(__version__, prog_name="dateline")
@click.option(
    "--archive",
    metavar="FOLDER",
    help="The archive. Default: $DATELINE_ARCHIVE, else the nearest folder upward that has an "
    "archive, else the current folder.",
)
@click.option(
    "-v",
    "--verbose",
    count=True,
    help="Log what is done to stderr; -vv: in detail.",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    help="How a log line is written; json: one object a line. Without -v only warnings are logged.",
)
@click.pass_context
def cli(context: click.Context, archive: str | None, verbose: int, log_format: str | None) -> None:
    """An archive of news articles.

    Dateline keeps every file byte for byte, shows the evidence for every field, and finds every
    word.
    """
    context.obj = ArchiveLocation(archive)
    if verbose or log_format:
        _log_to_stderr(context, verbose, log_format or "text")
    elif context.invoked_subcommand in READS_FILES:
        _log_nothing(context)


def _log_to_stderr(context: click.Context, verbose: int, log_format: str) -> None:
    from dateline.logs import LogFormat, LogSettings, log_to_stderr

    level = ("WARNING", "INFO", "DEBUG")[min(verbose, 2)]
    context.with_resource(log_to_stderr(LogSettings(level, LogFormat(log_format))))


def _log_nothing(context: click.Context) -> None:
    from dateline.logs import log_to_stderr

    context.with_resource(log_to_stderr(None))


def main() -> None:
    """Run the command line and exit with its code. Raises only what shows that memory lacks."""
    # A command that takes a tenth of a second makes no garbage worth collecting: to collect while
    # it loads and once more at its end takes a sixth of a cold search. Long commands still collect.
    gc.set_threshold(50_000, 20, 50)
    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = _swallowed
    guard_output()
    warnings.showwarning = _warn
    try:
        code = _complete() if _COMPLETE in os.environ else run()
    except Exception as error:
        if lacks_memory(error):  # even to complain of it: see __main__
            raise
        # Python's own exit code, 1, would mean that nothing matched.
        from traceback import format_exc

        echo(format_exc(), err=True, nl=False)
        code = _A_BUG
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    sys.exit(code)


def _complete() -> int:
    from dateline.cli.completion.shells import complete

    return complete(cli, "dateline", _COMPLETE, os.environ[_COMPLETE])


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """Print what code warns of, as it does of doubtful files, which may name what is in them."""
    echo(f"note: {one_line(str(message))}", err=True)


class _Terminated(BaseException):
    """The process was asked to end. It ends as after Ctrl-C: everything that is open is closed."""


def _terminate(*_: object) -> None:
    raise _Terminated


def _swallowed(raised: sys.UnraisableHookArgs) -> None:
    """Send a signal again that came during a callback of the garbage collector.

    Its exception is raised where no code catches it. Of the signals that were tried, one in twenty
    came at such a time.
    """
    signal_number = {_Terminated: signal.SIGTERM, KeyboardInterrupt: signal.SIGINT}.get(
        raised.exc_type
    )
    if signal_number is None:
        sys.__unraisablehook__(raised)
    else:
        Timer(0.05, os.kill, (os.getpid(), signal_number)).start()


def run(arguments: list[str] | None = None) -> int:
    """Run the command line on `arguments` (None: the process's own); return the exit code."""
    try:
        code = cli.main(arguments, prog_name="dateline", standalone_mode=False)
    except DatelineError as error:
        if isinstance(error, OutputFailed):
            give_up_output()
        with suppress(OSError):  # if nothing can be printed, there is still the exit code
            _complain(error)
        return error.exit_code
    except click.ClickException as error:
        message = io.StringIO()
        error.show(message)
        echo(message.getvalue(), err=True, nl=False)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        echo(f"interrupted; {_what_remains(error.__cause__ or error)}", err=True)
        return 130
    except _Terminated as error:
        echo(f"terminated; {_what_remains(error)}", err=True)
        return 143
    except ReaderLeft:  # … | head, or the pager
        give_up_output()
        return 0
    except Exception as error:
        place = error.filename if isinstance(error, OSError) else None
        if (refusal := StorageFailed.of(error, place)) is None:
            raise
        _complain(refusal)
        return refusal.exit_code
    return code if isinstance(code, int) else 0


def _what_remains(error: BaseException) -> str:
    """What a command says of its work that was stopped: the note that it added to the exception."""
    notes: list[str] = getattr(error, "__notes__", ["what was ingested so far is kept"])
    return notes[0]


def _complain(error: DatelineError) -> None:
    """Print what is wrong in one line, the position in a query, and a hint if there is one."""
    echo(f"dateline: {one_line(error.message)}", err=True)
    if isinstance(error, QueryError):
        import shutil

        from rich.cells import cell_len, set_cell_size

        shown = "".join(" " if one_line(char) != char else char for char in error.query)
        wide = max(20, shutil.get_terminal_size().columns - 4)
        before = shown[max(0, error.position - wide) : error.position]
        after = shown[error.position : error.position + wide]
        while cell_len(before) > wide * 3 // 4:
            before = before[1:]
        room = min(cell_len(after), wide - cell_len(before))
        echo(f"  {before}{set_cell_size(after, room)}", err=True)
        echo(f"  {' ' * cell_len(before)}^", err=True)
    if error.hint:
        echo(f"hint: {one_line(error.hint)}", err=True)
