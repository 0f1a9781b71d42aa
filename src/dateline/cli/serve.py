"""`dateline serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common.options import ArchiveLocation, archive_option
from dateline.cli.terminal.echo import echo
from dateline.errors import UsageError
from dateline.values.users import Role

if TYPE_CHECKING:
    from dateline.web.access.recognition import Recognizer

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command(
    "serve",
    short_help="Show the archive in a browser.",
    epilog="""\b
Examples:
  dateline serve --open
  dateline serve --port 9000 --read-only
  dateline serve --host 0.0.0.0 --name archive.example.org --users users.json""",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8710,
    show_default=True,
    help="The port; 0 picks a free one.",
)
@click.option("--open", "open_", is_flag=True, help="Open the page in a browser.")
@click.option("--read-only", is_flag=True, help="Turn decisions off.")
@click.option("--users", metavar="FILE", help="Let in whom this file names; see “dateline users”.")
@click.option(
    "--behind-proxy",
    metavar="HEADER",
    help="Trust a proxy that logs people in and puts their names into this header.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name that others reach this server by; can be repeated.",
)
@click.option(
    "--backups",
    metavar="FOLDER",
    help="Where backups go that an admin makes on the page; see “dateline backup”.",
)
@click.option(
    "--upload-limit",
    type=click.IntRange(min=1),
    default=2048,
    show_default=True,
    metavar="MB",
    help="The most that one upload may have, in megabytes.",
)
@archive_option
@click.pass_obj
def command(
    location: ArchiveLocation,
    *,
    host: str,
    port: int,
    open_: bool,
    read_only: bool,
    users: str | None,
    behind_proxy: str | None,
    names: tuple[str, ...],
    backups: str | None,
    upload_limit: int,
) -> int:
    """Serve the archive as web pages until Ctrl-C: searches, articles and decisions as on the
    command line.

    It listens on this machine only, and nobody needs to log in. Any other --host needs --users or
    --behind-proxy.
    """
    if host not in _LOOPBACK and not users and not behind_proxy:
        raise UsageError(
            f"{host} can be reached from other machines, by anybody",
            hint="say who may: --users FILE (“dateline users add” makes it), or --behind-proxy",
        )
    if users and behind_proxy:
        raise click.UsageError("--users and --behind-proxy cannot be used together")
    from dateline.web.app import create_app
    from dateline.web.server import bound, serve

    archive = location.open()
    most = Role.READER if read_only else Role.ADMIN
    recognizer = _recognizer(archive.settings.decider, most, users, behind_proxy)
    known = frozenset(name.lower() for name in ("localhost", host, *names))
    folder = Path(backups).absolute() if backups else None
    app = create_app(
        archive.settings, recognizer, known, backups=folder, most_upload=upload_limit << 20
    )
    try:
        listening = bound(host, port)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host}, port {port}: {error.strerror}",
            hint="--port 0 takes a free one",
        ) from error
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listening.getsockname()[1]}/"
    echo(f"Dateline is at {address} (Ctrl-C ends it)")
    if open_:
        click.launch(address)
    serve(app, listening)
    return 0


def _recognizer(person: str, most: Role, users: str | None, behind_proxy: str | None) -> Recognizer:
    """What tells who asks; nobody may do more than `most`."""
    from dateline.web.access.recognition import ByProxy, ByUsers, Everyone
    from dateline.web.access.users import Users
    from dateline.web.access.visitors import Visitor

    if users:
        return ByUsers(Users(users), most)
    if behind_proxy:
        return ByProxy(behind_proxy, most)
    return Everyone(Visitor(person, most))
