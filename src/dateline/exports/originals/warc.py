"""The files of articles as a WARC 1.1 file (ISO 28500), by warcio: a `resource` for each file, and
for each article a `metadata` record that refers to it.

Nothing was fetched here, so there are no `response` records, and the date of a record is when the
archive got the article.
"""

from __future__ import annotations

import io
import json
from base64 import b32encode
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote
from uuid import uuid4, uuid5

from dateline.exports.job import Job
from dateline.exports.originals.names import kept_name
from dateline.exports.plain import link
from dateline.exports.records.jsonl import json_line
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

_FIELDS = ("id", "version", "title", "authors", "published", "updated", "language", "source", "url")


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """Each file once, before the first of its articles. The address of a file is that of its
    article if the file is the article, else `urn:dateline:`, its digest and its name."""
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": "Dateline", "format": "WARC File Format 1.1", "description": job.query}
    writer.write_record(writer.create_warcinfo_record(None, info))
    export, done = uuid4(), set[str]()
    for one in values:
        original = one.article.original
        resource = f"<urn:uuid:{uuid5(export, original.sha256)}>"
        if original.sha256 not in done and original.withdrawn is None:
            done.add(original.sha256)
            _write_file(writer, one.article, resource, job)
        _write_article(writer, one, resource)


def _write_file(writer: WARCWriter, article: ArchivedArticle, id: str, job: Job) -> None:
    original = article.original
    digest = f"sha256:{b32encode(bytes.fromhex(original.sha256)).decode()}"
    headers = {
        "WARC-Record-ID": id,
        "WARC-Date": _date(article),
        "WARC-Block-Digest": digest,
        "WARC-Payload-Digest": digest,
    }
    with job.shelf.open(original) as stream:
        record = writer.create_warc_record(
            _address(article),
            "resource",
            payload=stream,
            length=original.size,
            warc_content_type=original.media_type,
            warc_headers_dict=headers,
        )
        writer.write_record(record)


def _write_article(writer: WARCWriter, one: ExportedArticle, resource: str) -> None:
    data = json_line(one, _FIELDS).encode()
    headers = {"WARC-Date": _date(one.article), "WARC-Refers-To": resource}
    if one.article.original.record is not None:
        where = {"where": one.article.original.record}
        data = json.dumps(json.loads(data) | where, ensure_ascii=False).encode()
    record = writer.create_warc_record(
        f"urn:dateline:{one.article.id}",
        "metadata",
        payload=io.BytesIO(data),
        length=len(data),
        warc_content_type="application/json",
        warc_headers_dict=headers,
    )
    writer.write_record(record)


def _address(article: ArchivedArticle) -> str:
    url = link(article.url) if article.original.record is None else None
    return url or f"urn:dateline:{article.original.sha256}/{quote(kept_name(article.original))}"


def _date(article: ArchivedArticle) -> str:
    return f"{article.added[:19]}Z"
