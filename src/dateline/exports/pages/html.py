"""Articles as one page of HTML that needs nothing else: no script, no picture, no address is
loaded when it is opened."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import BinaryIO

from dateline.exports.job import Job
from dateline.exports.plain import credited_captions, in_one_line, link, plain, printed
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import Article

_STYLE = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.5 Georgia, serif;
  color: #222; background: #fff; }
article { border-top: 1px solid #bbb; margin-top: 2.5em; overflow-wrap: anywhere; }
details { margin: 1em 0; border-left: 3px solid #bbb; padding-left: 1em; }
h1, h2 { line-height: 1.2; }
.about, footer, summary { font: 0.85em/1.4 sans-serif; color: #555; }
.lead { font-style: italic; }
figcaption { font-size: 0.9em; color: #444; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1a1a1a; } .about, footer, figcaption { color: #aaa; }
  a { color: #8ab4f8; }
}
@media print { article { break-before: page; border: 0; } }
"""
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """A page with the articles one below the other. Everything in them is text; only addresses of
    the web are links."""
    title = _text(f"Articles: {job.query}" if job.query else "Articles")
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    out.write(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(digest)}">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{title}</h1>\n'
        f'<p class="about">Exported from Dateline, {job.made[:10]}</p>\n'.encode()
    )
    for one in values:
        out.write("".join(_article(one)).encode())
    out.write(b"</body>\n</html>\n")


def _article(one: ExportedArticle) -> Iterator[str]:
    article = one.article
    yield f'<article id="{article.id}"{_language(article)}>\n'
    yield from _text_of(article)
    yield f"<footer>\n{''.join(_footer(one))}</footer>\n"
    for earlier in reversed(one.earlier):
        yield f"<details{_language(earlier)}>\n"
        yield _element("summary", f"version {earlier.version}, added {earlier.added[:10]}")
        yield f"{''.join(_text_of(earlier))}</details>\n"
    yield "</article>\n"


def _language(article: Article) -> str:
    return f' lang="{_text(article.language)}"' if article.language else ""


def _text_of(article: Article) -> Iterator[str]:
    yield _element("h2", article.title or "(no title)")
    if article.subtitle:
        yield _element("p", article.subtitle, "lead")
    about = (
        article.source.name or article.source.domain,
        printed(article.published) or "no date",
        ", ".join((*article.authors, *article.credit)),
    )
    yield _element("p", " · ".join(filter(None, about)), "about")
    if article.summary:
        yield f"<ul>\n{''.join(_element('li', text) for text in article.summary)}</ul>\n"
    for paragraph in article.paragraphs:
        yield _element("p", paragraph)
    for caption in credited_captions(article):
        yield f"<figure>{_element('figcaption', caption)}</figure>\n"


def _footer(one: ExportedArticle) -> Iterator[str]:
    article = one.article
    for name, values in (("keywords", article.keywords), ("tags", one.labels.tags)):
        if values:
            yield _element("p", f"{name}: {', '.join(values)}")
    for note in one.labels.notes:
        yield _element("p", f"note by {note.by}, {note.at[:10]}: {note.text}")
    if (url := link(article.url)) is not None:
        shown = _text(in_one_line(url))
        yield f'<p><a href="{shown}" rel="noopener noreferrer nofollow">{shown}</a></p>\n'
    yield _element("p", f"Dateline {article.id}, added {article.added[:10]}")


def _element(name: str, text: str, kind: str | None = None) -> str:
    """An element with the text, whose direction is that of its own letters."""
    named = f' class="{kind}"' if kind else ""
    lines = _text(text).replace("\n", "<br>\n")
    return f'<{name}{named} dir="auto">{lines}</{name}>\n'


def _text(text: str) -> str:
    return escape(plain(text), quote=True)
