"""Every form that `dateline export` writes, declared once. The help text, docs/exports.md and other
lists are made from this; a form's module is imported when it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol

from dateline.exports.job import Job


class Takes(StrEnum):
    """What a form is written from."""

    ARTICLES = "articles"
    """ExportedArticle, without annotations."""
    ANNOTATIONS = "articles with annotations"
    """ExportedArticle, with annotations and events."""
    EVENTS = "events"
    """CodedEvent, newest first, those without a day last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that articles or events are exported in.

    Its module has `write(values, out, job)`, see Writer. `lost` says what the form cannot express;
    None if it holds all that Dateline knows of an article. `extra` is the extra of the package that
    it needs ("parquet" for `dateline[parquet]`). `fields` are those that can be chosen among, none
    if the form is fixed. `folder` says that it is written as a folder of files, and `suffix` how
    the name of its file ends. `binary` says that it is no text.
    """

    name: str
    module: str
    suffix: str
    summary: str
    lost: str | None
    takes: Takes
    extra: str | None = None
    fields: tuple[str, ...] = ()
    folder: bool = False
    binary: bool = False


class Writer(Protocol):
    """Writes the values that the form takes, one by one, to the open binary file `out` or, for a
    form that is a folder, into the empty folder `out` (a Path). The values come newest first and
    can be read once; there is at least one. No more than a few of them are kept in memory."""

    def __call__(self, values: Iterator[Any], out: Any, job: Job) -> None: ...


_KEYS = (
    *("id", "version", "copy_of", "story", "added", "title", "subtitle", "authors", "credit"),
    *("dateline", "published", "updated", "language", "section", "source", "url"),
    *("canonical_url", "summary", "body", "captions", "keywords", "paywalled", "partial", "dates"),
    *("evidence", "tags", "notes", "original", "annotations"),
)

_ALL = (
    Form(
        name="jsonl",
        module="dateline.exports.records.jsonl",
        suffix=".jsonl",
        summary="JSON lines: an article a line, as “show --json” prints it",
        lost=None,
        takes=Takes.ANNOTATIONS,
        fields=_KEYS,
    ),
)

FORMS: Mapping[str, Form] = MappingProxyType({form.name: form for form in _ALL})
"""The forms by name, in the order in which they are listed."""


def writer(form: Form) -> Writer:
    """What writes this form."""
    write: Writer = import_module(form.module).write
    return write
