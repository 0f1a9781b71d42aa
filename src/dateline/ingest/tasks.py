"""What a run may have done in another process: records become articles, articles annotations."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from dateline import reading
from dateline.errors import NotAnArticle, ReadError, StorageFailed
from dateline.logs import get_logger
from dateline.readers import FieldMap
from dateline.values.article import Article, Original
from dateline.values.context import Context
from dateline.values.draft import Record, RecordError
from dateline.values.events import Annotated
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecords:
    """Records of one format from the file at `path`, to be read. `context` is what is known of
    the file; `field_map` says which keys hold which fields."""

    format: str
    path: str
    original: Original
    context: Context
    records: tuple[Record, ...]
    field_map: FieldMap = ()

    def __len__(self) -> int:
        return len(self.records)

    def work(self, item: int) -> IntakeItem | Failure:
        record = self.records[item]
        try:
            article, draft = reading.read_record(
                self.format, record, self.context, field_map=self.field_map
            )
        except ReadError as error:
            return self._failure(record, error)
        except Exception as error:  # noqa: BLE001 - a bug costs the run one record and is recorded
            _log.warning(
                "a bug: one record could not be read",
                exc_info=True,
                extra={"path": self.path, "where": record.where},
            )
            return self._failure(record, ReadError(_bug(error)))
        return IntakeItem(
            article=article,
            record_digest=sha256(record.data).hexdigest(),
            original=self.original,
            ordinal=record.ordinal,
            path=self.path,
            reader=draft.reader,
            where=record.where,
            guid=next((claim.value for claim in draft.claims if claim.field == "guid"), None),
            warnings=draft.doubts,
        )

    def lost(self, item: int, reason: str) -> IntakeItem | Failure:
        return self._failure(self.records[item], ReadError(f"reading it {reason}"))

    def _failure(self, record: Record, error: ReadError) -> Failure:
        tool = reading.tool_of_format(self.format)
        return failure_of(self.path, error, tool, self.original, record)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateArticles:
    """Articles to be annotated, by id."""

    articles: tuple[tuple[str, Article], ...]

    def __len__(self) -> int:
        return len(self.articles)

    def work(self, item: int) -> Annotated:
        from dateline.annotation import annotate  # a worker that only reads needs no dictionaries

        id, article = self.articles[item]
        try:
            return Annotated(article=id, annotations=annotate(article))
        except Exception as error:  # noqa: BLE001 - a bug costs the run one article and is recorded
            refused = StorageFailed.of(error, None) is not None
            return Annotated(article=id, error=_bug(error), refused=refused)

    def lost(self, item: int, reason: str) -> Annotated:
        id, _ = self.articles[item]
        return Annotated(article=id, error=f"annotating it {reason}")


def _bug(error: Exception) -> str:
    if refusal := StorageFailed.of(error, None):
        return refusal.message
    return f"a bug in Dateline: {type(error).__name__}: {error}"


def failure_of(
    path: str,
    error: ReadError | RecordError,
    tool: str,
    original: Original | None = None,
    record: Record | None = None,
) -> Failure:
    """The failure of a file, or of a record or a place in it, that did not become an article."""
    place: Record | RecordError | None
    if isinstance(error, RecordError):
        disposition, reason, place = error.disposition, error.reason, error
    else:
        disposition = (
            Disposition.REJECTED if isinstance(error, NotAnArticle) else Disposition.FAILED
        )
        reason, place = error.message, record
    return Failure(
        path=path,
        disposition=disposition,
        stage=error.stage,
        reason=reason,
        tool=tool,
        original=original,
        ordinal=place.ordinal if place else None,
        where=place.where if place else None,
    )
