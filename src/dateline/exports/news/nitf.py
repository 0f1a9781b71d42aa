"""NITF 3.6, the News Industry Text Format (https://iptc.org/standards/nitf/): one file for each
article.

Source: the XML Schema of NITF 3.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exports.job import Job
from dateline.exports.news.stamps import iso
from dateline.exports.news.xml_elements import add, root, xml_file
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"


def write(values: Iterator[ExportedArticle], out: Path, job: Job) -> None:
    """A file for each article, named by its id."""
    del job
    for one in values:
        (out / f"{one.article.id}.xml").write_bytes(nitf_file(one.article))


def nitf_file(article: ArchivedArticle) -> bytes:
    """The article as an NITF document in UTF-8."""
    return xml_file(nitf_element(article))


def nitf_element(article: ArchivedArticle) -> Element:
    """The article as a `nitf` element. Dates are ISO 8601, as exact as they are known; the day of
    the last change is the norm of a revision. What XML cannot write is U+FFFD."""
    nitf = root("nitf", xmlns=_NAMESPACE, version="-//IPTC//DTD NITF 3.6//EN")
    if article.language:
        nitf.set("xml:lang", article.language)
    _head(add(nitf, "head"), article)
    body = add(nitf, "body")
    _body_head(add(body, "body.head"), article)
    content = add(body, "body.content")
    for text in article.paragraphs:
        add(content, "p", text)
    for caption in article.captions:
        media = add(content, "media", **{"media-type": "image"})
        add(media, "media-reference")
        add(media, "media-caption", caption.text)
        if caption.credit:
            add(media, "media-producer", caption.credit)
    return nitf


def _head(head: Element, article: ArchivedArticle) -> None:
    if article.title:
        add(head, "title", article.title)
    docdata = add(head, "docdata")
    add(docdata, "doc-id", **{"regsrc": "dateline", "id-string": article.id})
    if article.published:
        add(docdata, "date.issue", norm=iso(article.published))
    if article.keywords:
        keys = add(docdata, "key-list")
        for word in article.keywords:
            add(keys, "keyword", key=word)
    publication = {
        "type": "web" if article.url else None,
        "name": article.source.name,
        "position.section": article.section,
        "ex-ref": article.url or article.canonical_url,
    }
    if any(publication.values()):
        add(head, "pubdata", **publication)
    if article.updated:
        add(head, "revision-history", norm=iso(article.updated))


def _body_head(head: Element, article: ArchivedArticle) -> None:
    if article.title:
        headlines = add(head, "hedline")
        add(headlines, "hl1", article.title)
        if article.subtitle:
            add(headlines, "hl2", article.subtitle)
    for name in article.authors:
        add(add(head, "byline"), "person", name)
    if article.dateline:
        add(add(head, "dateline"), "location", article.dateline)
    if article.summary:
        abstract = add(head, "abstract")
        for text in article.summary:
            add(abstract, "p", text)
