"""What a reader finds in a file, untouched: records, and the drafts made of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.values.outcome import Disposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The bytes of one article inside a file: a whole page, a line of JSON lines, an item.

    `ordinal` counts from 0 within the file; `where` says where to look ("line 7"),
    or is None if the record is the file. `claims` are what the container of the record says
    of it; its draft has them last.
    """

    ordinal: int
    data: bytes
    where: str | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def charset(self) -> str | None:
        """The charset that the container states, or None."""
        return next((claim.value for claim in self.claims if claim.field == "charset"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordError:
    """A place in a file where an article was expected: it FAILED to be read, at `stage`, or was
    read and is REJECTED because it is not an article."""

    ordinal: int
    where: str | None
    reason: str
    stage: str = "read"
    disposition: Disposition = Disposition.FAILED


class Role(StrEnum):
    """What a block is on the page, as far as the file itself says."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    SUMMARY = "summary"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that is by itself in the file, in the file's order.

    A CREDIT belongs to the CAPTION right before it.
    """

    role: Role
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a file says of its article, as it says it.

    `field` is a field of Article ("published", "authors", "source.name", "source.domain", ...);
    `method` names how it was said ("json-ld", "meta", "time tag", "json key"); `where` is the
    place ("meta property=article:published_time", "key pubDate"). A list is several claims.
    Three fields are not fields of Article: "captured", when the bytes were fetched (the article
    was published before that), "charset", which the bytes' transport states, and "guid", by which
    the publisher knows the article whatever becomes of its text.
    """

    field: str
    value: str
    method: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one reader made of one record; `reader` is its name and version ("html 1").

    `partial` is a sentence that says why the text is known, or likely, to be incomplete; None if
    nothing says so. `warnings` are sentences for a person: what else is doubtful about the reading
    (bytes that fit no charset).
    """

    reader: str
    media_type: str
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    partial: str | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """Everything that is doubtful: the warnings, and why the text is partial."""
        return (*self.warnings, *((self.partial,) if self.partial else ()))
