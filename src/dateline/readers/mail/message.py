"""Mail messages (RFC 5322 and MIME): a newsletter is one article, its links kept as text.

Pages that browsers save as one file (MHTML, RFC 2557) are messages too; `mhtml` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from email.errors import CloseBoundaryNotFoundDefect
from typing import TYPE_CHECKING, BinaryIO, cast

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import has_ending, head_text, label, single_record
from dateline.readers.paragraphs import text_blocks
from dateline.readers.streams.charset import decode
from dateline.values.draft import Block, Claim, Draft, Record, RecordError

if TYPE_CHECKING:  # the library takes 30 ms to load
    from email.message import EmailMessage

_FIELD = re.compile(r"[!-9;-~]+:[ \t]?")
_FOLDED = re.compile(r"[ \t]+\S")
_READ = {
    *("subject", "date", "from", "archived-at", "content-language", "content-type"),
    *("content-disposition", "content-location", "snapshot-content-location"),
    "content-transfer-encoding",
}
_SIGNS = re.compile(r"^(?:from|date|subject|message-id|mime-version|received|to):", re.I | re.M)
_LENGTH = re.compile(r"\A\d{1,9} *\n")
_IS_LENGTH = re.compile(rb"\d{1,9} *\r?").fullmatch
_PARTS = re.compile(r"^content-type:\s*multipart/", re.I | re.M)
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$|^[^\s@]+@[^\s@]+$")
MAX_PARTS = 1000
MAX_FIELD = 10_000
"""Characters of a header field. The library takes time by the square of their number."""

# Newsletters fill the preview in a list of messages with characters that nobody sees.
_FILLER = re.compile(
    r"(?:(?:[\u034f\u200b-\u200d\u2007\u2060\ufeff\u00ad]|&(?:zwnj|zwj|shy|\#8199|\#847);)"
    r"(?:\s|\u00a0|&nbsp;)*+){3,}"
)

_KINDS = ("text", "multipart", "image")
_MIN_TEXT = 200
"""A plain part that is shorter only asks for a program that shows the HTML part."""


class MailReader:
    name = "mail"
    version = 5
    media_type = "message/rfc822"

    def score(self, head: bytes, name: str | None) -> int | None:
        """Header fields up to a blank line: three that all mail has, or one that announces parts,
        or one typical of mail if the file's name says so. Apple Mail writes the message's length
        before it."""
        header = header_of(_LENGTH.sub("", head_text(head), count=1)) or ""
        signs = len(set(map(str.lower, _SIGNS.findall(header))))
        by_name = signs > 0 and has_ending(name, ".eml", ".emlx")
        return 97 if signs >= 3 or _PARTS.search(header) or by_name else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream)

    def read(self, record: Record) -> Draft:
        """The message's text as blocks, its header as claims. Attached files are not read; each has
        a warning. Raises NotAnArticle for a message without text."""
        message = parse_message(record.data)
        where, blocks = _text(_displayed_parts(message))
        if not blocks:  # forwarded without a comment: the message inside holds the text
            where, blocks = _text(_all_parts(message))
        if not blocks:
            raise NotAnArticle("a message with no text")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=(
                Claim(field="body", value=where, method="mail", where=where),
                *_claims(message),
            ),
            warnings=tuple(_omissions(message)),
        )


def header_of(text: str) -> str | None:
    """The header that `text` begins with, or None if it does not begin with one."""
    header = text.lstrip("\n").partition("\n\n")[0]
    lines = header.split("\n")
    if not _FIELD.match(lines[0]):
        return None
    fields = all(_FIELD.match(line) or _FOLDED.match(line) for line in lines)
    return header if fields else None


def parse_message(data: bytes) -> EmailMessage:
    """The message. Raises ReadError if the library cannot parse it, for more than MAX_PARTS parts,
    and for a field that is used here and longer than MAX_FIELD characters."""
    from email import policy
    from email.message import EmailMessage
    from email.parser import BytesParser

    if data.count(b"\n--") > 10 * MAX_PARTS:  # checked first: the library is slow with many
        raise ReadError(f"the message has more than {MAX_PARTS:,} parts, the limit")
    try:
        parser = BytesParser(EmailMessage, policy=policy.default)
        message = parser.parsebytes(_bare_message(data))
        _within_limits(message)
    except (ValueError, LookupError, RecursionError) as error:
        raise ReadError(f"a broken message: {error}") from error
    return message


def _bare_message(data: bytes) -> bytes:
    """The message without the length before it, and without what follows that length."""
    length, newline, rest = data.partition(b"\n")
    return rest[: int(length)] if newline and _IS_LENGTH(length) else data.lstrip(b"\r\n")


def _within_limits(message: EmailMessage) -> None:
    for number, part in enumerate(message.walk(), 1):
        if number > MAX_PARTS:
            raise ReadError(f"the message has more than {MAX_PARTS:,} parts, the limit")
        for name, value in part.raw_items():
            if name.lower() in _READ and len(str(value)) > MAX_FIELD:
                limit = f"{MAX_FIELD:,} characters, the limit"
                raise ReadError(f"the header field {name} is longer than {limit}")


def part_bytes(part: EmailMessage) -> bytes:
    """A part's content with its transfer encoding removed."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def header(message: EmailMessage, name: str) -> str | None:
    """A header field as text with single spaces, or None."""
    try:
        value = message.get(name)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return None  # the library's field parsers fail on some invalid values
    return " ".join(str(value).split()) or None if value is not None else None


def _text(parts: Iterable[EmailMessage]) -> tuple[str, tuple[Block, ...]]:
    """Which part holds the text, and its blocks: the plain parts, unless HTML has far more."""
    parts = list(parts)
    plain = _blocks(parts, "text/plain", _plain)
    kinds = {part.get_content_type() for part in parts}
    if _length(plain) >= _MIN_TEXT or "text/html" not in kinds:
        return "text/plain part", plain
    html = _blocks(parts, "text/html", _html)
    return (
        ("text/html part", html) if _length(html) > _length(plain) else ("text/plain part", plain)
    )


def _blocks(
    parts: list[EmailMessage], kind: str, read: Callable[[EmailMessage], tuple[Block, ...]]
) -> tuple[Block, ...]:
    """The blocks of all parts of that type, one after another. Some programs begin a new part after
    every picture."""
    return tuple(block for part in parts if part.get_content_type() == kind for block in read(part))


def _displayed_parts(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that a program displays, without attached files and messages."""
    if _attached(part):
        return
    if not part.is_multipart():
        yield part
    for inner in _inner_parts(part):
        yield from _displayed_parts(inner)


def _all_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message and of messages inside it, without attached files."""
    for part in message.walk():
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            yield part


def _plain(part: EmailMessage) -> tuple[Block, ...]:
    return text_blocks(_part_text(part))


def _html(part: EmailMessage) -> tuple[Block, ...]:
    from dateline.readers.html.fragment import fragment_blocks

    return fragment_blocks(_part_text(part))


def _part_text(part: EmailMessage) -> str:
    return _FILLER.sub(" ", decode(part_bytes(part), _charset(part)).text)


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _claims(message: EmailMessage) -> Iterator[Claim]:
    headers = (
        ("title", "Subject", header(message, "Subject")),
        ("published", "Date", header(message, "Date")),
        ("source.name", "From", _sender_name(header(message, "From"))),
        ("url", "Archived-At", (header(message, "Archived-At") or "").strip("<>")),
        ("language", "Content-Language", header(message, "Content-Language")),
    )
    for field, name, value in headers:
        if value:
            yield Claim(field=field, value=value, method="mail header", where=f"header {name}")


def _sender_name(sender: str | None) -> str:
    """The sender's name without the address."""
    return _ADDRESS.sub("", sender or "").strip().strip('"')


def _attached(part: EmailMessage) -> bool:
    """Whether the part is not text of this message. Pictures displayed in it do not count as
    attached."""
    kind = part.get_content_maintype()
    return part.get_content_disposition() == "attachment" or kind not in _KINDS


def _omissions(part: EmailMessage) -> Iterator[str]:
    """What is missing from the text: attached files, and parts after the end of a message that is
    cut off."""
    if _attached(part):
        name = part.get_filename() or part.get_content_type()
        yield f"the attached file {name} is not read"
        return
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
        yield "the message ends before its last part does: it may be cut off"
    for inner in _inner_parts(part):
        yield from _omissions(inner)


def _inner_parts(part: EmailMessage) -> list[EmailMessage]:
    return cast("list[EmailMessage]", part.get_payload()) if part.is_multipart() else []
