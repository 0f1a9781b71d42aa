"""Articles as CSL-JSON, for Zotero, pandoc and citeproc.

Source: "CSL-JSON" and its schema, csl-data.json 1.0.2 (Citation Style Language,
https://github.com/citation-style-language/schema).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.exports.citations.names import PersonName
from dateline.exports.citations.reference import ARCHIVE, Reference, reference
from dateline.exports.job import Job
from dateline.values.archive.exported import ExportedArticle
from dateline.visible import visible_json


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A list with an item of type article-newspaper for each article, an item a line."""
    del job
    before = "[\n"
    for one in values:
        item = json.dumps(_item(reference(one)), ensure_ascii=False)
        out.write(f"{before}{visible_json(item)}".encode())
        before = ",\n"
    out.write(b"\n]\n")


def _item(cited: Reference) -> dict[str, Any]:
    """The item without what is not known."""
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.publication,
        "author": [_author(name) for name in cited.names],
        "section": cited.section,
        "issued": _date(cited.issued),
        "abstract": cited.abstract,
        "keyword": ", ".join(word.replace(",", " ") for word in cited.keywords),
        "annote": "; ".join(cited.notes),
        "language": cited.language,
        "URL": cited.url,
        "accessed": _date(cited.accessed),
        "archive": ARCHIVE,
        "archive_location": cited.id,
    }
    return {key: value for key, value in item.items() if value}


def _author(name: PersonName | str) -> dict[str, str]:
    if isinstance(name, str):
        return {"literal": name}
    parts = {"family": name.family, "given": name.given}
    return parts | ({"suffix": name.suffix} if name.suffix else {})


def _date(parts: tuple[int, ...]) -> dict[str, Any] | None:
    return {"date-parts": [list(parts)]} if parts else None
