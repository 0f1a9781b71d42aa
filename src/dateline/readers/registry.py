"""All formats, and the choice of one for a file."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.agencies.factiva import FactivaReader
from dateline.readers.agencies.newsml_1 import Newsml1Reader
from dateline.readers.agencies.newsml_g2 import NewsmlG2Reader
from dateline.readers.agencies.nexis import NexisReader
from dateline.readers.agencies.nitf import NitfReader
from dateline.readers.agencies.proquest import ProQuestReader
from dateline.readers.agencies.reuters_rcv1 import ReutersRcv1Reader
from dateline.readers.agencies.reuters_sgml import ReutersSgmlReader
from dateline.readers.base import Container, Reader, head_text
from dateline.readers.containers.seven_zip import SevenZipContainer
from dateline.readers.containers.tar import TarContainer
from dateline.readers.containers.warc import WarcContainer
from dateline.readers.containers.zip import ZipContainer
from dateline.readers.feeds.feed import FeedReader
from dateline.readers.html.reader import HtmlReader
from dateline.readers.json.document import JsonReader
from dateline.readers.json.lines import JsonLinesReader
from dateline.readers.json.table import TableReader
from dateline.readers.mail.mbox import MboxReader
from dateline.readers.mail.message import MailReader
from dateline.readers.mail.mhtml import MhtmlReader
from dateline.readers.office.docx import DocxReader
from dateline.readers.office.epub import EpubReader
from dateline.readers.office.odt import OdtReader
from dateline.readers.pdf.reader import PdfReader
from dateline.readers.sniff import kind_by_name, unreadable_reason, xml_kind
from dateline.readers.text.markdown import MarkdownReader
from dateline.readers.text.plain import PlainTextReader
from dateline.readers.text.rtf import RtfReader

BINARY: tuple[Reader | Container, ...] = (
    DocxReader(),
    OdtReader(),
    EpubReader(),
    PdfReader(),
    RtfReader(),
    ZipContainer(),
    TarContainer(),
    SevenZipContainer(),
    WarcContainer(),
)
"""Recognized by their first bytes."""

TEXTUAL: tuple[Reader | Container, ...] = (
    JsonLinesReader(),
    JsonReader(),
    FeedReader(),
    NitfReader(),
    NewsmlG2Reader(),
    Newsml1Reader(),
    ReutersRcv1Reader(),
    ReutersSgmlReader(),
    HtmlReader(),
    FactivaReader(),
    NexisReader(),
    ProQuestReader(),
    MboxReader(),
    MhtmlReader(),
    MailReader(),
    MarkdownReader(),
    TableReader(),
    PlainTextReader(),
)

FORMATS = (*BINARY, *TEXTUAL)


def choose(head: bytes, name: str | None = None) -> Reader | Container:
    """The format that fits `head` best: a file's first HEAD_BYTES, decompressed.

    Content decides; `name` only settles what content leaves open. Of equal scores the earlier in
    FORMATS wins. Raises ReadError if the file is empty or of a kind that no reader reads, such as a
    picture, and NotAnArticle for what accompanies pages, such as a style sheet.
    """
    binary = _best(BINARY, head, name)
    if binary is not None:
        return binary
    reason = unreadable_reason(head)
    if reason is not None:
        raise ReadError(reason, stage="open")
    textual = _best(TEXTUAL, head, name)
    if textual is None:
        kind = xml_kind(head_text(head)) or "nothing known"
        raise ReadError(f"the file looks like {kind}, which Dateline does not read", stage="open")
    by_name = kind_by_name(name) if isinstance(textual, PlainTextReader) else None
    if by_name is not None:
        raise NotAnArticle(f"the file's name says that it is {by_name}", stage="open")
    return textual


def by_name(name: str) -> Reader | Container:
    """The format called `name`. Raises KeyError if there is none."""
    return {format.name: format for format in FORMATS}[name]


def all_versions() -> int:
    """A number that increases when the version of any format does, or a format is added."""
    return sum(format.version for format in FORMATS)


def _best(
    formats: Iterable[Reader | Container], head: bytes, name: str | None
) -> Reader | Container | None:
    scored = [(format.score(head, name), format) for format in formats]
    fitting = [(score, format) for score, format in scored if score is not None]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
