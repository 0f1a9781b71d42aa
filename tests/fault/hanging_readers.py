"""Readers that hang, registered as all readers are, and an ingest with them.

Usage: python hanging_readers.py JOBS PATH...; prints the balance as JSON.

A script of its own, since the processes that read load it again, and with it the readers.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import BinaryIO

import dateline
from dateline.readers import registry
from dateline.readers.base import label
from dateline.values.draft import Block, Draft, Record, Role


class HangingReader:
    """A record a line, after a first line that names the format. A line "hang" hangs the reader,
    and a line "lost" hangs it before it has found that line."""

    version = 1
    media_type = "text/plain"

    def __init__(self, name: str, hang: Callable[[], object]) -> None:
        self.name = name
        self._hang = hang

    def score(self, head: bytes, _name: str | None) -> int | None:
        return 100 if head.startswith(self.name.encode()) else None

    def split(self, stream: BinaryIO) -> Iterator[Record]:
        lines = stream.read().splitlines()[1:]
        for number, line in enumerate(lines):
            if line == b"lost":
                self._hang()
            yield Record(ordinal=number, data=line, where=f"line {number + 2}")

    def read(self, record: Record) -> Draft:
        if record.data == b"hang":
            self._hang()
        blocks = (
            Block(role=Role.TITLE, text=record.data.decode()),
            Block(role=Role.PARAGRAPH, text="The harbor plan was agreed on Monday."),
        )
        return Draft(reader=label(self), media_type=self.media_type, blocks=blocks)


HANGING = (
    HangingReader("exploding", lambda: re.match(r"(a+)+$", "a" * 60 + "b")),
    HangingReader("deaf", lambda: sum(repeat(0))),  # never comes back to Python
)
registry.BINARY = (*HANGING, *registry.BINARY)
registry.FORMATS = (*HANGING, *registry.FORMATS)


def main() -> None:
    jobs, *paths = sys.argv[1:]
    with dateline.open_archive() as archive:
        balance = archive.ingest(paths, jobs=int(jobs))
        failures = archive.failures.all()
    print(
        json.dumps(
            {
                "adds_up": balance.adds_up,
                "added": [outcome.title for outcome in balance.outcomes if outcome.id],
                "failures": [
                    (failure.where, failure.stage, failure.reason) for failure in failures
                ],
            }
        )
    )


if __name__ == "__main__":
    main()
