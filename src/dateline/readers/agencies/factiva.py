"""Pages from Factiva with several articles each. An article is either a table of two columns with
codes and values ("HD", the headline; https://developer.dowjones.com names them) or the same values
below each other without the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label
from dateline.readers.streams.charset import decode
from dateline.readers.streams.limits import MAX_RECORD_BYTES, read_up_to
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role
from dateline.values.outcome import Disposition

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = re.compile(r"<title>\s*Factiva\s*</title>", re.I)
_ARTICLE = re.compile(r"article ([a-z]{2})(?:[a-z]{2})?Article")
_HEADLINE = re.compile(r"[a-z]{2,4}Headline")
_DAY = re.compile(r"\d{1,2}\.? [^\W\d]+ \d{4}|[^\W\d]+ \d{1,2}, \d{4}")
_TIME = re.compile(r"\d{1,2}:\d{2}")
_CLAIMS = {
    "BY": "authors",
    "CLM": "section",
    "CR": "credit",
    "HD": "title",
    "SE": "section",
    "SN": "source.name",
}
_TEXT = ("LP", "TD")
_BEFORE_THE_DAY = 3
"""In the form without codes, how many lines may precede the day: the section, the number of words,
the author."""


class FactivaReader:
    name = "factiva"
    version = 2
    media_type = "text/html"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A page titled Factiva with the style of its articles."""
        del name
        text = head_text(head)
        return 97 if _TITLE.search(text) and "rticle" in text else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each article, identified by its number in the page."""
        from lxml import html

        text = decode(read_up_to(stream, MAX_RECORD_BYTES)).text
        articles = _articles(text.encode("utf-8", "replace"))
        for ordinal, element in enumerate(articles):
            data = html.tostring(element, encoding="utf-8", with_tail=False)
            yield Record(ordinal=ordinal, data=data, where=f"article {ordinal + 1}")
        if not articles:
            reason = "a Factiva page with no article"
            yield RecordError(
                ordinal=0, where=None, reason=reason, disposition=Disposition.REJECTED
            )

    def read(self, record: Record) -> Draft:
        """Headline and text as blocks, the lines around them as claims. Raises NotAnArticle if
        there is no text."""
        (article, *_) = _articles(record.data)
        coded = dict(_cells_by_code(article))
        blocks = tuple(_blocks(coded, article))
        if not blocks:
            raise NotAnArticle("a Factiva article with no text")
        values = {code: _words(element) for code, element in coded.items()} or dict(
            _uncoded_fields(article)
        )
        language = _ARTICLE.fullmatch(article.get("class") or "")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=(
                *_claims(values),
                *(_claim("language", found[1], "class") for found in (language,) if found),
            ),
        )


def _articles(data: bytes) -> list[HtmlElement]:
    from lxml import html

    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    return [
        element for element in page.iter("div") if _ARTICLE.fullmatch(element.get("class") or "")
    ]


def _cells_by_code(article: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for row in article.iter("tr"):
        cells = row.findall("td")
        if len(cells) == 2 and cells[0].get("class") == "index":
            yield _words(cells[0]), cells[1]


def _uncoded_fields(article: HtmlElement) -> Iterator[tuple[str, str]]:
    """The codes and values of an article without codes. What the lines above the text are follows
    from their class and order: words, day, time if there is one, paper."""
    lines: list[str] = []
    for element in article.iter("div"):
        if element is article or element.find("div") is not None:
            continue
        if any(_HEADLINE.search(part.get("class") or "") for part in element.iter()):
            yield "HD", _words(element)
            if lines:
                yield "SE", lines[0]
        elif element.get("class") == "author":
            yield "BY", _words(element)
        else:
            lines.append(_words(element))
    for number, line in enumerate(lines[:_BEFORE_THE_DAY]):
        if _DAY.fullmatch(line):
            yield "PD", line
            following = lines[number + 1 :]
            if following and _TIME.fullmatch(following[0]):
                yield "ET", following.pop(0)
            if following:
                yield "SN", following[0]
            return


def _blocks(coded: dict[str, HtmlElement], article: HtmlElement) -> Iterator[Block]:
    parts = [coded[code] for code in _TEXT if code in coded] if coded else [article]
    for part in parts:
        paragraphs = [element for element in part.iter("p", "pre") if _is_text(element)]
        for element in paragraphs or ([part] if coded else []):
            text = _words(element)
            if text:
                yield Block(role=Role.PARAGRAPH, text=text)


def _is_text(element: HtmlElement) -> bool:
    return "articleParagraph" in (element.get("class") or "").split()


def _claims(values: dict[str, str]) -> Iterator[Claim]:
    for code, field in _CLAIMS.items():
        if values.get(code):
            yield _claim(field, values[code], code)
    if values.get("PD"):
        yield _claim("published", f"{values['PD']} {values.get('ET', '')}".strip(), "PD")
    for subject in values.get("NS", "").split(" | "):
        name = subject.partition(" : ")[2].strip()
        if name:
            yield _claim("keywords", name, "NS")


def _claim(field: str, value: str, where: str) -> Claim:
    return Claim(field=field, value=value, method="factiva", where=where)


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
