"""All that an archive says, in a form that two archives can be compared by: every table without
times and numbers of runs, every document of the index, every original by its digest."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline import open_archive
from dateline.search.engine_query import Everything
from dateline.search.engines.base import EngineRequest
from dateline.search.index import Index, storage
from dateline.search.indexed import Document
from dateline.settings import load
from dateline.store.originals import Originals

# When something happened, and the numbers that count how often something was tried.
_OF_THE_MOMENT = {
    *("added", "at", "first_seen", "annotated", "started", "ended", "undone"),
    *("run", "found_by", "id", "seq", "arrival", "decision", "begun", "row_digest"),
}
_DIGEST = ("annotations", "digest")  # of the moment too; `verify` compares it with what it is of
_IDS_OF_ROWS = {"articles", "reports"}  # where `id` is more than a number
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", re.ASCII)
_NO_TABLES = {"index_state", "sqlite_sequence", "runs", "alembic_version"}


def whole_state(place: Path) -> dict[str, Any]:
    """The state of an archive; asserts that nothing in it is damaged."""
    with open_archive(place) as archive:
        archive.ids("*")  # an index that lacks changes is brought up to date
        assert archive.verify().damages == ()
    files = (place / "db" / "originals").glob("??/*")  # beside them are partial files, for a while
    originals = Originals(place / "db" / "originals")
    return {
        **_tables(place / "db" / "dateline.sqlite"),
        "index": _documents(place),
        "originals": {
            file.name: sha256(originals.read(file.stem.partition(".")[0])).hexdigest()
            for file in files
        },
    }


def _tables(database: Path) -> dict[str, Counter[str]]:
    found = {}
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in tables.fetchall():
            if name in _NO_TABLES:
                continue
            columns = [
                row[1]
                for row in connection.execute(f'PRAGMA table_info("{name}")')
                if (row[1] not in _OF_THE_MOMENT or (row[1] == "id" and name in _IDS_OF_ROWS))
                and (name, row[1]) != _DIGEST
            ]
            listed = ", ".join(f'"{column}"' for column in columns) or "NULL"
            rows = connection.execute(f'SELECT {listed} FROM "{name}"').fetchall()
            found[name] = Counter(map(_timeless, rows))
    return found


def _documents(place: Path) -> dict[str, Any]:
    settings = load(str(place), {})
    engine = Index(storage(settings.index_folder), settings.language).open()
    assert engine is not None
    with closing(engine):
        result = engine.search(Everything(), EngineRequest(limit=None))
        assert sorted(engine.ids()) == sorted(hit.id for hit in result.hits)
        return {match.hit.id: _timeless(_without_run(match.document)) for match in result.best}


def _without_run(document: Document) -> Document:
    values = {name: value for name, value in document.values.items() if name != "run"}
    return document._replace(values=values, added=None)


def _timeless(value: object) -> str:
    return _TIME.sub("TIME", repr(value))
