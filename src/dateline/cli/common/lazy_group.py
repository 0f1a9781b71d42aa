"""A group of commands whose modules are imported when one of them is run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any

import click

from dateline.cli.common.empty import refuse_empty


class LazyGroup(click.Group):
    """A group that loads a command when it is run.

    An empty argument is refused, whatever the command (`refuse_empty`).

    `commands` maps the name of each command to its module, or to "module:name" if it is not named
    `command` there, and to its line in the overview, which may have `sections`. Arguments that
    begin with none of these names are for the command `default`, if there is one.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        commands: Mapping[str, tuple[str, str]],
        sections: Mapping[str, Collection[str]] | None = None,
        default: str | None = None,
        **attributes: Any,
    ) -> None:
        super().__init__(name, **attributes)
        self._modules = commands
        self._sections = sections or {"Commands": commands}
        self._default = default

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        own = ("--help", "-h", *self._modules)
        if self._default and args[:1] not in ([name] for name in own):
            args = [self._default, *args]
        if not context.resilient_parsing:  # while a line is completed
            refuse_empty(self, args, until=self._modules)
        return super().parse_args(context, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if not (ctx.resilient_parsing or command is None or isinstance(command, LazyGroup)):
            refuse_empty(command, rest)
        return name, command, rest

    def list_commands(self, _: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return None
        module, name, *_rest = (*self._modules[cmd_name][0].split(":"), "command")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, self._modules)) + 2
        for title, names in self._sections.items():
            with formatter.section(title):
                lines = [(name.ljust(width - 2), self._modules[name][1]) for name in names]
                formatter.write_dl(lines)
