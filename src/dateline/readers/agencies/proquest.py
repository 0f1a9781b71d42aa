"""Texts downloaded from ProQuest: a cover, then documents between lines of underscores. A document
has its title, fields ("Author: Quay, Ann"), the text after "Full text:", and more fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label
from dateline.readers.paragraphs import text_blocks
from dateline.readers.streams.charset import decode
from dateline.readers.streams.limits import read_up_to
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role
from dateline.values.outcome import Count

MAX_PROQUEST_BYTES = 64 * 1024 * 1024

_RULE = re.compile(r"^[ \t\ufeff]*_{20,}[ \t]*$", re.M)
_HEADING = re.compile(r"^\s*(?:Document|Dokument|Documento)\s+(\d+)\s+(?:of|de|von|sur)\s+(\d+)\s*")
_FIELD = re.compile(r"^([A-Z][A-Za-z /]{2,40}):[ \t]*(.*)$")
_TEXT = ("Full text", "Full Text")
_FIELDS = (
    "Author", "Abstract", "Links", "Subject", "Title", "Publication title", "Publication date",
    "Publication info", "Source type", "Document type", "Language of publication", "Section",
    "ProQuest document ID", "Document URL", "Copyright", "Last updated", "Database", "Location",
    "People", "Company / organization", "Pages", "First page", "Publication year", "Publisher",
    "Place of publication", "Country of publication", "ISSN", "Year", "Volume", "Issue",
    "Publication subject", "Number of pages", "Credit", "Dateline", "Classification", "Identifier",
    "Identifier / keyword", "Column", "e-ISSN", "Document feature", "Illustrations",
    "Publication date range", "Business indexing term", "Supplement", "Edition",
)  # fmt: skip
_CLAIMS = {
    "Title": "title",
    "Author": "authors",
    "Publication title": "source.name",
    "Publication date": "published",
    "Section": "section",
    "Subject": "keywords",
    "Language of publication": "language",
    "Document URL": "url",
    "Dateline": "dateline",
}
_SEVERAL = ("Author", "Subject")
_NAME_OF_PAPER = re.compile(r"\s*[;:,(]\s.*$")


class ProQuestReader:
    name = "proquest"
    version = 1
    media_type = "text/plain"

    def score(self, head: bytes, name: str | None) -> int | None:
        """Documents between lines of underscores, with two fields that all of them have."""
        del name
        text = head_text(head)
        found = _RULE.search(text) is not None and "ProQuest" in text
        return 88 if found and "\nPublication title:" in text and "\nFull text:" in text else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError | Count]:
        """A record for each document, and the number of documents that the file states."""
        text = decode(read_up_to(stream, MAX_PROQUEST_BYTES)).text
        parts = [part for part in _RULE.split(text) if "\nPublication title:" in part]
        stated: str | None = None
        for ordinal, part in enumerate(parts):
            heading = _HEADING.match(part)
            stated = stated or (heading and heading[2])
            data = part[heading.end() if heading else 0 :].encode("utf-8", "replace")
            yield Record(ordinal=ordinal, data=data, where=f"document {ordinal + 1}")
        if stated is not None:
            where = f"Document 1 of {stated}"
            yield Count(declared=int(stated), found=len(parts), where=where, of_search=True)

    def read(self, record: Record) -> Draft:
        """The text in paragraphs, and the fields as claims. Raises NotAnArticle if there is no
        text."""
        title, fields = _fields(record.data.decode("utf-8", "replace"))
        text = next((value for name, value in fields if name in _TEXT), "")
        blocks = text_blocks(text)
        if not blocks:
            raise NotAnArticle("a document with no text")
        headline = next((value for name, value in fields if name == "Title"), title).strip()
        head = (Block(role=Role.TITLE, text=" ".join(headline.split())),) if headline else ()
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=(*head, *blocks),
            claims=tuple(_claims(fields)),
        )


def _fields(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first field, and each field with all of its lines. In the text only a
    known field ends it."""
    before: list[str] = []
    fields: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        found = _FIELD.match(line)
        if found is not None and (found[1] in _FIELDS or found[1] in _TEXT):
            fields.append((found[1], [found[2]]))
        else:
            (fields[-1][1] if fields else before).append(line)
    title = "\n".join(before).strip().partition("\n\n")[0]
    return title, [(name, "\n".join(lines).strip()) for name, lines in fields]


def _claims(fields: list[tuple[str, str]]) -> Iterator[Claim]:
    for name, value in fields:
        field, text = _CLAIMS.get(name), " ".join(value.split())
        if field is None or not text:
            continue
        if name == "Publication title":
            text = _NAME_OF_PAPER.sub("", text)
        for part in text.split(";") if name in _SEVERAL else [text]:
            if part.strip():
                yield Claim(field=field, value=part.strip(), method="proquest", where=name)
