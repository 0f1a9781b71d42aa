"""Dateline, an archive of news articles: the public door.

    import dateline

    archive = dateline.open_archive("my-archive")
    archive.ingest(["clippings"], source="Example News")
    for hit in archive.search('"trade talks"').hits:
        print(hit.published, hit.title)

What is named in `__all__` is public; everything else may change without a word.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.annotation import annotate
    from dateline.archive import Archive, open_archive
    from dateline.errors import (
        ArchiveBusy,
        ArchiveDamaged,
        DatelineError,
        NoArchive,
        NoSuchArticle,
        NoSuchEvent,
        NotAnArticle,
        QueryError,
        ReadError,
        ReadOnlyArchive,
        UsageError,
    )
    from dateline.events.clusters import clusters
    from dateline.ingest.progress import Progress, Stage
    from dateline.reading import read
    from dateline.values.annotations import Annotations, MentionKind
    from dateline.values.article import ArchivedArticle, Article, Caption, Evidence, Source
    from dateline.values.events import EventCluster, EventFilter, Review
    from dateline.values.listing import Counts, FailureFilter, SourceSummary
    from dateline.values.moment import Moment, Precision
    from dateline.values.outcome import Balance, Disposition, Outcome
    from dateline.values.results import Hit, Page, Snippet

__version__ = "0.2.0"

# Where each public name lives. A name is loaded when it is first asked for, so that a search
# does not load the database, nor `read` the search engine.
_HOMES = {
    "dateline.annotation": ("annotate",),
    "dateline.archive": ("Archive", "open_archive"),
    "dateline.errors": (
        "ArchiveBusy",
        "ArchiveDamaged",
        "DatelineError",
        "NoArchive",
        "NoSuchArticle",
        "NoSuchEvent",
        "NotAnArticle",
        "QueryError",
        "ReadError",
        "ReadOnlyArchive",
        "UsageError",
    ),
    "dateline.events.clusters": ("clusters",),
    "dateline.ingest.progress": ("Progress", "Stage"),
    "dateline.reading": ("read",),
    "dateline.values.listing": ("Counts", "FailureFilter", "SourceSummary"),
    "dateline.values.annotations": ("Annotations", "MentionKind"),
    "dateline.values.events": ("EventCluster", "EventFilter", "Review"),
    "dateline.values.results": ("Hit", "Page", "Snippet"),
    "dateline.values.article": ("ArchivedArticle", "Article", "Caption", "Evidence", "Source"),
    "dateline.values.moment": ("Moment", "Precision"),
    "dateline.values.outcome": ("Balance", "Disposition", "Outcome"),
}

__all__ = [
    "Annotations",
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchivedArticle",
    "Article",
    "Balance",
    "Caption",
    "Counts",
    "DatelineError",
    "Disposition",
    "EventCluster",
    "EventFilter",
    "Evidence",
    "FailureFilter",
    "Hit",
    "MentionKind",
    "Moment",
    "NoArchive",
    "NoSuchArticle",
    "NoSuchEvent",
    "NotAnArticle",
    "Outcome",
    "Page",
    "Precision",
    "Progress",
    "QueryError",
    "ReadError",
    "ReadOnlyArchive",
    "Review",
    "Snippet",
    "Source",
    "SourceSummary",
    "Stage",
    "UsageError",
    "annotate",
    "clusters",
    "open_archive",
    "read",
]


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
