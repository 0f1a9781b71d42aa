"""An empty archive: in a folder alone, or with its database or its index on a server."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

from dateline.durable import replace, storing
from dateline.errors import UsageError
from dateline.search.index import storage
from dateline.settings import Settings, config_file, load
from dateline.store import Store


def make_archive(folder: str, database: str | None, index: str | None) -> Settings:
    """There is an empty archive in the folder, which is made if need be. Its database is a file or,
    if `database` is given, at that address of PostgreSQL; its index is in the folder or, if `index`
    is given, at that address of OpenSearch. dateline.toml names the addresses. Returns its
    settings.

    Raises UsageError if an archive is there, in the folder or at an address, and for an address
    that cannot be used: it names no database or index, or has a password in it.
    """
    settings = load(folder, {})
    if settings.exists:
        raise UsageError(f"there is an archive in {settings.root}", hint="name another folder")
    wanted = settings._replace(database=database)
    if index is not None:
        wanted = wanted._replace(index_address=_unused(index, settings))
    with Store.of(wanted, create=True) as store:
        if store.runs.all() or store.counts().articles:
            raise UsageError(
                f"the database holds an archive already: {store.place}",
                hint="use the folder of that archive, which other machines may share, or make "
                "another database",
            )
    name_servers(settings.root, database=database, index=index)
    return wanted


def _unused(index: str, settings: Settings) -> str:
    """The address of an index, where there is none yet."""
    if settings.index_address is not None:
        raise UsageError(f"{config_file(settings.root)} names an index already")
    if storage(settings.index_folder, index).commit is not None:
        raise UsageError(
            f"there is an index of an archive already: {index}", hint="give it another name"
        )
    return index


def name_servers(folder: str, **addresses: str | None) -> None:
    """The dateline.toml of the folder, which named none of these servers, names those that have an
    address; all else in it stays."""
    lines = [f"{name} = {json.dumps(each)}\n" for name, each in addresses.items() if each]
    if not lines:
        return
    file = config_file(folder)
    before = Path(file).read_text(encoding="utf-8") if os.path.exists(file) else ""
    text = "".join([*lines, before])
    tomllib.loads(text)
    with storing(file):
        replace(file, text.encode())
