"""What a file's first bytes say it is, for files that no reader reads.

The signatures are those of the formats' own specifications, as listed in
https://mimesniff.spec.whatwg.org/ and the file(1) magic database.
"""

from __future__ import annotations

import re
import zlib

from dateline.readers.base import has_ending, head_text
from dateline.readers.streams.charset import control_share

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"Rar!\x1a\x07", "a RAR file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an Ogg sound file"),
    (b"ID3", "an MP3 sound file"),
    (b"PAR1", "a Parquet file"),
)

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_MIMETYPE = re.compile(rb"PK\x03\x04.{4}(..).{16}\x08\0(..)mimetype", re.S)
_DEFLATED = b"\x08\0"
_TYPE_BYTES = 200
_MAX_CONTROL_SHARE = 0.02
_NAMED = {
    "a style sheet": (".css", ".less", ".scss"),
    "a script": (".js", ".mjs", ".ts", ".sh", ".bat", ".ps1"),
    "program text": (
        ".c",
        ".cpp",
        ".go",
        ".h",
        ".java",
        ".php",
        ".pl",
        ".py",
        ".rb",
        ".rs",
        ".sql",
    ),
    "settings": (".cfg", ".conf", ".ini", ".properties", ".toml", ".yaml", ".yml"),
    "a calendar or address book": (".ics", ".vcf", ".vcs"),
    "subtitles": (".srt", ".vtt"),
    "a key or certificate": (".crt", ".key", ".pem"),
}
FRAGMENT_ROOTS = {
    *("a", "b", "blockquote", "center", "dl", "em", "figure", "font", "h2", "h3", "header", "i"),
    *("img", "link", "ol", "pre", "span", "strong", "ul"),
}
"""Elements that a fragment of a page may begin with."""

_PROLOGUE = re.compile(
    r"\s*(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s+)*", re.S | re.I
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_NESTED = re.compile(r"<[A-Za-z_][^<>]*>\s*<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?>")
_NAMESPACE = re.compile(r"<[^<>]*\sxmlns[:=]")


def unreadable_reason(head: bytes) -> str | None:
    """Why no reader can read a file that begins with `head`, or None."""
    if not head:
        return "the file is empty"
    kind = next((kind for magic, kind in _SIGNATURES if head.startswith(magic)), None)
    kind = kind or office_kind(head)
    if kind is not None:
        return _unsupported(kind)
    if control_share(head) > _MAX_CONTROL_SHARE:
        return "the file looks like binary data, not text"
    if not head_text(head).strip():
        return "the file contains only white space"
    return None


def kind_by_name(name: str | None) -> str | None:
    """What the name of a plain-text file says that it is, if that is not an article."""
    return next((kind for kind, endings in _NAMED.items() if has_ending(name, *endings)), None)


def office_kind(head: bytes) -> str | None:
    """What a zip file is that is really a document which no reader reads, or None."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    if b"[Content_Types].xml" in head[:4096]:
        return "an Office document other than Word's"
    open_document = zip_media_type(head).startswith(_OPEN_DOCUMENT)
    return "an OpenDocument file that is not a text" if open_document else None


def zip_media_type(head: bytes) -> bytes:
    """The beginning of the media type that a zip file states in its part "mimetype", as
    OpenDocument and EPUB do; empty if there is none. The standards require that part to be first
    and uncompressed, but programs that repack such a file may compress it. Layout: APPNOTE
    4.3.7."""
    found = _MIMETYPE.search(head)
    if found is None:
        return b""
    method, extra = found.groups()
    data = head[found.end() + int.from_bytes(extra, "little") :][:_TYPE_BYTES]
    if method != _DEFLATED:
        return data
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, _TYPE_BYTES)
    except zlib.error:
        return b""


def root_element(text: str) -> str | None:
    """The lower-case name of the element that `text` begins with, after white space, comments and a
    doctype. None if it does not begin like XML or HTML."""
    prologue = _PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    return root[1].lower() if root else None


def xml_kind(text: str) -> str | None:
    """What to call `text` if it is XML, or None."""
    root = root_element(text)
    if root == "html" or not (text.lstrip().startswith("<?xml") or _is_marked_up(text)):
        return None
    return f"XML (<{root}>)" if root else "XML"


def _is_marked_up(text: str) -> bool:
    """Whether the first element states a namespace, as only XML does, or has another element
    directly inside it and an end tag somewhere."""
    prologue = _PROLOGUE.match(text)
    at = prologue.end() if prologue else 0
    foreign = root_element(text) not in FRAGMENT_ROOTS and "</" in text
    nested = foreign and _NESTED.match(text, at) is not None
    return nested or _NAMESPACE.match(text, at) is not None


def _unsupported(kind: str) -> str:
    return f"the file looks like {kind}, which Dateline does not read"
