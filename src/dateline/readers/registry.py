"""All formats, and which of them a file is."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import Container, Reader, head_text
from dateline.readers.docx import DocxReader
from dateline.readers.epub import EpubReader
from dateline.readers.factiva import FactivaReader
from dateline.readers.feed import FeedReader
from dateline.readers.html import HtmlReader
from dateline.readers.json_file import JsonReader
from dateline.readers.json_lines import JsonLinesReader
from dateline.readers.mail import MailReader
from dateline.readers.markdown import MarkdownReader
from dateline.readers.mbox import MboxReader
from dateline.readers.mhtml import MhtmlReader
from dateline.readers.newsml import NewsmlReader
from dateline.readers.newsml1 import Newsml1Reader
from dateline.readers.nexis import NexisReader
from dateline.readers.nitf import NitfReader
from dateline.readers.odt import OdtReader
from dateline.readers.pdf import PdfReader
from dateline.readers.rcv1 import Rcv1Reader
from dateline.readers.rtf import RtfReader
from dateline.readers.seven_zip import SevenZipContainer
from dateline.readers.sgml import SgmlReader
from dateline.readers.sniff import named_kind, refusal, xml_kind
from dateline.readers.table import TableReader
from dateline.readers.tar_file import TarContainer
from dateline.readers.text import TextReader
from dateline.readers.warc import WarcContainer
from dateline.readers.zip_file import ZipContainer

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
"""Known by their first bytes."""

TEXTUAL: tuple[Reader | Container, ...] = (
    JsonLinesReader(),
    JsonReader(),
    FeedReader(),
    NitfReader(),
    NewsmlReader(),
    Newsml1Reader(),
    Rcv1Reader(),
    SgmlReader(),
    HtmlReader(),
    FactivaReader(),
    NexisReader(),
    MboxReader(),
    MhtmlReader(),
    MailReader(),
    MarkdownReader(),
    TableReader(),
    TextReader(),
)

FORMATS = (*BINARY, *TEXTUAL)


def choose(head: bytes, name: str | None = None) -> Reader | Container:
    """The format that fits `head`, a file's first HEAD_BYTES with any compression undone, best.

    Content decides; `name` only settles what content leaves open. Of equal scores the earlier
    in FORMATS wins. Raises ReadError where there is nothing to read, or nothing that any
    reader could: an empty file, a picture; NotAnArticle for what goes with pages: a style sheet.
    """
    binary = _best(BINARY, head, name)
    if binary is not None:
        return binary
    reason = refusal(head)
    if reason is not None:
        raise ReadError(reason, stage="open")
    textual = _best(TEXTUAL, head, name)
    if textual is None:
        kind = xml_kind(head_text(head)) or "nothing known"
        raise ReadError(f"the file looks like {kind}, which Dateline does not read", stage="open")
    by_name = named_kind(name) if isinstance(textual, TextReader) else None
    if by_name is not None:
        raise NotAnArticle(f"plain text that its name says is {by_name}", stage="open")
    return textual


def by_name(name: str) -> Reader | Container:
    """The format called `name`. Raises KeyError where there is none."""
    return {format.name: format for format in FORMATS}[name]


def all_versions() -> int:
    """Goes up when the version of any format does, or a format is added."""
    return sum(format.version for format in FORMATS)


def _best(
    formats: Iterable[Reader | Container], head: bytes, name: str | None
) -> Reader | Container | None:
    scored = [(format.score(head, name), format) for format in formats]
    fitting = [(score, format) for score, format in scored if score is not None]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
