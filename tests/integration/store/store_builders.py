"""Builders of intake items and failures: minimal ones, with other fields as given."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.store import Store
from dateline.values.article import Article, Original
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.moment import Moment
from dateline.values.outcome import Disposition

LONG = " ".join(f"word{n}" for n in range(30))


SERVERS: dict[Path, str | None] = {}
"""Where the database of the store in a folder is: None for a file in it."""


def open_store(folder: Path, **options: Any) -> Store:
    """The store in the folder, in the database system that the test runs with."""
    return Store.open(folder, server=SERVERS.get(folder), **options)


def original(data: bytes = b"file") -> Original:
    return Original(
        sha256=sha256(data).hexdigest(), size=len(data), media_type="application/x-ndjson"
    )


def intake_item(
    record: str, *, file: bytes = b"file", path: str = "a.jsonl", ordinal: int = 0, **fields: Any
) -> IntakeItem:
    """The intake item of a record with these bytes, with an article of these fields. The default
    body is long and contains the record, so that two records have different texts."""
    fields.setdefault("title", f"Title of {record}")
    fields.setdefault("body", f"{record} {LONG}")
    if isinstance(fields.get("published"), str):
        fields["published"] = Moment(value=fields["published"], basis="given")
    return IntakeItem(
        article=Article(**fields),
        record_digest=sha256(record.encode()).hexdigest(),
        original=original(file),
        ordinal=ordinal,
        where=f"line {ordinal + 1}",
        path=path,
        reader="json 1",
    )


def failure(path: str = "a.jsonl", **fields: Any) -> Failure:
    defaults: dict[str, Any] = {
        "disposition": Disposition.FAILED,
        "stage": "read",
        "reason": "broken JSON",
        "tool": "json 1",
        "original": original(),
        "ordinal": 6,
        "where": "line 7",
    }
    return Failure(path=path, **(defaults | fields))


def dispositions(store: Store, *batch: IntakeItem | Failure) -> list[str]:
    return [outcome.disposition.value for outcome in store.file(batch)]


def only_id(store: Store, item: IntakeItem) -> str:
    """Store one article and return its id."""
    (outcome,) = store.file([item])
    assert outcome.id is not None
    return outcome.id


def database_file(folder: Path) -> Path:
    return folder / "dateline.sqlite"


def name_as_in_0007(connection: sqlite3.Connection) -> None:
    """Tables and columns have the names that they had up to revision 0007."""
    for table, column in (("articles", "address"), ("versions", "partial")):
        connection.execute(f"DROP INDEX ix_{table}_{column}")
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for index in ("annotations_error", "occurrences_article_version", "occurrences_record_digest"):
        connection.execute(f"DROP INDEX ix_{index}")
    for new, old in (
        ("annotations", "codings"),
        ("occurrences", "sightings"),
        ("reviews", "verdicts"),
        ("saved_searches", "saved"),
    ):
        connection.execute(f"ALTER TABLE {new} RENAME TO {old}")
    for table, new, old in (
        ("originals", "fully_read_by", "settled_tool"),
        ("originals", "articles_read", "settled_articles"),
        ("versions", "hints", "given"),
        ("failures", "hints", "given"),
        ("failures", "disposition", "fate"),
        ("codings", "search_keys", "coding"),
    ):
        connection.execute(f"ALTER TABLE {table} RENAME COLUMN {new} TO {old}")
    connection.execute("CREATE INDEX ix_codings_error ON codings (error)")
    for table in ("index_state", "tombstones", "left_files", "purges", "runs", "given"):
        connection.execute(f"DROP TABLE {table}")
    for index in ("versions_run", "occurrences_run"):
        connection.execute(f"DROP INDEX ix_{index}")
    for column in ("withdrawn", "found_by"):
        connection.execute(f"ALTER TABLE originals DROP COLUMN {column}")
    for table in ("versions", "sightings", "locations", "failures"):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN run")
    for column in ("as_read", "replacement", "row_digest", "guid"):
        connection.execute(f"ALTER TABLE versions DROP COLUMN {column}")


def drop_newer_tables(connection: sqlite3.Connection) -> None:
    """The tables and indexes that came after revision 0004 are gone."""
    name_as_in_0007(connection)
    for index in ("path_record", "path_original"):
        connection.execute(f"DROP INDEX ix_failures_{index}")
    connection.execute("CREATE INDEX ix_failures_path ON failures (path)")
    for table in ("names", "places", "quotes", "reports", "codings", "verdicts", "decisions"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DROP TABLE saved")
