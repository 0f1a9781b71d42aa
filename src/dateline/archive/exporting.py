"""Exports: articles or events of an archive, written in a form of the registry."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from dateline.archive.connections import Connections
from dateline.archive.events import Events
from dateline.errors import UsageError
from dateline.exports.files import new_file, new_folder, new_zip
from dateline.exports.job import Job
from dateline.exports.registry import FORMS, Form, Takes, writer
from dateline.ingest.progress import Observer, Progress, Stage
from dateline.search.query.parser import MatchMode
from dateline.values.article import ArchivedArticle, Original
from dateline.values.search.results import All


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which articles are exported: these full ids, those that the query matches if there is one,
    read as `match` and `plain` say."""

    ids: Collection[str] | All
    query: str | None
    match: MatchMode
    plain: bool


def export(
    connections: Connections,
    form: str,
    out: str | os.PathLike[str] | BinaryIO,
    asked: Asked,
    fields: Sequence[str],
    progress: Observer,
) -> int:
    """As Archive.export."""
    known = _form(form)
    job = Job(
        query=asked.query,
        fields=_fields(known, fields),
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        shelf=_Shelf(connections),
    )
    write = writer(known)
    counted = _Counted(_values(connections, _taken(known, job), asked), progress)
    first = next(counted, None)
    if first is None:
        return 0
    values = chain((first,), counted)
    if not isinstance(out, str | os.PathLike):
        if known.folder:
            raise UsageError(f"{form} is a folder of files: it cannot be written to a stream")
        write(values, out, job)
    elif known.folder and os.fspath(out).lower().endswith(".zip"):
        with new_zip(_outside(out, connections)) as folder:
            write(values, folder, job)
    elif known.folder:
        with new_folder(_outside(out, connections)) as folder:
            write(values, folder, job)
    else:
        with new_file(_outside(out, connections)) as file:
            write(values, file, job)
    return counted.number


class _Shelf:
    """What a form may ask of the archive."""

    def __init__(self, connections: Connections) -> None:
        self._store = connections.store()

    def open(self, original: Original) -> BinaryIO:
        return self._store.originals.open(original.sha256)

    def earlier(self, article: ArchivedArticle) -> tuple[ArchivedArticle, ...]:
        if article.version == 1:
            return ()
        versions = self._store.versions(article.id)
        return tuple(one for one in versions if one.version < article.version)

    def decisions(self) -> Iterator[str]:
        from dateline.archive.curation.decision_file import lines

        return lines(self._store.exported_decisions())


class _Counted(Iterator[Any]):
    """Passes values on, and reports how many it has passed."""

    def __init__(self, values: tuple[Iterator[Any], int | None], progress: Observer) -> None:
        self._values, self._total = values
        self._progress = progress
        self.number = 0

    def __next__(self) -> Any:
        value = next(self._values)
        self.number += 1
        self._progress(Progress(stage=Stage.EXPORT, done=self.number, total=self._total))
        return value


def _values(
    connections: Connections, takes: Takes, asked: Asked
) -> tuple[Iterator[Any], int | None]:
    """What the form takes, and how many that will be, if it is known."""
    if takes is Takes.EVENTS:
        events = Events(connections).list(
            asked.ids, query=asked.query, match=asked.match, plain=asked.plain
        )
        return (event for event in events if event.review is None or event.review.right), None
    store, ids = connections.store(), asked.ids
    chosen, total = (None, store.counts().articles) if isinstance(ids, All) else (ids, len(ids))
    return store.annotations.exported(chosen, annotated=takes is Takes.ANNOTATIONS), total


def _taken(form: Form, job: Job) -> Takes:
    """What the form is written from with the fields of this job."""
    if form.takes is Takes.ANNOTATIONS and form.fields and "annotations" not in job.fields:
        return Takes.ARTICLES
    return form.takes


def _form(name: str) -> Form:
    if name not in FORMS:
        raise UsageError(f"there is no form “{name}”", hint=f"forms are {', '.join(FORMS)}")
    return FORMS[name]


def _fields(form: Form, chosen: Sequence[str]) -> tuple[str, ...]:
    if chosen and not form.fields:
        raise UsageError(f"{form.name} has no fields to choose among")
    for name in chosen:
        if name not in form.fields:
            raise UsageError(
                f"{form.name} has no field “{name}”", hint=f"fields are {', '.join(form.fields)}"
            )
    return tuple(dict.fromkeys(chosen)) or form.fields


def _outside(out: str | os.PathLike[str], connections: Connections) -> Path:
    """The path, which must not be in the archive's own folders."""
    path, settings = Path(os.path.realpath(out)), connections.settings
    for own in settings.folders:
        if path.is_relative_to(os.path.realpath(own)):
            raise UsageError(f"{path} is among the archive's own files", hint="name another place")
    return path
