"""ninjs 3.1, IPTC's news in JSON (https://iptc.org/standards/ninjs/): a line of JSON for each
article.

Source: the JSON Schema of ninjs 3.1. Its dates are times with a UTC offset: a date that is known
less exactly is in the note to editors, in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any, BinaryIO

from dateline.exports.job import Job
from dateline.exports.news.stamps import date_time, iso
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle, Caption
from dateline.values.moment import Moment
from dateline.visible import visible_json

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A line for each article."""
    del job
    for one in values:
        line = json.dumps(ninjs_object(one.article), ensure_ascii=False)
        out.write(f"{visible_json(line)}\n".encode())


def ninjs_object(article: ArchivedArticle) -> dict[str, Any]:
    """The article as a ninjs object, without what is not known. `uri` is `urn:dateline:` and the
    article's id. The body is XHTML with a `p` for each paragraph; the page's address is a rendition
    of type text/html, the publisher an info source, and the section a subject in the relation
    "section"."""
    uri = f"urn:dateline:{article.id}"
    subjects: list[dict[str, str]] = [{"name": name} for name in article.keywords]
    if article.section:
        subjects.insert(0, {"name": article.section, "rel": "section"})
    found: dict[str, Any] = {
        "uri": uri,
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "partial" if article.partial else "full",
        "version": str(article.version),
        "contentCreated": date_time(article.published),
        "versionCreated": date_time(article.updated),
        "edNote": _note(article),
        "language": article.language,
        "headlines": _headlines(article),
        "by": ", ".join(article.authors),
        "located": article.dateline,
        "descriptions": [
            {"role": "summary", "contentType": "text/plain", "value": text}
            for text in article.summary
        ],
        "bodies": [_body(article)],
        "subjects": subjects,
        "infoSources": _publisher(article),
        "renditions": _page(article),
        "associations": [
            _picture(caption, f"{uri}:picture-{number}", f"picture-{number}")
            for number, caption in enumerate(article.captions, 1)
        ],
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _headlines(article: ArchivedArticle) -> list[dict[str, str]]:
    texts = (("main", article.title), ("subheadline", article.title and article.subtitle))
    return [
        {"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text
    ]


def _note(article: ArchivedArticle) -> str | None:
    """The dates that a ninjs date cannot express."""
    moments = (("Published", article.published), ("Updated", article.updated))
    return "; ".join(f"{word} {iso(moment)}" for word, moment in moments if _inexact(moment))


def _inexact(moment: Moment | None) -> bool:
    return moment is not None and date_time(moment) is None


def _body(article: ArchivedArticle) -> dict[str, Any]:
    html = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in article.paragraphs)
    size = sum(map(len, article.paragraphs))
    return {
        "role": "main",
        "contentType": "application/xhtml+xml",
        "charCount": size,
        "value": html,
    }


def _publisher(article: ArchivedArticle) -> list[dict[str, str]]:
    source = article.source
    known = {"name": source.name, "literal": source.domain, "role": "publisher"}
    if source.name is None and source.domain is None:
        return []
    return [{key: value for key, value in known.items() if value is not None}]


def _page(article: ArchivedArticle) -> list[dict[str, str]]:
    url = article.url or article.canonical_url
    return [{"name": "web", "contentType": "text/html", "href": url}] if url else []


def _picture(caption: Caption, uri: str, name: str) -> dict[str, Any]:
    picture = {
        "name": name,
        "uri": uri,
        "type": "picture",
        "descriptions": [{"role": "caption", "contentType": "text/plain", "value": caption.text}],
        "by": caption.credit,
    }
    return {key: value for key, value in picture.items() if value is not None}
