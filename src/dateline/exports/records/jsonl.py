"""Articles as JSON lines, each as `dateline show ID --json` prints it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import BinaryIO

from dateline.exports.job import Job
from dateline.schemas.annotations import NO_ANNOTATIONS, annotations_object
from dateline.schemas.article import ArticleShape, article_shape
from dateline.schemas.shape import as_json, as_object
from dateline.values.archive.exported import ExportedArticle
from dateline.visible import visible_json

KEYS = tuple(field.name for field in fields(ArticleShape))
"""All fields of an article."""


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A line for each article, with its schema version and the fields of the job."""
    for one in values:
        out.write(f"{json_line(one, job.fields)}\n".encode())


def json_line(one: ExportedArticle, keys: Sequence[str]) -> str:
    """The article as one line of JSON, with these fields."""
    whole = as_json(article_shape(one.article, NO_ANNOTATIONS, one.labels))
    if "annotations" in keys:
        whole["annotations"] = annotations_object(one.found, one.events)
    chosen = {key: whole[key] for key in ("schema_version", *keys)}
    return visible_json(_encoded(chosen))


# Nothing in a record can hold itself: to look for that takes a quarter of the time.
_encoded = json.JSONEncoder(default=as_object, ensure_ascii=False, check_circular=False).encode
