"""`dateline users`: who may use the pages and the API."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from dateline.cli.common.lazy_group import LazyGroup
from dateline.cli.common.options import Format, format_options
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo
from dateline.schemas.users import user_shape, users_shape
from dateline.search.query.dates import day
from dateline.values.users import Account, Role, Scope, Token
from dateline.web.access.users_file import UsersFile

_F = TypeVar("_F", bound=Callable[..., Any])


def _file_option(function: _F) -> _F:
    return click.option(
        "--users",
        "file",
        required=True,
        metavar="FILE",
        callback=lambda _context, _parameter, value: UsersFile(value),
        help="The users file, which “dateline serve --users” reads.",
    )(function)


_role = click.Choice([role.value for role in Role])


@click.command(
    "add",
    epilog="""\b
Examples:
  dateline users add ann --role admin --users users.json
  pass show dateline/ben | dateline users add ben --users users.json""",
)
@click.argument("name")
@click.option(
    "--role",
    type=_role,
    default=Role.READER.value,
    show_default=True,
    help="A reader may search and read; an editor may also add articles and decide; an admin may "
    "also do what concerns the archive as a whole.",
)
@_file_option
def add(*, name: str, role: str, file: UsersFile) -> None:
    """Add the user NAME. The password is asked for twice or, without a terminal, read as one line
    from standard input.

    The first user makes the file. Only you can read it; the password is kept as an Argon2 hash.
    """
    file.add(name, Role(role), _password())


@click.command("list")
@_file_option
@format_options(Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
def list_users(*, file: UsersFile, format: str) -> int:
    """List the users, with their tokens.

    Exits with 1 if there are none.
    """
    users = file.read()[1].users
    if format == Format.JSON:
        print_json(users_shape(users))
    elif format == Format.JSONL:
        print_jsonl(map(user_shape, users))
    elif format == Format.CSV:
        rows = map(_row, users)
        print_csv(("name", "role", "tokens"), rows)
    elif users:
        print_table(("name", "role", "tokens"), list(map(_row, users)))
    else:
        echo("no users", err=True)
    return 0 if users else 1


def _row(user: Account) -> tuple[str, str, str]:
    return user.name, user.role, "; ".join(map(_shown, user.tokens))


def _shown(token: Token) -> str:
    until = f", until {token.until}" if token.until else ""
    return f"{token.label} ({token.scope}{until})"


@click.command("remove")
@click.argument("name")
@_file_option
def remove(*, name: str, file: UsersFile) -> None:
    """Remove the user NAME. The sessions and tokens of the user end at once."""
    file.remove(name)


@click.command("password")
@click.argument("name")
@_file_option
def password(*, name: str, file: UsersFile) -> None:
    """Give the user NAME another password, which is asked for as by “add”. The sessions of the user
    end at once; tokens stay valid."""
    file.set_password(name, _password())


@click.command("role")
@click.argument("name")
@click.argument("role", type=_role)
@_file_option
def change_role(*, name: str, role: str, file: UsersFile) -> None:
    """Give the user NAME the role ROLE. The sessions of the user end at once."""
    file.set_role(name, Role(role))


@click.command(
    "token",
    epilog="""\b
Examples:
  dateline users token ann laptop --users users.json
  dateline users token ann import --scope edit --until 2027-03 --users users.json
  dateline users token ann laptop --remove --users users.json""",
)
@click.argument("name")
@click.argument("label")
@click.option(
    "--scope",
    type=click.Choice([scope.value for scope in Scope]),
    default=Scope.READ.value,
    show_default=True,
    help="What it may be used for, as far as the user's role allows.",
)
@click.option(
    "--until", metavar="DATE", help="It is valid up to this day, month or year. Default: no end."
)
@click.option("--remove", "removing", is_flag=True, help="End this token.")
@_file_option
def token(
    *, name: str, label: str, scope: str, until: str | None, removing: bool, file: UsersFile
) -> None:
    """Make a token for the API, called LABEL, for the user NAME, and print it.

    It is printed only now: the file keeps its SHA-256. Send it as “Authorization: Bearer TOKEN”.
    """
    if removing:
        file.remove_token(name, label)
    else:
        echo(file.add_token(name, label, Scope(scope), day(until, "--until", 1)))


def _password() -> str:
    """What is typed twice on a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    except click.Abort as stopped:
        stopped.add_note("nothing was changed")
        raise
    return typed


command = LazyGroup(
    "users",
    commands={
        "add": ("dateline.cli.users:add", "Add a user."),
        "list": ("dateline.cli.users:list_users", "List the users and their tokens."),
        "remove": ("dateline.cli.users:remove", "Remove a user."),
        "password": ("dateline.cli.users:password", "Give a user another password."),
        "role": ("dateline.cli.users:change_role", "Give a user another role."),
        "token": ("dateline.cli.users:token", "Make a token for the API, or end one."),
    },
    short_help="Say who may use the pages and the API: users, roles, tokens.",
    help="""Say who may use the pages and the API of “dateline serve --users FILE”. A running server
    knows of every change at once.""",
    epilog="""\b
Examples:
  dateline users add ann --role admin --users users.json
  dateline users list --users users.json
  dateline users password ann --users users.json
  dateline users token ann laptop --scope read --until 2027 --users users.json""",
)
