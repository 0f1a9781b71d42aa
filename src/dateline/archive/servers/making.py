"""An empty archive: in a folder alone, or with its database on a server."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

from dateline.durable import replace, storing
from dateline.errors import UsageError
from dateline.settings import Settings, config_file, load
from dateline.store import Store


def make_archive(folder: str, database: str | None) -> Settings:
    """There is an empty archive in the folder, which is made if need be. Its database is a file or,
    if `database` is given, at that address of PostgreSQL: then dateline.toml names it. Returns its
    settings.

    Raises UsageError if an archive is there, in the folder or at the address, and for an address
    that cannot be used: it names no database, or has a password in it.
    """
    settings = load(folder, {})
    if settings.exists:
        raise UsageError(f"there is an archive in {settings.root}", hint="name another folder")
    wanted = settings._replace(database=database)
    with Store.of(wanted, create=True) as store:
        if store.runs.all() or store.counts().articles:
            raise UsageError(
                f"the database holds an archive already: {store.place}",
                hint="use the folder of that archive, which other machines may share, or make "
                "another database",
            )
    if database is not None:
        name_database(settings.root, database)
    return wanted


def name_database(folder: str, database: str) -> None:
    """The dateline.toml of the folder, which named no database, names this one; all else in it
    stays."""
    file = config_file(folder)
    before = Path(file).read_text(encoding="utf-8") if os.path.exists(file) else ""
    text = f"database = {json.dumps(database)}\n{before}"
    tomllib.loads(text)
    with storing(file):
        replace(file, text.encode())
