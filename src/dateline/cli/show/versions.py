"""The versions of an article, and what differs between two of them: parts of `dateline show`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.common.field_changes import document, print_changes
from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.comparing import changes
from dateline.errors import UsageError
from dateline.values.article import ArchivedArticle

_COLUMNS = ("version", "added", "published", "title", "found_at")


def numbered(versions: tuple[ArchivedArticle, ...], number: int) -> ArchivedArticle:
    """The version with this number. Raises UsageError where there is none."""
    for version in versions:
        if version.version == number:
            return version
    last = versions[-1]
    raise UsageError(f"{last.id} has no version {number}", hint=f"its last is {last.version}")


def print_versions(versions: tuple[ArchivedArticle, ...], format: str) -> None:
    """A line for each version, oldest first; the last is the current one."""
    if format == Format.JSON:
        print_json({"id": versions[0].id, "versions": list(map(_line, versions))})
    elif format == Format.JSONL:
        print_jsonl(map(_line, versions))
    elif format == Format.CSV:
        print_csv(_COLUMNS, ([_line(one)[name] for name in _COLUMNS] for one in versions))
    else:
        print_table(
            ("version", "added", "published", "title"),
            [
                (str(x.version), x.added, x.published.value if x.published else "", x.title or "")
                for x in versions
            ],
            right="version",
        )


def _line(version: ArchivedArticle) -> dict[str, Any]:
    return {
        "version": version.version,
        "added": version.added,
        "published": version.published.value if version.published else None,
        "title": version.title,
        "found_at": version.original.locations[0] if version.original.locations else None,
    }


def print_difference(old: ArchivedArticle, new: ArchivedArticle, format: str) -> None:
    """The fields that differ between two versions, word by word."""
    found = changes(old, new)
    if format == Format.JSON:
        listed = list(map(document, found))
        print_json({"id": old.id, "from": old.version, "to": new.version, "changes": listed})
    elif format == Format.JSONL:
        print_jsonl(map(document, found))
    elif format == Format.CSV:
        print_csv(("field", "before", "after"), ((x.field, x.before, x.after) for x in found))
    elif found:
        print_changes(found)
    else:
        click.echo("nothing differs", err=True)
