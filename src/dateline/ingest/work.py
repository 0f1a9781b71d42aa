"""Records to articles: the part of a run that may happen in another process."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256

from dateline import readers
from dateline.errors import NotAnArticle, ReadError
from dateline.normalize import NORMALIZER_VERSION, normalize
from dateline.values.account import Failure
from dateline.values.article import Article, Original
from dateline.values.context import Context
from dateline.values.draft import Flaw, Record
from dateline.values.filing import Filing
from dateline.values.outcome import Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Records of one file, for a worker, and what is known of the file besides."""

    reader: str
    path: str
    original: Original
    context: Context
    records: tuple[Record, ...]


def tool(reader: readers.Reader) -> str:
    """What turns a file into articles, with its versions: "html 1, normalize 1"."""
    return f"{reader.name} {reader.version}, normalize {NORMALIZER_VERSION}"


def work(batch: Batch) -> list[Filing | Failure]:
    """What became of each record, in order. Raises nothing for a record that is no good."""
    reader = readers.by_name(batch.reader)
    return [_take(reader, batch, record) for record in batch.records]


def _take(reader: readers.Reader, batch: Batch, record: Record) -> Filing | Failure:
    try:
        draft = reader.read(record)
        article = normalize(draft, batch.context)
    except ReadError as error:
        return lost(batch.path, error, tool(reader), batch.original, record)
    except Exception as error:  # noqa: BLE001 - a bug costs the run one record and is recorded
        bug = ReadError(f"a bug in Dateline: {type(error).__name__}: {error}")
        return lost(batch.path, bug, tool(reader), batch.original, record)
    return Filing(
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
    error: ReadError,
    tool: str,
    original: Original | None = None,
    place: Record | Flaw | None = None,
) -> Failure:
    """The account of a file, or of a place in it, that did not become an article."""
    return Failure(
        path=path,
        fate=Fate.REJECTED if isinstance(error, NotAnArticle) else Fate.FAILED,
        stage=error.stage,
        reason=error.message,
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
    stream = readers.unwrap(io.BytesIO(data))
    head = stream.read(readers.HEAD_BYTES)
    reader = readers.choose(head, name)
    context = Context(url=url, path=name)
    places = list(reader.split(readers.unwrap(io.BytesIO(data))))
    articles: list[Article] = []
    for place in places:
        try:
            articles.append(_article(reader, place, context))
        except ReadError as error:
            if len(places) == 1:
                raise
            warnings.warn(f"{place.where}: {error.message}", stacklevel=2)
    if not articles:
        raise NotAnArticle("there is no article in it")
    return articles


def _article(reader: readers.Reader, place: Record | Flaw, context: Context) -> Article:
    if isinstance(place, Flaw):
        raise ReadError(place.reason)
    draft = reader.read(place)
    for warning in draft.warnings:
        warnings.warn(warning, stacklevel=3)
    return normalize(draft, context)
