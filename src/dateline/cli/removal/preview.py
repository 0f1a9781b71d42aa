"""What would go, shown before it goes, and the question whether it may."""

from __future__ import annotations

import sys

from dateline.cli.common.counting import counted
from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl
from dateline.cli.terminal.echo import echo
from dateline.errors import UsageError
from dateline.schemas.archive.removal import removal_shape, removed_article_shape
from dateline.values.archive.removal import Removal, RemovedArticle

_COLUMNS = ("id", "title", "source", "published", "versions", "whole")
_LISTED = 20  # articles; a person reads no more of them


def print_preview(removal: Removal, *, purge: bool = False) -> None:
    """What goes, and what stays although somebody may take it to go, on stderr."""
    for article in removal.articles[:_LISTED]:
        echo(_line(article), err=True)
    if (more := len(removal.articles) - _LISTED) > 0:
        echo(f"and {more:,} more", err=True)
    echo(err=True)
    echo(_summary(removal, "would go"), err=True)
    for file in removal.shared[:_LISTED]:
        others = counted(file.needed_by, "other article or failure", "other articles or failures")
        one = file.needed_by == 1
        if purge:
            stay = "stays, without its file" if one else "stay, without their file"
            kept = f"the file goes; {others} read from it {stay}"
        else:
            need = "needs it" if one else "need it"
            kept = f"the file stays, with the deleted text in it: {others} {need}"
        echo(f"{file.path}: {kept}", err=True)
    if (more := len(removal.shared) - _LISTED) > 0:
        echo(f"and {counted(more, 'more file like these', 'more files like these')}", err=True)
    if removal.shared and not purge:
        echo("hint: --purge removes such files as well", err=True)
    if removal.copies:
        copies = counted(len(removal.copies), "near copy stays", "near copies stay")
        echo(f"{copies}: {', '.join(removal.copies[:_LISTED])}", err=True)
    if removal.saved:
        echo(f"saved searches that go, for they tell of it: {', '.join(removal.saved)}", err=True)


def print_removed(removal: Removal, verb: str, format: str) -> None:
    """What went, on stdout."""
    if format == Format.JSON:
        print_json(removal_shape(removal))
    elif format == Format.JSONL:
        print_jsonl(map(removed_article_shape, removal.articles))
    elif format == Format.CSV:
        shapes = map(removed_article_shape, removal.articles)
        print_csv(_COLUMNS, ([getattr(each, name) for name in _COLUMNS] for each in shapes))
    else:
        echo(_summary(removal, verb))


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the person agrees, or did so by --yes. Raises UsageError where there is nobody to
    ask."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(
            "nothing was changed, since there is nobody to ask",
            hint="--yes changes it without asking",
        )
    echo(f"{question} y or n: ", nl=False, err=True)
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    echo("nothing was changed", err=True)
    return False


def _summary(removal: Removal, verb: str) -> str:
    """One line: how many articles, versions and files."""
    whole = sum(article.whole for article in removal.articles)
    partly = sum(len(article.versions) for article in removal.articles if not article.whole)
    files = counted(removal.originals, "original file")
    parts = [
        counted(whole, "article") if whole or not partly else "",
        counted(partly, "version of an article that stays", "versions of articles that stay")
        if partly
        else "",
        f"{files} ({removal.size_bytes:,} bytes)",
    ]
    return f"{verb}: {', '.join(filter(None, parts))}"


def _line(article: RemovedArticle) -> str:
    """One article: "0a5d...  2025-07-18  Arab News  Title (2 versions)"."""
    if article.whole:
        versions = f" ({len(article.versions)} versions)" if len(article.versions) > 1 else ""
    else:
        numbers = ", ".join(map(str, article.versions))
        versions = f" (only version{'s' * (len(article.versions) > 1)} {numbers})"
    day = article.published.value[:10] if article.published else "undated"
    title = (article.title or "(no title)").replace("\n", " ")
    return f"{article.id}  {day}  {article.source}  {title}{versions}"
