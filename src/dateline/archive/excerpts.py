"""The part of an original that an article was read from."""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.readers.unpack import excerpt
from dateline.store.originals import Originals
from dateline.store.sql import storable
from dateline.values.article import ArchivedArticle


def whole_file_of(originals: Originals, article: ArchivedArticle) -> bytes:
    """The bytes of the article's file. Raises as Archive.original does."""
    with open_file_of(originals, article) as stream:
        return stream.read()


def open_file_of(originals: Originals, article: ArchivedArticle) -> BinaryIO:
    """A stream of the article's file. Raises as Archive.original does, at its end too."""
    _check_kept(article)
    return originals.open(article.original.sha256)


def record_of(originals: Originals, article: ArchivedArticle) -> bytes:
    """The bytes of the article's record. Raises as Archive.record does."""
    original = article.original
    if original.record is None:
        return whole_file_of(originals, article)
    _check_kept(article)
    name = original.locations[0] if original.locations else None
    with originals.open(original.sha256) as stored, TemporaryFile() as copy:
        copyfileobj(stored, copy)
        data = excerpt(copy, name, lambda where: storable(where) == original.record)
    if data is None:
        raise UsageError(
            f"the file has no record at {original.record} for this version of Dateline",
            hint="--whole-file prints the file",
        )
    return data


def _check_kept(article: ArchivedArticle) -> None:
    if article.original.withdrawn is not None:
        raise UsageError(
            f"the file of {article.id} is not kept any more: {article.original.withdrawn}",
            hint=f"“dateline show {article.id}” prints the article",
        )
