"""Articles as JSON lines, each as `dateline show ID --json` prints it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from dateline.exports.job import Job
from dateline.schemas.annotations import annotations_shape
from dateline.schemas.article import article_shape
from dateline.schemas.shape import as_json, as_object
from dateline.values.exported import ExportedArticle
from dateline.visible import visible_json


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A line for each article, with its schema version and the fields of the job."""
    keys = ("schema_version", *job.fields)
    for one in values:
        annotations = annotations_shape(one.annotations, one.events)
        whole = as_json(article_shape(one.article, annotations, one.labels))
        chosen = {key: whole[key] for key in keys}
        line = json.dumps(chosen, default=as_object, ensure_ascii=False)
        out.write(f"{visible_json(line)}\n".encode())
