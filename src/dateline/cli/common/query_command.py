"""Commands whose arguments are a query: a word in it may begin with a minus."""

from __future__ import annotations

from collections.abc import Iterator

import click

_MARK = "\0"  # before a word that click must not read as an option; no argument can contain it


class QueryCommand(click.Command):
    """A command whose argument `query` is a query.

    An argument that begins with a minus and is not an option is an excluded word. An argument that
    would be an option with one more minus is an error.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, list(self._marked(ctx, args)))
        typed = ctx.params.get("query") or ()  # None while a command line is completed
        ctx.params["query"] = tuple(word.removeprefix(_MARK) for word in typed)
        if str(ctx.params.get("name", "")).startswith(_MARK):
            raise click.UsageError("a name cannot begin with a minus")
        return rest

    def _marked(self, ctx: click.Context, args: list[str]) -> Iterator[str]:
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        known = {name for option in options for name in option.opts}
        taking = {name for option in options if not option.is_flag for name in option.opts}
        is_value = False
        for at, arg in enumerate(args):
            if arg == "--" and not is_value:
                yield from args[at:]
                return
            if is_value or not _is_excluded(arg, known, taking):
                is_value = not is_value and arg in taking
                yield arg
            elif f"-{arg}" in known:
                raise click.UsageError(
                    f"“{arg}” is not an option: write -{arg}, or in a query NOT {arg[1:]}"
                )
            else:
                yield _MARK + arg


def _is_excluded(arg: str, known: set[str], taking: set[str]) -> bool:
    """Whether an argument can only be an excluded word of the query."""
    if not arg.startswith("-") or arg.startswith("--") or arg == "-" or arg in known:
        return False
    with_value = arg[:2] in taking and (arg[2:].isdecimal() or arg[2:] == "all")  # -n5
    return not with_value
