"""Articles as Apache Parquet, by pyarrow: `pip install "dateline[parquet]"`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.exports.job import Job
from dateline.exports.tables.columns import cell
from dateline.values.archive.exported import ExportedArticle

_MOST, _MOST_CHARACTERS = 500, 2_000_000  # articles in memory at once, and their text
_TYPES = {
    **dict.fromkeys(("authors", "credit_line", "summary", "captions"), "texts"),
    **dict.fromkeys(("keywords", "tagged", "notes"), "texts"),
    **dict.fromkeys(("published_from", "published_to"), "day"),
    "added": "time",
    "paywalled": "bool",
    "version": "number",
}


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A row for each article, in groups of up to 500, with typed columns: lists of texts, days, and
    times in UTC. What is not known is null. Raises UsageError if pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise UsageError(
            "writing Parquet needs one more package",
            hint='pip install "dateline[parquet]"',
        ) from error
    types = {
        "texts": pa.list_(pa.string()),
        "day": pa.date32(),
        "time": pa.timestamp("s", tz="UTC"),
        "bool": pa.bool_(),
        "number": pa.int32(),
    }
    schema = pa.schema(
        [(name, types.get(_TYPES.get(name, ""), pa.string())) for name in job.fields]
    )
    with pq.ParquetWriter(out, schema, compression="zstd") as file:
        for group in _groups(values):
            rows = [{name: cell(name, one) for name in job.fields} for one in group]
            file.write_table(pa.Table.from_pylist(rows, schema=schema))


def _groups(values: Iterator[ExportedArticle]) -> Iterator[list[ExportedArticle]]:
    group: list[ExportedArticle] = []
    characters = 0
    for one in values:
        group.append(one)
        characters += len(one.article.body)
        if len(group) == _MOST or characters > _MOST_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group
