"""One way for every test here to read a file's bytes as ingest does."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from dateline import readers
from dateline.errors import ReadError
from dateline.values.draft import Draft, RecordError

Read = Callable[..., list[Draft | RecordError | ReadError]]


def read_bytes(data: bytes, name: str | None = None) -> list[Draft | RecordError | ReadError]:
    results: list[Draft | RecordError | ReadError] = []
    for unpacked in readers.unpack(io.BytesIO(data), name).records:
        if isinstance(unpacked.record, RecordError):
            results.append(unpacked.record)
            continue
        try:
            results.append(readers.read(unpacked.format, unpacked.record))
        except ReadError as error:
            results.append(error)
    return results


@pytest.fixture
def read() -> Read:
    return read_bytes


@pytest.fixture
def page() -> Callable[..., bytes]:
    """A page around a body of three real paragraphs, as bytes of UTF-8."""

    def build(head: str = "", body: str = "", *, lang: str = "en") -> bytes:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        return (
            f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head>'
            f"<body><article>{body}{text}</article></body></html>"
        ).encode()

    return build


PARAGRAPHS = (
    (
        "The harbour bridge was opened to traffic on Monday after three years of work, and the "
        "first lorries crossed it before sunrise while a small crowd watched from the quay below."
    ),
    (
        "Engineers said that the new span can carry twice the weight of the old one, which had "
        "been closed to heavy vehicles since cracks were found in two of its piers."
    ),
    (
        "The city expects that the ferry, which carried most of the goods in the meantime, will go "
        "on running at weekends for as long as enough people want to use it."
    ),
)
