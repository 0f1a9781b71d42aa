"""Reading a file's bytes as ingest does, and what the tests look at in a draft."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from dateline import readers
from dateline.errors import ReadError
from dateline.readers.json.document import JsonReader
from dateline.values.draft import Draft, Record, RecordError
from dateline.values.outcome import Count

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


def only(read: Read, data: str | bytes, name: str | None = None) -> Draft:
    """The draft of a file with one article."""
    (draft,) = read(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(draft, Draft), draft
    return draft


def block_texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def block_lines(draft: Draft) -> list[str]:
    """Each block as its role and text."""
    return [f"{block.role}: {block.text}" for block in draft.blocks]


def claim_values(draft: Draft, field: str) -> list[str]:
    return [claim.value for claim in draft.claims if claim.field == field]


def claims_of(draft: Draft, method: str | None = None) -> dict[str, list[str]]:
    """The values of all claims, or of those made by one method."""
    values: dict[str, list[str]] = {}
    for claim in draft.claims:
        if method in (None, claim.method):
            values.setdefault(claim.field, []).append(claim.value)
    return values


def json_records(data: bytes) -> list[Record | RecordError]:
    """The records of a JSON file."""
    records = list(JsonReader().split(io.BytesIO(data)))
    assert not any(isinstance(record, Count) for record in records)
    return records  # type: ignore[return-value]


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Fails the test if the work takes more of this process's own CPU time. Other processes have
    no part in it, so this does not depend on how busy the machine is."""

    def stop(*_: object) -> None:
        raise AssertionError(f"it took more than {seconds} s of CPU time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


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
