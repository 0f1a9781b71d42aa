"""MHTML (RFC 2557): a page and its pictures in one MIME message, as browsers save it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label, single_record
from dateline.readers.mail.message import header, header_of, parse_message, part_bytes
from dateline.readers.streams.limits import MAX_DOCUMENT_BYTES
from dateline.values.draft import Claim, Draft, Record, RecordError

if TYPE_CHECKING:
    from email.message import EmailMessage

_PAGES = ("text/html", "application/xhtml+xml")


class MhtmlReader:
    name = "mhtml"
    version = 14
    media_type = "multipart/related"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A message header with multipart/related, and without the addressee of a mail."""
        del name
        header = (header_of(head_text(head)) or "").lower()
        related = "content-type: multipart/related" in " ".join(header.split())
        return 98 if related and "\nto:" not in header else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream, MAX_DOCUMENT_BYTES)

    def read(self, record: Record) -> Draft:
        """The draft of the page, with its address and the time of saving as claims. Raises
        NotAnArticle if there is no page in the message."""
        from dateline.readers.html.page import page_draft

        message = parse_message(record.data)
        page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
        if page is None:
            raise NotAnArticle("a message with no page in it")
        draft = page_draft(
            part_bytes(page),
            reader=label(self),
            media_type=self.media_type,
            charset=page.get_content_charset(),
        )
        return replace(draft, claims=(*draft.claims, *_claims(message, page)))


def _claims(message: EmailMessage, page: EmailMessage) -> Iterator[Claim]:
    headers = (
        ("url", "Snapshot-Content-Location", header(message, "Snapshot-Content-Location")),
        ("url", "Content-Location", header(page, "Content-Location")),
        ("captured", "Date", header(message, "Date")),
    )
    for field, name, value in headers:
        if value:
            yield Claim(field=field, value=value, method="mhtml header", where=f"header {name}")
