"""Arguments that are empty, as those of a script are whose variable is not set.

Read as if they were not there they would mean something else: the current folder, or all articles.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click


class Clearable(click.Option):
    """An option with a text whose empty value means that there is no such thing."""


def refuse_empty(
    command: click.Command, args: Sequence[str], *, until: Collection[str] = ()
) -> None:
    """Raise UsageError if one of the command's arguments, or the value of an option, is empty or
    blank. What follows an argument in `until` is of another command, and not looked at."""
    options = _with_value(command)
    before = ""
    for arg in args:
        if arg in until:
            return
        name, equals, value = arg.partition("=")
        joined = bool(equals) and arg.startswith("--")
        asked = options.get(name if joined else before)
        if not (value if joined else arg).strip() and not isinstance(asked, Clearable):
            named = name if joined else before if asked else None
            raise click.UsageError(
                f"the value of {named} is empty" if named else "an argument is empty"
            )
        if isinstance(command, click.Group) and arg in command.commands:
            command = command.commands[arg]
            options = _with_value(command)
        before = arg


def _with_value(command: click.Command) -> dict[str, click.Option]:
    """The options that take a value, by each of their names."""
    return {
        name: option
        for option in command.params
        if isinstance(option, click.Option) and not option.is_flag and not option.count
        for name in option.opts
    }
