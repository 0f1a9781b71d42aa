"""Uploads as they arrive: files go to disk piece by piece, and what is too much is refused before
it is there. Nothing of an upload is kept in memory but the fields beside its files."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from dateline.durable import storing
from dateline.errors import UsageError
from dateline.settings import Settings
from dateline.web.jobs.adding import new_job, safe_name

MOST_FILES = 10_000
"""Of one upload."""
_MOST_FIELDS = 4 << 20  # bytes of all fields: a pasted text among them
_MOST_HEADERS = 8 << 10  # bytes of the headers of one part
_AT_A_TIME = 8
_SILENCE_S = 60.0  # between two pieces
_CLOSE = {"connection": "close"}  # the rest of the body is not read

Admit = Callable[[Mapping[str, str]], object]
"""Raises for the fields of a form whose files may not be uploaded."""


@asynccontextmanager
async def uploading(settings: Settings) -> AsyncIterator[tuple[str, Path]]:
    """The name of a new job, and the folder that its files are put in meanwhile. At the end there
    is one or more: raises UsageError if not. After an error nothing is left of the job."""
    name, folder = await run_in_threadpool(new_job, settings)
    try:
        yield name, folder
        if not any(folder.iterdir()):
            raise UsageError("choose a file, or paste a text")
    except BaseException:
        await run_in_threadpool(shutil.rmtree, folder.parent)
        raise


def paste(folder: Path, text: str) -> None:
    """The text is a file in the folder, beside those that were uploaded; none if it is empty."""
    kept = folder / "pasted.txt"
    if kept.exists():
        kept = folder / "0-pasted.txt"
    if text := text.strip():
        kept.write_text(text)


class Uploads:
    """The uploads of a server: each has at most `most_bytes`, and there are few at a time."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._running = 0

    async def receive(self, request: Request, folder: Path, admit: Admit) -> Mapping[str, str]:
        """The files of a form (multipart/form-data) are in the folder, each under a name of its
        own; returns its other fields. They are admitted before the first file is written.

        Raises HTTPException 413 for what is too large, 415 for another kind of form, 408 for one
        that stops, and 503 if there are too many uploads already.
        """
        kind, options = parse_options_header(request.headers.get("content-type"))
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise HTTPException(415, "files are sent as multipart/form-data", _CLOSE)
        self._check_length(request)
        with self._slot(), storing(folder), _Form(folder, admit) as form:
            await self._read(request, form.parser(options[b"boundary"]))
            return form.whole()

    async def receive_one(self, request: Request, folder: Path, name: str) -> None:
        """The body of the request is a file of this name in the folder. Raises HTTPException 413,
        408 and 503 as `receive` does."""
        self._check_length(request)
        with self._slot(), storing(folder), (folder / safe_name(name)).open("xb") as file:
            await self._read(request, file)

    def _check_length(self, request: Request) -> None:
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self.most_bytes:
            raise self._too_large()

    async def _read(self, request: Request, into: MultipartParser | BinaryIO) -> None:
        pieces, received = request.stream(), 0
        try:
            while piece := await asyncio.wait_for(anext(pieces), _SILENCE_S):
                received += len(piece)
                if received > self.most_bytes:
                    raise self._too_large()
                await run_in_threadpool(into.write, piece)
        except TimeoutError as error:
            raise HTTPException(408, "the upload stopped", _CLOSE) from error
        except (ClientDisconnect, FormParserError) as error:
            raise HTTPException(400, "the upload is broken", _CLOSE) from error

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if self._running >= _AT_A_TIME:
            again = {"retry-after": "60", **_CLOSE}
            raise HTTPException(503, "others are uploading: try again in a minute", again)
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1

    def _too_large(self) -> HTTPException:
        what = f"these files are larger than {self.most_bytes >> 20:,} MB"
        return HTTPException(413, f"{what}: ingest them in a terminal", _CLOSE)


class _Form:
    """The parts of a form, one after the other: fields are kept, files written to the folder."""

    def __init__(self, folder: Path, admit: Admit) -> None:
        self._folder, self._admit = folder, admit
        self._fields: dict[str, bytearray] = {}
        self._headers = [b"", b""]  # name and value of those of this part, so far
        self._disposition = b""
        self._into: BinaryIO | bytearray | None = None  # where the data of this part go
        self._size = self._files = 0
        self._whole = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def parser(self, boundary: bytes) -> MultipartParser:
        """What is written to it comes here."""
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_begin": self._begin_header,
                "on_header_field": lambda data, start, end: self._header(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._header(1, data[start:end]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._open,
                "on_part_data": lambda data, start, end: self._data(data[start:end]),
                "on_part_end": self._close,
                "on_end": self._end,
            },
        )

    def whole(self) -> Mapping[str, str]:
        """The fields, admitted. Raises HTTPException 400 if the form has not ended."""
        if not self._whole:
            raise HTTPException(400, "the upload ended too early")
        self._admit(self._texts)
        return self._texts

    @property
    def _texts(self) -> dict[str, str]:
        return {name: value.decode(errors="replace") for name, value in self._fields.items()}

    def _begin(self) -> None:
        self._disposition, self._size = b"", 0

    def _begin_header(self) -> None:
        self._headers = [b"", b""]

    def _header(self, part: int, data: bytes) -> None:
        self._size += len(data)
        if self._size > _MOST_HEADERS:
            raise HTTPException(400, "the upload is broken", _CLOSE)
        self._headers[part] += data

    def _end_header(self) -> None:
        if self._headers[0].lower() == b"content-disposition":
            self._disposition = self._headers[1]

    def _open(self) -> None:
        _, options = parse_options_header(self._disposition)
        if (name := options.get(b"filename")) is None:
            field = options.get(b"name", b"").decode(errors="replace")
            self._into = self._fields.setdefault(field, bytearray())
        elif name:  # without a name: no file was chosen
            self._into = self._new_file(name.decode(errors="replace"))

    def _new_file(self, name: str) -> BinaryIO:
        if not self._files:
            self._admit(self._texts)
        self._files += 1
        if self._files > MOST_FILES:
            what = f"these are more than {MOST_FILES:,} files"
            raise HTTPException(413, f"{what}: pack them, or ingest them in a terminal", _CLOSE)
        kept = self._folder / safe_name(name)
        while kept.exists():
            kept = self._folder / f"{self._files}-{kept.name}"
        return kept.open("xb")

    def _data(self, data: bytes) -> None:
        if isinstance(self._into, bytearray):
            if sum(map(len, self._fields.values())) + len(data) > _MOST_FIELDS:
                raise HTTPException(413, "that is too much text: add it as a file", _CLOSE)
            self._into += data
        elif self._into is not None:
            self._into.write(data)

    def _close(self) -> None:
        if self._into is not None and not isinstance(self._into, bytearray):
            self._into.close()
        self._into = None

    def _end(self) -> None:
        self._whole = True
