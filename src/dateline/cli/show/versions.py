"""The versions of an article, and what differs between two of them: parts of `dateline show`."""

from __future__ import annotations

from dateline.cli.common.field_changes import print_changes
from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo
from dateline.comparing import changes
from dateline.schemas.changes import (
    change_shape,
    difference_shape,
    version_shape,
    versions_shape,
)
from dateline.values.article import ArchivedArticle

_COLUMNS = ("version", "added", "published", "title", "replacement", "found_at")


def print_versions(versions: tuple[ArchivedArticle, ...], format: str) -> None:
    """A line for each version, oldest first; the last is the current one."""
    if format == Format.JSON:
        print_json(versions_shape(versions))
    elif format == Format.JSONL:
        print_jsonl(map(version_shape, versions))
    elif format == Format.CSV:
        rows = map(version_shape, versions)
        print_csv(_COLUMNS, ([getattr(row, name) for name in _COLUMNS] for row in rows))
    else:
        print_table(
            ("version", "added", "published", "title"),
            [
                (
                    str(version.version),
                    version.added,
                    version.published.value if version.published else "",
                    (version.title or "") + (" [replacement]" if version.replacement else ""),
                )
                for version in versions
            ],
            right="version",
        )


def print_difference(old: ArchivedArticle, new: ArchivedArticle, format: str) -> None:
    """The fields that differ between two versions, word by word."""
    found = changes(old, new)
    if format == Format.JSON:
        print_json(difference_shape(old, new, found))
    elif format == Format.JSONL:
        print_jsonl(map(change_shape, found))
    elif format == Format.CSV:
        print_csv(("field", "before", "after"), ((x.field, x.before, x.after) for x in found))
    elif found:
        print_changes(found)
    else:
        echo("no differences", err=True)
