"""The near copies of an article: a part of `dateline show`."""

from __future__ import annotations

from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.cli.terminal.echo import echo
from dateline.schemas.changes import copies_shape, copy_shape
from dateline.values.article import ArchivedArticle
from dateline.values.listing import StoryLine

_COLUMNS = ("id", "similarity", "same", "published", "source", "title")


def print_copies(article: ArchivedArticle, copies: tuple[StoryLine, ...], format: str) -> int:
    """A line for each other article of its story. Return the exit code: 1 if there are none."""
    if format == Format.JSON:
        print_json(copies_shape(article, copies))
    elif format == Format.JSONL:
        print_jsonl(map(copy_shape, copies))
    elif format == Format.CSV:
        rows = map(copy_shape, copies)
        print_csv(_COLUMNS, ([getattr(row, name) for name in _COLUMNS] for row in rows))
    elif copies:
        print_table(
            ("id", "similarity", "published", "source", "title"),
            [(x.id, _percent(x), _date(x) or "no date", x.source, x.title or "") for x in copies],
            right="similarity",
        )
    else:
        echo("no other article is a near copy of it", err=True)
    return 0 if copies else 1


def _date(copy: StoryLine) -> str | None:
    return copy.published.value if copy.published else None


def _percent(copy: StoryLine) -> str:
    """Similarity in whole percents, rounded down: 100 % is every run of words."""
    return "same" if copy.same else f"{int(100 * copy.similarity)} %"
