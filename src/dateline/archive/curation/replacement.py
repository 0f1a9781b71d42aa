"""A mended file takes the place of an article."""

from __future__ import annotations

import io
import os
from hashlib import sha256
from itertools import islice

from dateline.archive.connections import Connections
from dateline.errors import ReadError, UsageError, unreadable
from dateline.ingest.pipeline import ingest
from dateline.ingest.progress import ignore
from dateline.readers import unpack
from dateline.reading import read
from dateline.values.draft import Record


def replace_article(
    connections: Connections, id: str, path: str | os.PathLike[str], reason: str | None
) -> None:
    """See `Curation.replace`. The decision is made first and then the file is ingested: whatever
    comes in between, ingesting the file again ends it."""
    file = os.fspath(path)
    record = _only_record(file)
    with connections.changing() as store:
        hints = store.curation.replace(store.full_id(id), record, reason)
    connections.close()
    settings = connections.settings
    balance = ingest(
        settings,
        connections.index,
        [file],
        source=hints.source,
        field_map={},
        jobs=0,
        stdin=None,
        observer=ignore,
        again=False,
    )
    for outcome in balance.outcomes:
        if outcome.reason and outcome.id is None:  # else it is there, and cannot be annotated
            raise ReadError(f"{file}: {outcome.reason}")


def _only_record(file: str) -> str:
    """The digest of the one record in the file, which is an article."""
    try:
        with open(file, "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise unreadable(file, error) from error
    places = list(islice(unpack(io.BytesIO(data), os.path.basename(file)).records, 2))
    if len(places) != 1 or not isinstance(places[0].record, Record):
        raise UsageError(
            f"{file} does not hold exactly one article",
            hint="a replacement is a file of its own",
        )
    read(data, name=os.path.basename(file))
    return sha256(places[0].record.data).hexdigest()
