"""Articles as CSV (RFC 4180), in UTF-8."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from dateline.exports.csv_cells import safe_cell
from dateline.exports.job import Job
from dateline.exports.tables.columns import as_text, cell
from dateline.values.archive.exported import ExportedArticle


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A line of column names, and a row for each article. What is not known is an empty cell. Text
    that a spreadsheet would take for a formula has an apostrophe before it."""
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    rows = csv.writer(text)
    rows.writerow(job.fields)
    for one in values:
        rows.writerow(safe_cell(as_text(column, cell(column, one))) for column in job.fields)
    text.detach()
