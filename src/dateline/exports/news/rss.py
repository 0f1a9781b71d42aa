"""RSS 2.0 with full texts: the elements of the modules Content and Dublin Core.

Sources: https://www.rssboard.org/rss-specification, the RSS 1.0 modules Content and DCMI Terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO
from xml.etree.ElementTree import tostring
from xml.sax.saxutils import escape as escape_xml

from dateline.exports.job import Job
from dateline.exports.news.stamps import iso, rfc_822
from dateline.exports.news.xml_elements import add, root
from dateline.exports.plain import link, plain
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle, Caption

_END = b"</channel>\n</rss>\n"
_START = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<channel>
<title>{title}</title>
<link>about:blank</link>
<description>{title}</description>
<generator>Dateline</generator>
"""


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A feed with an item for each article. Its title is the query."""
    title = "Dateline" if job.query is None else f"Dateline: {job.query}"
    out.write(_START.format(title=escape_xml(plain(title))).encode())
    for one in values:
        out.write(rss_item(one.article))
    out.write(_END)


def rss_item(article: ArchivedArticle) -> bytes:
    """The article as an `item`: pubDate if the time and its UTC offset are known, else
    dcterms:issued with as much of the date as is known. The whole text is in content:encoded as
    HTML. What XML cannot write is U+FFFD."""
    item = root("item")
    if article.language:
        item.set("xml:lang", article.language)
    add(item, "title", article.title or "")
    url = link(article.url or article.canonical_url)
    if url:
        add(item, "link", url)
    add(item, "guid", f"urn:dateline:{article.id}", isPermaLink="false")
    published = rfc_822(article.published)
    if published:
        add(item, "pubDate", published)
    elif article.published:
        add(item, "dcterms:issued", iso(article.published))
    if article.updated and article.published:  # alone, readers take it for the publication
        add(item, "dcterms:modified", iso(article.updated))
    for author in article.authors:
        add(item, "dc:creator", author)
    for word in filter(None, (article.section, *article.keywords)):
        add(item, "category", word)
    if article.source.name or article.source.domain:
        domain = article.source.domain
        add(item, "source", article.source.label, url=f"https://{domain}/" if domain else "")
    summary = article.summary or tuple(filter(None, [article.subtitle]))
    if summary:
        add(item, "description", "\n".join(f"<p>{escape(text)}</p>" for text in summary))
    add(item, "content:encoded", _html(article))
    data: bytes = tostring(item, encoding="utf-8", xml_declaration=False)
    return data + b"\n"


def _html(article: ArchivedArticle) -> str:
    """The text as a page would show it."""
    paragraphs = list(article.paragraphs)
    if article.dateline and paragraphs:
        paragraphs[0] = f"{article.dateline} — {paragraphs[0]}"
    return "\n".join(
        (
            *(f"<p>{escape(text)}</p>" for text in paragraphs),
            *map(_figure, article.captions),
        )
    )


def _figure(caption: Caption) -> str:
    credit = f" <cite>{escape(caption.credit)}</cite>" if caption.credit else ""
    return f"<figure><figcaption>{escape(caption.text)}{credit}</figcaption></figure>"
