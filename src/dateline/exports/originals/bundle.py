"""A bundle: articles to hand on, with their files, what people decided about them, and a page that
shows them in any browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import BufferedWriter, RawIOBase
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO, TextIO

from dateline.exports.job import Job
from dateline.exports.originals.names import kept_name
from dateline.exports.pages import html
from dateline.exports.records.jsonl import KEYS, json_line
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle, Original

_CHUNK_BYTES = 1 << 20


def write(values: Iterator[ExportedArticle], out: Path, job: Job) -> None:
    """In the folder are afterwards:

    - `originals/NUMBER/NAME`: each file of each version, byte for byte, under its own name, in the
      order in which they came; `originals/records.jsonl`, the records of current versions whose
      file is not kept, so that they are ingested too
    - `articles.jsonl`: the articles as JSON lines, as the form jsonl has them
    - `versions.jsonl`: their earlier versions, likewise
    - `decisions.jsonl`: what people decided about these articles, for `dateline decisions import`
    - `index.html`: a page with the articles and their versions, which needs nothing else
    - `SHA256SUMS`: the digests of all these files, for `sha256sum --check`
    """
    files = _Files()
    with (out / "SHA256SUMS").open("w", encoding="utf-8", newline="\n") as list_of_sums:
        sums = _Sums(out, list_of_sums)
        with (
            sums.file("articles.jsonl") as records,
            sums.file("versions.jsonl") as versions,
            sums.file("index.html") as page,
        ):
            html.write(_passed_on(values, records, versions, files, job), page, job)
        if files.lost:
            (out / "originals").mkdir()
            with sums.file("originals/records.jsonl") as lost:
                _copy_lines(out / "articles.jsonl", lost, files.lost)
        with sums.file("decisions.jsonl") as decisions:
            for number, line in enumerate(job.shelf.decisions()):
                if number == 0 or json.loads(line)["article"] in files.ids:
                    decisions.write(f"{line}\n".encode())
        for number, original in enumerate(files.in_order(), 1):
            name = f"originals/{number:06}/{kept_name(original)}"
            (out / name).parent.mkdir(parents=True)
            with job.shelf.open(original) as stream, sums.file(name) as copy:
                copyfileobj(stream, copy, _CHUNK_BYTES)


def _passed_on(
    values: Iterator[ExportedArticle],
    records: BinaryIO,
    versions: BinaryIO,
    files: _Files,
    job: Job,
) -> Iterator[ExportedArticle]:
    """The articles with their earlier versions; before each, its records are written and its files
    are noted."""
    for one in values:
        earlier = job.shelf.earlier(one.article)
        for article in (*earlier, one.article):
            files.note(article)
        if one.article.original.withdrawn is not None:
            files.lost.add(one.article.id)
        records.write(f"{json_line(one, KEYS)}\n".encode())
        for article in earlier:
            old = ExportedArticle(article=article, labels=one.labels)
            versions.write(f"{json_line(old, KEYS)}\n".encode())
        yield replace(one, earlier=earlier)


def _copy_lines(records: Path, out: BinaryIO, ids: set[str]) -> None:
    with records.open("rb") as lines:
        for line in lines:
            if json.loads(line)["id"] in ids:
                out.write(line)


class _Files:
    """The ids of the articles, those whose file is `lost`, and their files."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.lost: set[str] = set()
        self._came: dict[str, tuple[tuple[str, int, bool], Original]] = {}

    def note(self, article: ArchivedArticle) -> None:
        """The article belongs to the bundle, and its file, if it is kept."""
        self.ids.add(article.id)
        original = article.original
        came = (article.added, article.version, article.copy_of is not None)
        known = self._came.get(original.sha256)
        if original.withdrawn is None and (known is None or came < known[0]):
            self._came[original.sha256] = came, original

    def in_order(self) -> list[Original]:
        """The files in the order in which they came: who ingests them in this order gets the same
        versions and copies."""
        came = sorted(self._came.values(), key=lambda each: (each[0], each[1].sha256))
        return [original for _, original in came]


class _Sums:
    """Writes files in `folder`, and a line for each into the list, as sha256sum reads it."""

    def __init__(self, folder: Path, list_of_sums: TextIO) -> None:
        self.folder = folder
        self._list = list_of_sums

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A file to write, which is in the list when the block has ended."""
        with (self.folder / name).open("wb", buffering=0) as raw:
            hashed = _Hashed(raw)
            with BufferedWriter(hashed) as file:
                yield file
        self._list.write(f"{hashed.digest()}  {name}\n")


class _Hashed(RawIOBase):
    """Passes bytes on to a file, and has their digest."""

    def __init__(self, file: RawIOBase) -> None:
        self._file = file
        self._sum = sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int | None:
        written = self._file.write(data)
        self._sum.update(memoryview(data)[:written])
        return written

    def digest(self) -> str:
        return self._sum.hexdigest()
