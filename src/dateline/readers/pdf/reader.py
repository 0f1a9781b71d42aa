"""PDF files with a text layer (ISO 32000), by pdfminer.six: one article in each file."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import label, single_record
from dateline.readers.streams.limits import MAX_DOCUMENT_BYTES
from dateline.values.draft import Claim, Draft, Record, RecordError

MAX_PAGES = 200
"""A Sunday newspaper has 150; a full page takes 0.05 s."""

_FIELDS = {
    "Title": "title",
    "Author": "authors",
    "Subject": "summary",
    "Keywords": "keywords",
    "CreationDate": "published",
    "ModDate": "updated",
}
_SIGNATURE = b"%PDF-"
_BLANK = b"\xef\xbb\xbf \t\r\n\f\0"
_MACINTOSH = (b"\0\x05\x16\0", b"\0\x05\x16\x07")  # AppleSingle and AppleDouble, RFC 1740
_BY = re.compile(r"(?i:by|von|par|por|di|door|av|af|przez)\s+[^\W\d_a-zß-ÿ]")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d[:.]\d\d(?:\s?[AP]M)?(?!\d)(?!\.)", re.I)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")


class PdfReader:
    name = "pdf"
    version = 6
    media_type = "application/pdf"

    def score(self, head: bytes, name: str | None) -> int | None:
        """The signature is in the first 1,024 bytes (as Acrobat accepts it), after white space or a
        byte order mark, or after the header that a Macintosh puts before a file."""
        del name
        before, signature, _ = head[:1024].partition(_SIGNATURE)
        if not signature:
            return None
        return 95 if not before.strip(_BLANK) or before.startswith(_MACINTOSH) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream, MAX_DOCUMENT_BYTES)

    def read(self, record: Record) -> Draft:
        """The text in reading order, without running heads and page numbers; the document's
        information as claims. Pictures of pages among pages with text have a warning. Raises
        ReadError for a file that is damaged or encrypted, has more than MAX_PAGES pages, reaches a
        limit of `metered`, or has no text layer, and NotAnArticle if its pages are empty."""
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
        from pdfminer.pdfexceptions import PDFException
        from pdfminer.psexceptions import PSException

        try:
            return self._draft(record.data[record.data.find(_SIGNATURE, 0, 1024) :])
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise ReadError("it is encrypted, and Dateline has no key") from error
        except (PDFException, PSException, *_DAMAGE) as error:
            raise ReadError(f"damaged PDF data: {type(error).__name__}: {error}") from error

    def _draft(self, data: bytes) -> Draft:
        from dateline.readers.pdf.blocks import page_blocks, pictures, running_heads
        from dateline.readers.pdf.layout import lay_out_pages
        from dateline.readers.pdf.metered import Meter, open_document

        meter = Meter()
        document = open_document(data, meter)
        pages = lay_out_pages(document, MAX_PAGES, meter)
        if len(pages) > MAX_PAGES:
            raise ReadError(f"the PDF has more than {MAX_PAGES} pages, the limit")
        blocks = page_blocks(pages)
        without, unknown = pictures(pages), sum(page.unknown for page in pages)
        if unknown > sum(len(block.text) for block in blocks):
            raise ReadError("the PDF's fonts do not identify their characters")
        if not blocks and without:
            raise ReadError("the PDF has no text layer: its pages are pictures")
        if not blocks:
            raise NotAnArticle("a document with no text")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=(
                *_claims(document.info, document.catalog.get("Lang")),
                *_issue_dates(running_heads(pages)),
            ),
            warnings=tuple(_warnings(without, unknown)),
        )


def _warnings(without: str, unknown: int) -> Iterator[str]:
    if without:
        yield f"pictures without a text layer: page {without}"
    if unknown:
        what = "1 character is" if unknown == 1 else f"{unknown:,} characters are"
        yield f"{what} left out: no font identifies {'it' if unknown == 1 else 'them'}"


# What pdfminer.six raises for damaged files, apart from its own errors.
_DAMAGE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError,
    OverflowError, NotImplementedError, EOFError, struct.error, zlib.error,
)  # fmt: skip


def _claims(info: list[dict[str, object]], language: object) -> Iterator[Claim]:
    properties = {**next(iter(info), {}), "Lang": language}
    for name, field in {**_FIELDS, "Lang": "language"}.items():
        text = _text(properties.get(name))
        value = _date(text) if name.endswith("Date") else text
        if value:
            where = f"property {name}"
            yield Claim(field=field, value=value, method="document properties", where=where)


def _issue_dates(heads: Sequence[str]) -> Iterator[Claim]:
    """Running heads that print a day: that of the issue; of one with bars also who wrote the
    text, the paper and, if something else stands in it, the section. One with a time is what a
    browser prints on the paper, and says when that was done."""
    from dateline.readers.pdf.blocks import head_parts, paper_and_section

    for head in heads:
        if _YEAR.search(head) and not _CLOCK.search(head):
            yield Claim(field="published", value=head, method="running head", where="page margin")
            parts = head_parts(head)
            signed = [part for part in parts if _BY.match(part)]
            names = paper_and_section([part for part in parts if part not in signed])
            fields = (*("authors" for _ in signed), "source.name", "section")
            for field, name in zip(fields, (*signed, *names), strict=False):
                yield Claim(field=field, value=name, method="running head", where="page margin")


def _text(value: object) -> str:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    return " ".join(decode_text(value).split()) if isinstance(value, bytes) else ""


def _date(text: str) -> str:
    """A date of ISO 32000-1, 7.9.4, as ISO 8601, as precise as it is; other text unchanged."""
    found = _DATE.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second, zulu, zone, rest = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    if not (day and hour and minute):
        return date
    offset = "Z" if zulu else f"{zone}:{rest or '00'}" if zone else ""
    return f"{date}T{hour}:{minute}" + (f":{second}" if second else "") + offset
