"""Records to articles: the part of a run that may happen in another process."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, replace
from hashlib import sha256

from dateline import readers
from dateline.errors import NotAnArticle, ReadError
from dateline.logs import get_logger
from dateline.normalize import NORMALIZER_VERSION, normalize
from dateline.values.article import Article, Original
from dateline.values.context import Context
from dateline.values.draft import Record, RecordError
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Records of one file and of one format, for a worker, and what is known of the file
    besides. `field_map` says which keys hold which fields."""

    format: str
    path: str
    original: Original
    context: Context
    records: tuple[Record, ...]
    field_map: readers.FieldMap = ()

    def work(self) -> list[IntakeItem | Failure]:
        """What became of each record, in order. Raises nothing for a record that is no good."""
        return [_take(self, record) for record in self.records]

    def alone(self) -> tuple[Batch, ...]:
        return tuple(replace(self, records=(record,)) for record in self.records)

    def died(self) -> list[IntakeItem | Failure]:
        why = ReadError("the process that read it died of it")
        return [lost(self.path, why, self.format, self.original, one) for one in self.records]


def tool(reader: str) -> str:
    """What turns a file into articles, with its versions: "html 1, normalize 1"."""
    return f"{reader}, normalize {NORMALIZER_VERSION}"


def tool_of(format: str) -> str:
    """The same for the format of this name."""
    return tool(readers.label(readers.by_name(format)))


def _take(batch: Batch, record: Record) -> IntakeItem | Failure:
    by = tool_of(batch.format)
    try:
        draft = readers.read(batch.format, record, field_map=batch.field_map)
        article = normalize(draft, batch.context)
    except ReadError as error:
        return lost(batch.path, error, by, batch.original, record)
    except Exception as error:  # noqa: BLE001 - a bug costs the run one record and is recorded
        _log.warning(
            "a bug: one record could not be read",
            exc_info=True,
            extra={"path": batch.path, "where": record.where},
        )
        bug = ReadError(f"a bug in Dateline: {type(error).__name__}: {error}")
        return lost(batch.path, bug, by, batch.original, record)
    return IntakeItem(
        article=article,
        record_digest=sha256(record.data).hexdigest(),
        original=batch.original,
        ordinal=record.ordinal,
        path=batch.path,
        reader=draft.reader,
        where=record.where,
        warnings=draft.warnings,
    )


def lost(
    path: str,
    why: ReadError | RecordError,
    tool: str,
    original: Original | None = None,
    record: Record | None = None,
) -> Failure:
    """The account of a file, of a record or of a flaw in it, that did not become an article."""
    place: Record | RecordError | None
    if isinstance(why, RecordError):
        disposition, reason, place = why.disposition, why.reason, why
    else:
        disposition = Disposition.REJECTED if isinstance(why, NotAnArticle) else Disposition.FAILED
        reason, place = why.message, record
    return Failure(
        path=path,
        disposition=disposition,
        stage=why.stage,
        reason=reason,
        tool=tool,
        original=original,
        ordinal=place.ordinal if place else None,
        where=place.where if place else None,
    )


def read(data: bytes, *, name: str | None = None, url: str | None = None) -> list[Article]:
    """The articles in a file's bytes, without any archive.

    The format is found by content; `name` (a file name) settles only what content leaves open,
    and `url` is where the bytes came from. What is doubtful, and each record of several that
    could not be read, is warned of (UserWarning). Raises ReadError where the file as a whole
    could not be read, and NotAnArticle where it was and there is no article in it.
    """
    places = list(readers.unpack(io.BytesIO(data), name).records)
    context = Context(url=url, path=name)
    articles: list[Article] = []
    for unpacked in places:
        try:
            articles.append(_article(unpacked, context))
        except ReadError as error:
            if len(places) == 1:
                raise
            warnings.warn(f"{unpacked.record.where}: {error.message}", stacklevel=2)
    if not articles:
        raise NotAnArticle("there is no article in it")
    return articles


def _article(unpacked: readers.UnpackedRecord, context: Context) -> Article:
    place = unpacked.record
    if isinstance(place, RecordError):
        rejected = place.disposition is Disposition.REJECTED
        raise (NotAnArticle if rejected else ReadError)(place.reason, stage=place.stage)
    draft = readers.read(unpacked.format, place)
    for warning in draft.warnings:
        warnings.warn(warning, stacklevel=3)
    return normalize(draft, context)
