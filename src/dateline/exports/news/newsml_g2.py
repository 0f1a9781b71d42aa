"""NewsML-G2 2.35 (https://iptc.org/standards/newsml-g2/), conformance "power": a news item for each
article, its text in NITF.

Source: the XML Schema of NewsML-G2 2.35, and IPTC's NewsCodes for the class and the status.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exports.job import Job
from dateline.exports.news.nitf import nitf_element
from dateline.exports.news.stamps import truncated
from dateline.exports.news.xml_elements import add, root, xml_file
from dateline.exports.plain import in_one_line
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"


def write(values: Iterator[ExportedArticle], out: Path, job: Job) -> None:
    """A file for each article, named by its id."""
    del job
    for one in values:
        (out / f"{one.article.id}.xml").write_bytes(news_item(one.article))


def news_item(article: ArchivedArticle) -> bytes:
    """The article as a `newsItem` document in UTF-8. Its guid is `urn:dateline:` and the article's
    id; `versionCreated` is when the archive got this version, and `generator` says who wrote the
    item. What XML cannot write is U+FFFD."""
    item = root(
        "newsItem",
        xmlns=_NAMESPACE,
        standard="NewsML-G2",
        standardversion="2.35",
        conformance="power",
        guid=f"urn:dateline:{article.id}",
        version=str(article.version),
    )
    if article.language:
        item.set("xml:lang", article.language)
    add(item, "catalogRef", href=_CATALOG)
    _item_meta(add(item, "itemMeta"), article)
    _content_meta(add(item, "contentMeta"), article)
    content = add(add(item, "contentSet"), "inlineXML", contenttype="application/nitf+xml")
    content.append(nitf_element(article))
    return xml_file(item)


def _item_meta(meta: Element, article: ArchivedArticle) -> None:
    add(meta, "itemClass", qcode="ninat:text")
    provider = add(meta, "provider")
    if article.source.name or article.source.domain:
        add(provider, "name", in_one_line(article.source.label))
    add(meta, "versionCreated", article.added)
    add(meta, "pubStatus", qcode="stat:usable")
    add(meta, "generator", "Dateline")
    if article.title:
        add(meta, "title", article.title)
    url = article.url or article.canonical_url
    if url:
        add(meta, "link", rel="irel:canonical", href=url)


def _content_meta(meta: Element, article: ArchivedArticle) -> None:
    for name, moment in (
        ("contentCreated", article.published),
        ("contentModified", article.updated),
    ):
        if moment:
            add(meta, name, truncated(moment))
    for author in article.authors:
        add(add(meta, "creator"), "name", in_one_line(author))
    if article.language:
        add(meta, "language", tag=article.language)
    for word in article.keywords:
        add(meta, "keyword", in_one_line(word))
    if article.title:
        add(meta, "headline", article.title)
    if article.subtitle:
        add(meta, "headline", article.subtitle, role="hldrole:sub")
    if article.dateline:
        add(meta, "dateline", article.dateline)
    if article.credit:
        add(meta, "creditline", ", ".join(article.credit))
    for text in article.summary:
        add(meta, "description", text, role="drol:summary")
