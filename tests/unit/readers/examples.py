"""An example of each format: files written by hand, and files built from the same words."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Mapping
from pathlib import Path

import zstandard

from tests.unit.readers import builders
from tests.unit.readers.conftest import PARAGRAPHS

FOLDER = Path(__file__).parents[2] / "fixtures" / "formats"
PAGE = "<html><body><article>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body>"


def file(name: str) -> Callable[[], bytes]:
    """The bytes of a file that was written by hand."""
    return (FOLDER / name).read_bytes


def two_columns() -> bytes:
    left = ["The harbour bridge was opened to traf-", "fic on Monday after three years of work."]
    right = ["closed to heavy vehicles since cracks", "were found in two of its piers."]
    head = [(50, 770, 8, "The Example Post"), (50, 720, 24, "Bridge opens after three years")]
    column = [(50, 680 - 14 * n, 10, text) for n, text in enumerate(left)]
    column += [(60, 652, 10, "Engineers said that the new span can"), (50, 638, 10, "carry twice")]
    column += [(50, 624, 10, "the weight of the well-"), (50, 610, 10, "known old one, which was")]
    column += [(320, 680 - 14 * n, 10, text) for n, text in enumerate(right)]
    second = [(50, 770, 8, "The Example Post"), (50, 700, 10, "The well-known ferry stays.")]
    info = {
        "Title": "Bridge opens",
        "Author": "Harbour Desk",
        "Subject": "The bridge is open.",
        "Keywords": "bridge",
        "CreationDate": "D:20240506100000+02'00'",
        "ModDate": "D:20240507",
    }
    pages = [[*head, *column, (290, 30, 8, "1")], [*second, (290, 30, 8, "Page 2 of 2")]]
    return builders.pdf(pages, info)


def word_document() -> bytes:
    paragraphs = [
        ("Title", "Bridge opens"),
        ("Subtitle", "After three years"),
        ("Normal", "The bridge was opened on Monday."),
        ("Caption", "The bridge by night"),
        ("Heading2", "The ferry"),
        ("ListBullet", "It stays."),
        ("Quote", "It is loved."),
    ]
    core = {
        "dc:title": "Bridge",
        "dc:creator": "Harbour Desk",
        "cp:keywords": "bridge",
        "dc:description": "The bridge is open.",
        "cp:category": "Transport",
        "dc:language": "en-GB",
        "dcterms:created": "2024-05-06T10:00:00Z",
        "dcterms:modified": "2024-05-07T10:00:00Z",
    }
    return builders.docx(paragraphs, core)


def open_document() -> bytes:
    body = (
        '<text:p text:style-name="P1">Bridge opens</text:p>'
        "<text:p>The bridge<text:s/>was<text:note><text:p>a note</text:p></text:note> opened on"
        '<text:line-break/>Monday.</text:p><text:p text:style-name="Caption">The bridge</text:p>'
        '<text:h>The ferry</text:h><text:list><text:list-item><text:p text:style-name="L">It '
        'stays.</text:p></text:list-item></text:list><text:p text:style-name="Quotations">Good.'
        "</text:p>"
    )
    meta = {
        "dc:title": "Bridge",
        "meta:initial-creator": "Harbour Desk",
        "meta:creation-date": "2024-05-06T10:00:00",
        "dc:date": "2024-05-07T10:00:00",
        "meta:keyword": "bridge",
        "dc:description": "The bridge is open.",
        "dc:subject": "Transport",
        "dc:language": "en-GB",
    }
    return builders.odt(body, meta)


def book() -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    metadata = {
        "creator": "Harbour Desk",
        "publisher": "The Example Post",
        "date": "2024-05-06",
        "language": "en",
        "subject": "bridge",
    }
    chapters = {"cover.xhtml": "<h1>Cover</h1>", "one.xhtml": f"<h1>Bridge opens</h1>{text}"}
    return builders.epub(chapters, metadata)


def archive() -> bytes:
    pages = [("https://post.example.org/bridge", "text/html; charset=utf-8", PAGE.encode())]
    pages += [("https://post.example.org/a.png", "image/png", b"\x89PNG")]
    return gzip.compress(builders.warc(pages))


def text() -> bytes:
    return "\n\n".join(("Bridge opens", *PARAGRAPHS)).encode()


def lines() -> bytes:
    line = '{"title": "Bridge opens", "text": "The bridge was opened on Monday.", "date": "2024"}\n'
    return (line * 3).encode()


def zip_file() -> bytes:
    return builders.zipped({"a.txt": text(), "b/c.jsonl": lines(), "d.html": PAGE})


def tar_file() -> bytes:
    return builders.tarred({"a.txt": text(), "b/c.jsonl": lines()})


def seven_zip() -> bytes:
    from py7zr import SevenZipFile

    out = io.BytesIO()
    with SevenZipFile(out, "w") as archive:
        archive.writestr(text(), "a.txt")
        archive.writestr(lines(), "b/c.jsonl")
    return out.getvalue()


ALL: Mapping[str, Callable[[], bytes]] = {
    **{path.name: path.read_bytes for path in sorted(FOLDER.iterdir())},
    "story.txt": text,
    "utf16.jsonl": lambda: lines().decode().encode("utf-16"),
    "lines.jsonl": lines,
    "columns.pdf": two_columns,
    "word.docx": word_document,
    "open.odt": open_document,
    "book.epub": book,
    "pages.warc.gz": archive,
    "files.zip": zip_file,
    "files.tar": tar_file,
    "files.7z": seven_zip,
    "files.tar.xz": lambda: lzma.compress(tar_file()),
    "lines.jsonl.bz2": lambda: bz2.compress(lines()),
    "files.zip.zst": lambda: zstandard.compress(zip_file()),
    "pages.warc": lambda: gzip.decompress(archive()),
}
"""An example of every format and container, by a name that fits it."""
