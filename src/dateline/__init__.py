"""Dateline, an archive of news articles: the public names.

    import dateline

    archive = dateline.open_archive("my-archive")
    archive.ingest(["clippings"], source="Example News")
    for hit in archive.search('"trade talks"').hits:
        print(hit.published, hit.title)

What is named in `__all__` is public; everything else may change without notice.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # to import it takes memory that `__main__` does without

if TYPE_CHECKING:
    from dateline.annotation import annotate
    from dateline.archive import Archive, open_archive
    from dateline.archive.curation.curation import Curation
    from dateline.archive.entities import Entities
    from dateline.archive.events import Events
    from dateline.archive.failures import Failures
    from dateline.archive.index import ArchiveIndex
    from dateline.archive.integrity.backups import restore
    from dateline.archive.removal.deletions import Deletions
    from dateline.archive.removal.runs import Runs
    from dateline.archive.saved import SavedSearches
    from dateline.errors import (
        ArchiveBusy,
        ArchiveDamaged,
        DatelineError,
        NoArchive,
        NoSuchArticle,
        NoSuchEntity,
        NoSuchEvent,
        NotAnArticle,
        QueryError,
        ReadError,
        ReadOnlyArchive,
        UsageError,
    )
    from dateline.events.clusters import clusters
    from dateline.events.sampling import EventSample
    from dateline.ingest.progress import Observer, Progress, Stage
    from dateline.ingest.reprocess import Rereading
    from dateline.reading import read
    from dateline.search.query.parser import MatchMode
    from dateline.values.annotations import Annotations, MentionKind
    from dateline.values.archive.integrity import (
        Backup,
        Damage,
        Part,
        Restoration,
        Verification,
    )
    from dateline.values.archive.receipts import ArticleState, Receipt, Replay, ReplayedArticle
    from dateline.values.archive.removal import Deletion, Removal, RemovedArticle, SharedFile
    from dateline.values.archive.runs import RecordedRun
    from dateline.values.article import ArchivedArticle, Article, Caption, Evidence, Source
    from dateline.values.curation.decisions import (
        Action,
        Correction,
        Decision,
        ImportReport,
        Labels,
        Note,
    )
    from dateline.values.events import (
        AnnotatedArticle,
        Change,
        CodedEvent,
        EgoNetwork,
        Entity,
        EntityDecision,
        EventCluster,
        EventFilter,
        QuoteLine,
        Reannotation,
        Review,
        ReviewedEvent,
        Tie,
    )
    from dateline.values.listing import (
        ArticleLine,
        Counts,
        FailureFilter,
        IndexCheck,
        IndexInfo,
        PlaceLine,
        RecordedFailure,
        SavedSearch,
        SourceOrder,
        SourceSummary,
        StoryLine,
    )
    from dateline.values.moment import Moment, Precision
    from dateline.values.outcome import Balance, Disposition, Outcome
    from dateline.values.search.results import ALL, All, Completion, Hit, Page, PartCount, Snippet
    from dateline.values.search.similar import Similar
    from dateline.values.search.why import Why

__version__ = "0.2.0"

# Where each public name lives. A name is loaded when it is first asked for, so that a search
# does not load the database, nor `read` the search engine.
_HOMES = {
    "dateline.annotation": ("annotate",),
    "dateline.archive": ("Archive", "open_archive"),
    "dateline.archive.integrity.backups": ("restore",),
    "dateline.archive.curation.curation": ("Curation",),
    "dateline.archive.removal.deletions": ("Deletions",),
    "dateline.archive.entities": ("Entities",),
    "dateline.archive.events": ("Events",),
    "dateline.archive.failures": ("Failures",),
    "dateline.archive.index": ("ArchiveIndex",),
    "dateline.archive.removal.runs": ("Runs",),
    "dateline.archive.saved": ("SavedSearches",),
    "dateline.errors": (
        "ArchiveBusy",
        "ArchiveDamaged",
        "DatelineError",
        "NoArchive",
        "NoSuchArticle",
        "NoSuchEntity",
        "NoSuchEvent",
        "NotAnArticle",
        "QueryError",
        "ReadError",
        "ReadOnlyArchive",
        "UsageError",
    ),
    "dateline.events.clusters": ("clusters",),
    "dateline.events.sampling": ("EventSample",),
    "dateline.ingest.progress": ("Observer", "Progress", "Stage"),
    "dateline.ingest.reprocess": ("Rereading",),
    "dateline.reading": ("read",),
    "dateline.search.query.parser": ("MatchMode",),
    "dateline.values.annotations": ("Annotations", "MentionKind"),
    "dateline.values.article": ("ArchivedArticle", "Article", "Caption", "Evidence", "Source"),
    "dateline.values.curation.decisions": (
        "Action",
        "Correction",
        "Decision",
        "ImportReport",
        "Labels",
        "Note",
    ),
    "dateline.values.events": (
        "AnnotatedArticle",
        "Change",
        "CodedEvent",
        "EgoNetwork",
        "EntityDecision",
        "Entity",
        "EventCluster",
        "EventFilter",
        "QuoteLine",
        "Reannotation",
        "Review",
        "ReviewedEvent",
        "Tie",
    ),
    "dateline.values.archive.integrity": (
        "Backup",
        "Damage",
        "Part",
        "Restoration",
        "Verification",
    ),
    "dateline.values.listing": (
        "ArticleLine",
        "Counts",
        "FailureFilter",
        "IndexCheck",
        "IndexInfo",
        "PlaceLine",
        "RecordedFailure",
        "SavedSearch",
        "SourceOrder",
        "SourceSummary",
        "StoryLine",
    ),
    "dateline.values.moment": ("Moment", "Precision"),
    "dateline.values.outcome": ("Balance", "Disposition", "Outcome"),
    "dateline.values.archive.receipts": ("ArticleState", "Receipt", "Replay", "ReplayedArticle"),
    "dateline.values.archive.removal": ("Deletion", "Removal", "RemovedArticle", "SharedFile"),
    "dateline.values.archive.runs": ("RecordedRun",),
    "dateline.values.search.results": (
        "ALL",
        "All",
        "Completion",
        "Hit",
        "Page",
        "PartCount",
        "Snippet",
    ),
    "dateline.values.search.similar": ("Similar",),
    "dateline.values.search.why": ("Why",),
}

__all__ = [
    "ALL",
    "Action",
    "All",
    "AnnotatedArticle",
    "Annotations",
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveIndex",
    "ArchivedArticle",
    "Article",
    "ArticleLine",
    "ArticleState",
    "Backup",
    "Balance",
    "Caption",
    "Change",
    "CodedEvent",
    "Completion",
    "Correction",
    "Counts",
    "Curation",
    "Damage",
    "DatelineError",
    "Decision",
    "Deletion",
    "Deletions",
    "Disposition",
    "EgoNetwork",
    "Entities",
    "Entity",
    "EntityDecision",
    "EventCluster",
    "EventFilter",
    "EventSample",
    "Events",
    "Evidence",
    "FailureFilter",
    "Failures",
    "Hit",
    "ImportReport",
    "IndexCheck",
    "IndexInfo",
    "Labels",
    "MatchMode",
    "MentionKind",
    "Moment",
    "NoArchive",
    "NoSuchArticle",
    "NoSuchEntity",
    "NoSuchEvent",
    "NotAnArticle",
    "Note",
    "Observer",
    "Outcome",
    "Page",
    "Part",
    "PartCount",
    "PlaceLine",
    "Precision",
    "Progress",
    "QueryError",
    "QuoteLine",
    "ReadError",
    "ReadOnlyArchive",
    "Reannotation",
    "Receipt",
    "RecordedFailure",
    "RecordedRun",
    "Removal",
    "RemovedArticle",
    "Replay",
    "ReplayedArticle",
    "Rereading",
    "Restoration",
    "Review",
    "ReviewedEvent",
    "Runs",
    "SavedSearch",
    "SavedSearches",
    "SharedFile",
    "Similar",
    "Snippet",
    "Source",
    "SourceOrder",
    "SourceSummary",
    "Stage",
    "StoryLine",
    "Tie",
    "UsageError",
    "Verification",
    "Why",
    "annotate",
    "clusters",
    "open_archive",
    "read",
    "restore",
]


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
