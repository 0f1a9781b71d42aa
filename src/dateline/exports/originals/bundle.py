"""A bundle: articles to hand on, with their files, what people decided about them, and a page that
shows them in any browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
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
from dateline.values.article import ArchivedArticle

_CHUNK_BYTES = 1 << 20


def write(values: Iterator[ExportedArticle], out: Path, job: Job) -> None:
    """In the folder are afterwards:

    - `originals/DIGEST/NAME`: each file, byte for byte, under its SHA-256 and its own name
    - `articles.jsonl`: the articles as JSON lines, as the form jsonl has them
    - `decisions.jsonl`: what people decided about these articles, for `dateline decisions import`
    - `index.html`: a page with the articles, which needs nothing else
    - `SHA256SUMS`: the digests of all these files, for `sha256sum --check`
    """
    ids: set[str] = set()
    with (out / "SHA256SUMS").open("w", encoding="utf-8", newline="\n") as list_of_sums:
        sums = _Sums(out, list_of_sums)
        with sums.file("articles.jsonl") as records, sums.file("index.html") as page:
            html.write(_passed_on(values, records, ids, sums, job), page, job)
        with sums.file("decisions.jsonl") as decisions:
            for number, line in enumerate(job.shelf.decisions()):
                if number == 0 or json.loads(line)["article"] in ids:
                    decisions.write(f"{line}\n".encode())


def _passed_on(
    values: Iterator[ExportedArticle], records: BinaryIO, ids: set[str], sums: _Sums, job: Job
) -> Iterator[ExportedArticle]:
    """The articles; before each, its record and its file are written and its id is noted."""
    for one in values:
        ids.add(one.article.id)
        records.write(f"{json_line(one, KEYS)}\n".encode())
        if one.article.original.withdrawn is None:
            _copy_file(one.article, sums, job)
        yield one


def _copy_file(article: ArchivedArticle, sums: _Sums, job: Job) -> None:
    original = article.original
    name = f"originals/{original.sha256}/{kept_name(original)}"
    if (sums.folder / name).exists():
        return
    (sums.folder / name).parent.mkdir(parents=True)
    with job.shelf.open(article) as stream, sums.file(name) as copy:
        copyfileobj(stream, copy, _CHUNK_BYTES)


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
