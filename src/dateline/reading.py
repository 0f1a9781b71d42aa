"""Bytes to articles, without any archive: what readers and normalizer do one after the other."""

from __future__ import annotations

import io
import warnings

from dateline import readers
from dateline.errors import NotAnArticle, ReadError
from dateline.normalize import NORMALIZER_VERSION, normalize
from dateline.values.article import Article
from dateline.values.context import Context
from dateline.values.draft import Draft, Record, RecordError
from dateline.values.outcome import Disposition


def read(data: bytes, *, name: str | None = None, url: str | None = None) -> list[Article]:
    """The articles in a file's bytes, without any archive.

    The format is recognized by content; `name` (a file name) only settles what content leaves
    open, and `url` is where the bytes came from. Warns (UserWarning) of what is doubtful, and of
    each record of several that could not be read. Raises ReadError if the file as a whole could
    not be read, and NotAnArticle if it was read and there is no article in it. There is no limit
    of time.
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
    article, draft = read_record(unpacked.format, place, context)
    for warning in draft.doubts:
        warnings.warn(warning, stacklevel=3)
    return article


def read_record(
    format: str, record: Record, context: Context, *, field_map: readers.FieldMap = ()
) -> tuple[Article, Draft]:
    """The article in a record of this format, and the draft that it was made from. Raises
    ReadError if it cannot be read, and NotAnArticle if there is no article in it."""
    draft = readers.read(format, record, field_map=field_map)
    return normalize(draft, context), draft


def tool_label(reader: str) -> str:
    """What turns a file into articles, with its versions: "html 1, normalize 1"."""
    return f"{reader}, normalize {NORMALIZER_VERSION}"


def tool_of_format(name: str) -> str:
    """The same for the format of this name."""
    return tool_label(readers.label(readers.by_name(name)))
