"""Commands whose arguments are a query, in which a word may begin with a minus."""

from __future__ import annotations

from collections.abc import Iterator

import click

_MARK = "\0"  # before a word that click must not take for an option; no argument can have it


class QueryCommand(click.Command):
    """A command whose arguments `query` are a query: one that begins with a minus and is no
    option is a word that is excluded. One that differs from an option by a minus is an error."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, list(self._marked(ctx, args)))
        ctx.params["query"] = tuple(word.removeprefix(_MARK) for word in ctx.params["query"])
        if str(ctx.params.get("name", "")).startswith(_MARK):
            raise click.UsageError("a name does not begin with a minus")
        return rest

    def _marked(self, ctx: click.Context, args: list[str]) -> Iterator[str]:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        known = {name for one in options for name in one.opts}
        taking = {name for one in options if not one.is_flag for name in one.opts}
        is_value = False
        for at, arg in enumerate(args):
            if arg == "--" and not is_value:
                yield from args[at:]
                return
            if is_value or not _is_excluded(arg, known, taking):
                is_value = not is_value and arg in taking
                yield arg
            elif f"-{arg}" in known:
                raise click.UsageError(f"“{arg}” is no option: write -{arg}, or NOT {arg[1:]}")
            else:
                yield _MARK + arg


def _is_excluded(arg: str, known: set[str], taking: set[str]) -> bool:
    """Whether an argument can only be meant as a word of the query, with a minus before it."""
    if not arg.startswith("-") or arg.startswith("--") or arg == "-" or arg in known:
        return False
    with_value = arg[:2] in taking and (arg[2:].isdecimal() or arg[2:] == "all")  # -n5
    return not with_value
